import { rulingFileName } from '../../identity/rulings/ruling-file.ts'
import { formatRuling, isOfMany } from '../../identity/rulings/ruling-line.ts'
import { rebuildIndex } from '../../ingest/rebuild-index.ts'
import { judgeAll, storeIndex } from '../../ingest/replay-ledger.ts'
import { VariorumError } from '../../model/errors.ts'
import type { RulingReport, Verdict } from '../../model/ruling.ts'
import type { Context } from '../archive/context.ts'
import { writeNewFile, writePage } from '../archive/write-page.ts'
import type { RulingOptions } from '../variorum.ts'
import { chooseRuling } from './choose-ruling.ts'
import { followed, openRulings, type RulingFile, rulingsOf } from './open-rulings.ts'
import { effectOf } from './ruling-effect.ts'
import { findSide, refuseSameSide, type Side } from './ruling-subject.ts'

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
  const before = await Array.fromAsync(store.events())
  const reading = { ...options, sections: context.sections }
  const said = { verdict, reason: options.reason?.trim() || null }
  const { ruling, also, text, replaced, judged } = await chooseRuling(store, said, sides, file, (written) =>
    judgeAll(store, followed(written).rulings, reading),
  )
  const stood = text === file.text
  if (!options.dryRun) {
    if (!stood) await write(context, file, text)
    try {
      const target = await context.store('write')
      // somebody may have recorded something meanwhile
      if ((await storeIndex(target, judged)) === 'conflict')
        await rebuildIndex(target, { ...reading, rulings: rulingsOf(context) })
    } catch (error) {
      throw writtenOnly(error)
    }
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
    const { id, paths, versions } = a.event
    const parts = paths.length < 2 ? '' : `two of its pages (${paths.slice(-3).join(', ')}), or `
    throw new VariorumError('usage', `"${a.name}" and "${b.name}" are one event already, ${id}.`, {
      advice:
        versions.length < 2
          ? 'It has one version, and so no parts. Name two events, or two pages.'
          : `To rule on its parts, name ${parts}two versions: variorum ${verb} ${id}@1 ${id}@2`,
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

/** The record could not be written to when the ruling was: nobody is to think that it was lost, or takes it for followed. */
function writtenOnly(error: unknown): unknown {
  if (!(error instanceof VariorumError)) return error
  const advice = `${rulingFileName} has the ruling; the record follows it with the next recording, or "variorum reindex".`
  return new VariorumError(error.code, error.message, { advice, cause: error })
}

async function write(context: Context, { bytes }: RulingFile, text: string): Promise<void> {
  const after = Buffer.from(text, 'utf8')
  if (bytes === null) await writeNewFile(context.archive, rulingFileName, after)
  else await writePage(context.archive, rulingFileName, bytes, after, 'a ruling was being added')
}
