import { findIneffectiveRulings } from '../../identity/rulings/ineffective-rulings.ts'
import { rulingFileName } from '../../identity/rulings/ruling-file.ts'
import { formatRuling, isMultiEventPage } from '../../identity/rulings/ruling-line.ts'
import { refMatches } from '../../identity/rulings/rulings.ts'
import { rebuildIndex } from '../../ingest/rebuild-index.ts'
import { type LedgerReplay, replayLedger, storeIndex } from '../../ingest/replay-ledger.ts'
import { VariorumError } from '../../model/errors.ts'
import type { EventRecord } from '../../model/event.ts'
import type { RulingKind, RulingReport } from '../../model/ruling.ts'
import { briefOf, versionKeysOf } from '../../versioning/history/event-brief.ts'
import type { CommandContext } from '../archive/command-context.ts'
import { writeNewFile, writePage } from '../archive/write-page.ts'
import type { RulingOptions } from '../variorum.ts'
import { chooseRuling } from './choose-ruling.ts'
import { type EventArgument, recordedEventCount, refuseSameArgument, resolveArgument } from './event-argument.ts'
import { parseRulingFile, type RulingFile, readRulingFile, rulingsLoader } from './read-ruling-file.ts'

/**
 * Adds a ruling that two are one event, or are not, to the rulings file, and rebuilds the index by it.
 * @throws VariorumError `event-…`, `version-not-found`, `usage`, `links-unreadable`, `page-changed`, `write-failed`, `store-…`
 */
export async function applyRuling(
  context: CommandContext,
  verdict: RulingKind,
  names: readonly [string, string],
  options: RulingOptions = {},
): Promise<RulingReport> {
  const store = await context.store('read')
  const file = await readRulingFile(context)
  const [a, b] = [await resolveArgument(context, store, names[0]), await resolveArgument(context, store, names[1])]
  refuseUnusablePair(verdict, a, b)
  const before = await Array.fromAsync(store.events())
  const reading = { ...options, sections: context.sections }
  const decision = { verdict, reason: options.reason?.trim() || null }
  const rebuild = (written: string) => replayLedger(store, parseRulingFile(written).rulings, reading)
  const chosen = await chooseRuling(store, decision, [a, b], file, rebuild)
  const { ruling, additional, text, replaced, rebuilt } = chosen
  const isAlreadyWritten = text === file.text
  if (!options.dryRun) {
    if (!isAlreadyWritten) await writeRulingFile(context, file, text)
    try {
      const target = await context.store('write')
      // another process may have recorded at the same time
      if ((await storeIndex(target, rebuilt)) === 'conflict')
        await rebuildIndex(target, { ...reading, rulings: rulingsLoader(context) })
    } catch (error) {
      throw withRulingWrittenAdvice(error)
    }
  }
  const lines = [ruling, ...additional].map(formatRuling)
  return {
    ruling,
    file: rulingFileName,
    lines,
    state: isAlreadyWritten ? 'stood' : options.dryRun ? 'planned' : 'written',
    replaced: replaced.filter((one) => !lines.includes(one)),
    ...rulingEffect(before, rebuilt, a, b, verdict),
  }
}

function refuseUnusablePair(verdict: RulingKind, a: EventArgument, b: EventArgument): void {
  const verb = verdict === 'same' ? 'link' : 'unlink'
  const hasWholeEvent = [a, b].some(({ kind }) => kind === 'event')
  if (hasWholeEvent && a.event && a.event.id === b.event?.id) {
    const { id, paths, versions } = a.event
    const parts = paths.length < 2 ? '' : `two of its pages (${paths.slice(-3).join(', ')}), or `
    throw new VariorumError('usage', `"${a.name}" and "${b.name}" are one event already, ${id}.`, {
      advice:
        versions.length < 2
          ? 'It has one version, so it has no parts. Name two events, or two pages.'
          : `To rule on its parts, name ${parts}two versions: variorum ${verb} ${id}@1 ${id}@2`,
    })
  }
  refuseSameArgument(verb, a, b)
  if (isMultiEventPage(a.ref.path) === isMultiEventPage(b.ref.path)) return
  const message = 'An item on a page with many events is never one event with a page of its own.'
  throw new VariorumError('usage', message, { advice: 'Name two items, or two pages.' })
}

/** Adds to an error of the store that the ruling is saved, and when the index follows it. */
function withRulingWrittenAdvice(error: unknown): unknown {
  if (!(error instanceof VariorumError)) return error
  const advice = `${rulingFileName} contains the ruling; the next recording or "variorum reindex" applies it.`
  return new VariorumError(error.code, error.message, { advice, cause: error })
}

async function writeRulingFile(context: CommandContext, { bytes }: RulingFile, text: string): Promise<void> {
  const after = Buffer.from(text, 'utf8')
  if (bytes === null) await writeNewFile(context.archive, rulingFileName, after)
  else await writePage(context.archive, rulingFileName, bytes, after, 'a ruling was being added')
}

/** Compares the events before and after a ruling: those of its two sides, and the number of others that changed. */
function rulingEffect(
  before: readonly EventRecord[],
  rebuilt: LedgerReplay,
  a: EventArgument,
  b: EventArgument,
  verdict: RulingKind,
): Pick<RulingReport, 'before' | 'after' | 'others' | 'met' | 'obstacle'> {
  const { eventIndex } = rebuilt
  const all = rebuilt.eventRecords()
  const subjectEvents = before.filter(({ id }) => id === a.event?.id || id === b.event?.id)
  const keys = new Set(subjectEvents.flatMap(versionKeysOf))
  const after = all.filter((event) => versionKeysOf(event).some((key) => keys.has(key)) || isNamedBy(event, a, b))
  const unaltered = new Set(before.map(eventFingerprint))
  const otherChanged = all.filter((event) => !after.includes(event) && !unaltered.has(eventFingerprint(event)))
  const recorded = recordedEventCount(eventIndex.events.values(), a.ref, b.ref)
  const isMet = recorded === (verdict === 'same' ? 'one' : 'two')
  const draft = { verdict, a: a.ref, b: b.ref, reason: null, line: 0 }
  const ineffective = findIneffectiveRulings([draft], (path) => eventIndex.eventsOn(path))
  return {
    before: subjectEvents.sort(compareByFirstVersion).map(briefOf),
    after: after.sort(compareByFirstVersion).map(briefOf),
    others: otherChanged.length,
    met: recorded === 'unknown' ? null : isMet,
    obstacle: recorded === 'unknown' || isMet ? null : (ineffective[0]?.why ?? 'another line prevents it'),
  }
}

function compareByFirstVersion({ versions: [a] }: EventRecord, { versions: [b] }: EventRecord): number {
  return a!.seq - b!.seq || a!.item - b!.item
}

function isNamedBy(event: EventRecord, a: EventArgument, b: EventArgument): boolean {
  const subject = { ...event, single: !isMultiEventPage(a.ref.path) }
  return refMatches(a.ref, subject) || refMatches(b.ref, subject)
}

function eventFingerprint(event: EventRecord): string {
  return `${event.id} ${versionKeysOf(event).join(' ')}`
}
