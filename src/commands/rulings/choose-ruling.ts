import {
  insertRuling,
  readRulings,
  rulingFileName,
  rulingPairKey,
  type WrittenRuling,
} from '../../identity/rulings/ruling-file.ts'
import { formatRuling } from '../../identity/rulings/ruling-line.ts'
import { type RulingSubject, refMatches } from '../../identity/rulings/rulings.ts'
import type { LedgerReplay } from '../../ingest/replay-ledger.ts'
import { VariorumError } from '../../model/errors.ts'
import type { PageRef, Ruling, RulingKind } from '../../model/ruling.ts'
import type { Store } from '../../store/store.ts'
import { versionKeysOf } from '../../versioning/history/event-brief.ts'
import { type EventArgument, firstPageRef, recordedEventCount, rulingSubjectOf } from './event-argument.ts'
import type { RulingFile } from './read-ruling-file.ts'

/** A ruling, the file that contains it, and the index that follows it. */
export interface ChosenRuling {
  readonly ruling: Ruling
  /** More rulings, which keep the parts of the two events together. */
  readonly additional: readonly Ruling[]
  readonly text: string
  readonly replaced: readonly string[]
  readonly rebuilt: LedgerReplay
}

/**
 * Finds the ruling that makes the index follow a person's decision about two events or pages. If an earlier ruling made them
 * one event, that ruling is withdrawn first.
 * @param rebuild builds the index by the text of a rulings file
 * @throws VariorumError `usage` if other rulings of the file contradict it
 */
export async function chooseRuling(
  store: Store,
  decision: Pick<Ruling, 'verdict' | 'reason'>,
  subjects: readonly [EventArgument, EventArgument],
  file: RulingFile,
  rebuild: (text: string) => Promise<LedgerReplay>,
): Promise<ChosenRuling> {
  const [a, b] = subjects
  const goal = decision.verdict === 'same' ? 'one' : 'two'
  const candidates = await rulingCandidates(store, decision.verdict, a, b, file.entries)
  for (const [index, { withdrawn, ...refs }] of candidates.entries()) {
    const pair = { ...decision, ...refs }
    const ruling = { ...pair, reason: decision.reason ?? formerReason(pair, file.entries) }
    const { text, replaced } = insertRuling(file.text, ruling, withdrawn)
    const isLast = index === candidates.length - 1
    const [problem] = readRulings(text).problems
    if (problem && !isLast) continue
    if (problem) throw contradictionError(ruling, problem.lines, text)
    const rebuilt = await rebuild(text)
    if (isLast || recordedEventCount(rebuilt.eventIndex.events.values(), a.ref, b.ref) === goal)
      return keepTogether(store, { ruling, additional: [], text, replaced, rebuilt }, subjects, rebuild)
  }
  throw new Error('There is no candidate for a ruling')
}

/** A ruling can detach a part, and the ruling that re-attaches it can detach another; this many are re-attached. */
const maxRounds = 8

/** When two whole events become one, adds rulings for the parts that would lose their match and become other events. */
async function keepTogether(
  store: Store,
  chosen: ChosenRuling,
  subjects: readonly [EventArgument, EventArgument],
  rebuild: (text: string) => Promise<LedgerReplay>,
): Promise<ChosenRuling> {
  const areWholeEvents = subjects.every(({ kind }) => kind !== 'version')
  if (chosen.ruling.verdict === 'other' || !areWholeEvents) return chosen
  let current = chosen
  for (let round = 0; round < maxRounds; round++) {
    const detached = await findDetachedPart(store, current, subjects)
    if (detached === null) return current
    const ruling = { verdict: 'same', a: detached.home, b: detached.part, reason: current.ruling.reason } as const
    const { text } = insertRuling(current.text, ruling)
    if (text === current.text || readRulings(text).problems.length > 0) return current
    current = { ...current, additional: [...current.additional, ruling], text, rebuilt: await rebuild(text) }
  }
  return current
}

/** The first part of the two events that is now another event, and the first page of its old event; null if there is none. */
async function findDetachedPart(
  store: Store,
  { ruling, rebuilt }: ChosenRuling,
  [one, other]: readonly [EventArgument, EventArgument],
): Promise<{ part: PageRef; home: PageRef } | null> {
  const all = [...rebuilt.eventIndex.events.values()]
  const main = all.find((tracked) => refMatches(ruling.a, tracked) && refMatches(ruling.b, tracked))
  if (main === undefined) return null
  for (const [subject, home] of [[one, ruling.a] as const, [other, ruling.b] as const]) {
    const versionKeys = new Set(subject.event ? versionKeysOf(subject.event) : [])
    const part = all.find((tracked) => tracked !== main && versionKeysOf(tracked).some((key) => versionKeys.has(key)))
    if (part) return { part: await firstPageRef(store, part), home }
  }
  return null
}

/** @returns pairs of pages that a ruling can name, each with the earlier rulings that it replaces */
async function rulingCandidates(
  store: Store,
  verdict: RulingKind,
  a: EventArgument,
  b: EventArgument,
  written: readonly WrittenRuling[],
): Promise<(Pick<Ruling, 'a' | 'b'> & { readonly withdrawn: readonly Ruling[] })[]> {
  const [one, other] = [rulingSubjectOf(a), rulingSubjectOf(b)]
  const opposite = written.filter((ruling) => ruling.verdict !== verdict && isRulingBetween(ruling, one, other))
  if (a.event && a.event.id === b.event?.id) {
    const withdrawals = verdict === 'same' ? [] : opposite
    return [...withdrawals, { a: a.ref, b: b.ref }].map((pair) => ({ a: pair.a, b: pair.b, withdrawn: [] }))
  }
  if (verdict === 'other') return [{ a: a.ref, b: b.ref, withdrawn: opposite }]
  return [{ a: await startRefOf(store, a), b: await startRefOf(store, b), withdrawn: opposite }]
}

/** A ruling on a whole event names its first page: when the event is matched, its later pages are not known yet. */
async function startRefOf(store: Store, { ref, event, kind }: EventArgument): Promise<PageRef> {
  return event && kind !== 'version' ? firstPageRef(store, event) : ref
}

function isRulingBetween({ a, b }: Ruling, one: RulingSubject, other: RulingSubject): boolean {
  return (refMatches(a, one) && refMatches(b, other)) || (refMatches(b, one) && refMatches(a, other))
}

/** The reason of the same ruling in the file. */
function formerReason(ruling: Ruling, written: readonly WrittenRuling[]): string | null {
  const former = written.find((one) => one.verdict === ruling.verdict && rulingPairKey(one) === rulingPairKey(ruling))
  return former?.reason ?? null
}

function contradictionError(ruling: Ruling, lines: readonly number[], text: string): VariorumError {
  const all = text.split(/\r\n|\r|\n/)
  const newLine = formatRuling(ruling)
  const conflictingLines = lines.map((line) => all[line - 1]!.trim()).filter((line) => line !== newLine)
  const verb = ruling.verdict === 'same' ? 'link' : 'unlink'
  const message = [`"${newLine}" would contradict what ${rulingFileName} says:`, ...conflictingLines].join('\n')
  const advice = `Withdraw one of them first, with "variorum ${verb}" of its two pages or in the file.`
  return new VariorumError('usage', message, { advice })
}
