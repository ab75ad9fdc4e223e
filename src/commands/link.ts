import { rulingFileName } from '../identity/ruling-file.ts'
import { formatRuling } from '../identity/ruling-line.ts'
import { VariorumError } from '../model/errors.ts'
import type { EventRecord } from '../model/event.ts'
import type { RulingReport, Verdict } from '../model/ruling.ts'
import type { Store } from '../store/store.ts'
import { recordOf } from '../versioning/book.ts'
import { judgedBy } from '../versioning/planner.ts'
import type { Context } from './context.ts'
import { findSide, isOfMany, refuseSameSide, type Side } from './event-side.ts'
import { judgeAll, rebuildIndex, storeIndex } from './reindex.ts'
import { chooseRuling } from './ruling-choice.ts'
import { effectOf } from './ruling-effect.ts'
import { followed, openRulings, type RulingFile, rulingsOf } from './rulings.ts'
import type { RulingOptions } from './variorum.ts'
import { writeNewFile, writePage } from './write-page.ts'

/**
 * Writes down that two are one event, or are not, and judges the whole record anew by it.
 * @throws VariorumError `event-…`, `version-not-found`, `usage`, `links-unreadable`, `page-changed`, `write-failed`, `store-…`
 */
export async function rule(
  context: Context,
  verdict: Verdict,
  names: readonly [string, string],
  options: RulingOptions = {},
): Promise<RulingReport> {
  const store = await context.store('read')
  const file = await openRulings(context)
  const sides = [await findSide(context, store, names[0]), await findSide(context, store, names[1])] as const
  refuseMistakes(verdict, sides)
  const before = await eventsBefore(context, store, file)
  const reading = { ...options, sections: context.sections }
  const said = { verdict, reason: options.reason?.trim() || null }
  const { ruling, also, text, replaced, judged } = await chooseRuling(store, said, sides, file, (written) =>
    judgeAll(store, followed(written).rulings, reading),
  )
  const stood = text === file.text
  if (!options.dryRun) {
    if (!stood) await write(context, file, text)
    const target = await context.store('write')
    // somebody may have recorded something meanwhile
    if ((await storeIndex(target, judged)) === 'conflict')
      await rebuildIndex(target, { ...reading, rulings: rulingsOf(context) })
  }
  const lines = [ruling, ...also].map(formatRuling)
  return {
    ruling,
    file: rulingFileName,
    lines,
    state: stood ? 'stood' : options.dryRun ? 'planned' : 'written',
    replaced: replaced.filter((one) => !lines.includes(one)),
    ...effectOf(before, judged.book, sides, verdict),
  }
}

function refuseMistakes(verdict: Verdict, [a, b]: readonly [Side, Side]): void {
  const verb = verdict === 'same' ? 'link' : 'unlink'
  const whole = [a, b].some(({ named }) => named === 'event')
  if (whole && a.event && a.event.id === b.event?.id) {
    const { id, paths } = a.event
    const parts = paths.length < 2 ? '' : `two of its pages (${paths.slice(-3).join(', ')}), or `
    throw new VariorumError('usage', `"${a.name}" and "${b.name}" are one event already, ${id}.`, {
      advice: `To rule on its parts, name ${parts}two versions: variorum ${verb} ${id}@1 ${id}@2`,
    })
  }
  refuseSameSide(verb, a, b)
  if (isOfMany(a.ref.path) !== isOfMany(b.ref.path)) {
    throw new VariorumError(
      'usage',
      'An item of a page that tells many events is never one event with a page of its own.',
      { advice: 'Name two items, or two pages.' },
    )
  }
}

/** The events as they were judged before: from the index, where it was judged by what was said until now. */
async function eventsBefore(context: Context, store: Store, { rulings }: RulingFile): Promise<EventRecord[]> {
  const { algorithm, indexed, size } = await store.state()
  if (algorithm === judgedBy(rulings) && indexed === size) return Array.fromAsync(store.events())
  const { book } = await judgeAll(store, rulings, { sections: context.sections })
  return [...book.events.values()].map(recordOf)
}

async function write(context: Context, { bytes }: RulingFile, text: string): Promise<void> {
  const after = Buffer.from(text, 'utf8')
  if (bytes === null) await writeNewFile(context.archive, rulingFileName, after)
  else await writePage(context.archive, rulingFileName, bytes, after, 'a ruling was being added')
}
