import {
  pairKey,
  readRulings,
  rulingFileName,
  type WrittenRuling,
  withRuling,
} from '../../identity/rulings/ruling-file.ts'
import { formatRuling } from '../../identity/rulings/ruling-line.ts'
import { isToldBy, type Told } from '../../identity/rulings/rulings.ts'
import type { Judged } from '../../ingest/replay-ledger.ts'
import { VariorumError } from '../../model/errors.ts'
import type { PageRef, Ruling, Verdict } from '../../model/ruling.ts'
import type { Store } from '../../store/store.ts'
import { placesOf } from '../../versioning/history/event-brief.ts'
import type { RulingFile } from './open-rulings.ts'
import { beginningOf, type Side, standing, toldOf } from './ruling-subject.ts'

/** A ruling written down, and what the record comes to by it. */
export interface Chosen {
  readonly ruling: Ruling
  /** Others that were needed so that all that was one event before stays together. */
  readonly also: readonly Ruling[]
  readonly text: string
  readonly replaced: readonly string[]
  readonly judged: Judged
}

/**
 * Writes down what a person says of two in the way that makes the record follow. Where they are one event because somebody
 * said so, that is taken back before anything else is said.
 * @param judge judges the record by a file's text
 * @throws VariorumError `usage` where the file says the opposite by other rulings
 */
export async function chooseRuling(
  store: Store,
  said: Pick<Ruling, 'verdict' | 'reason'>,
  sides: readonly [Side, Side],
  file: RulingFile,
  judge: (text: string) => Promise<Judged>,
): Promise<Chosen> {
  const [a, b] = sides
  const wanted = said.verdict === 'same' ? 'one' : 'two'
  const ways = await waysToSay(store, said.verdict, a, b, file.written)
  for (const { refs, takenBack } of ways) {
    const pair = { ...said, a: refs[0], b: refs[1] }
    const ruling = { ...pair, reason: said.reason ?? formerReason(pair, file.written) }
    const { text, replaced } = withRuling(file.text, ruling, takenBack)
    const isLast = refs === ways.at(-1)!.refs
    const [problem] = readRulings(text).problems
    if (problem && !isLast) continue
    if (problem) throw contradicted(ruling, problem.lines, text)
    const judged = await judge(text)
    if (isLast || standing(judged.book.events.values(), a.ref, b.ref) === wanted)
      return keepTogether(store, { ruling, also: [], text, replaced, judged }, sides, judge)
  }
  throw new Error('there is always a way')
}

/** How often what fell off is put back: one ruling may take from an event what was likened to the part that another one moved. */
const rounds = 8

/** Where two whole events are said to be one, nothing of either is to fall off because what it was likened to moved. */
async function keepTogether(
  store: Store,
  chosen: Chosen,
  sides: readonly [Side, Side],
  judge: (text: string) => Promise<Judged>,
): Promise<Chosen> {
  const whole = sides.every(({ named }) => named !== 'version')
  if (chosen.ruling.verdict === 'other' || !whole) return chosen
  let kept = chosen
  for (let round = 0; round < rounds; round++) {
    const off = await fallenOff(store, kept, sides)
    if (off === null) return kept
    const ruling = { verdict: 'same', a: off.home, b: off.part, reason: kept.ruling.reason } as const
    const { text } = withRuling(kept.text, ruling)
    if (text === kept.text || readRulings(text).problems.length > 0) return kept
    kept = { ...kept, also: [...kept.also, ruling], text, judged: await judge(text) }
  }
  return kept
}

/** The first part that belonged to one of the two events and does no more, and what that event began with; null: all does. */
async function fallenOff(
  store: Store,
  { ruling, judged }: Chosen,
  [one, other]: readonly [Side, Side],
): Promise<{ part: PageRef; home: PageRef } | null> {
  const all = [...judged.book.events.values()]
  const main = all.find((known) => isToldBy(ruling.a, known) && isToldBy(ruling.b, known))
  if (main === undefined) return null
  for (const [side, home] of [[one, ruling.a] as const, [other, ruling.b] as const]) {
    const places = new Set(side.event ? placesOf(side.event) : [])
    const part = all.find((known) => known !== main && placesOf(known).some((place) => places.has(place)))
    if (part) return { part: await beginningOf(store, part), home }
  }
  return null
}

interface Way {
  readonly refs: readonly [PageRef, PageRef]
  /** What was said before and no longer holds. */
  readonly takenBack: readonly Ruling[]
}

async function waysToSay(
  store: Store,
  verdict: Verdict,
  a: Side,
  b: Side,
  written: readonly WrittenRuling[],
): Promise<Way[]> {
  const opposite = written.filter((ruling) => ruling.verdict !== verdict && isBetween(ruling, toldOf(a), toldOf(b)))
  if (a.event && a.event.id === b.event?.id) {
    const back = verdict === 'same' ? [] : opposite
    const ways = back.map((ruling): Way => ({ refs: [ruling.a, ruling.b], takenBack: [] }))
    return [...ways, { refs: [a.ref, b.ref], takenBack: [] }]
  }
  if (verdict === 'other') return [{ refs: [a.ref, b.ref], takenBack: opposite }]
  return [{ refs: [await beginning(store, a), await beginning(store, b)], takenBack: opposite }]
}

/** What belongs to an event belongs to what it began with: when it comes, nothing that is told later is known. */
async function beginning(store: Store, { ref, event, named }: Side): Promise<PageRef> {
  return event && named !== 'version' ? beginningOf(store, event) : ref
}

function isBetween({ a, b }: Ruling, one: Told, other: Told): boolean {
  return (isToldBy(a, one) && isToldBy(b, other)) || (isToldBy(b, one) && isToldBy(a, other))
}

/** Whoever says again what was said keeps the reason that was given. */
function formerReason(ruling: Ruling, written: readonly WrittenRuling[]): string | null {
  const former = written.find((one) => one.verdict === ruling.verdict && pairKey(one) === pairKey(ruling))
  return former?.reason ?? null
}

function contradicted(ruling: Ruling, lines: readonly number[], text: string): VariorumError {
  const all = text.split(/\r\n|\r|\n/)
  const own = formatRuling(ruling)
  const said = lines.map((line) => all[line - 1]!.trim()).filter((line) => line !== own)
  const verb = ruling.verdict === 'same' ? 'link' : 'unlink'
  return new VariorumError('usage', [`"${own}" would contradict what ${rulingFileName} says:`, ...said].join('\n'), {
    advice: `Take one of these back first, by "variorum ${verb}" of its two pages or in the file.`,
  })
}
