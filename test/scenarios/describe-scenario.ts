import type { EventRecord, Reason, Version } from '../../src/model/event.ts'
import type { ContentHash, Snapshot } from '../../src/model/revision.ts'
import { emptyLedger } from '../../src/model/revision.ts'
import type { Instant } from '../../src/model/time.ts'
import { parsePage } from '../../src/page/parse-page.ts'
import { buildHistory, type VersionDetails } from '../../src/versioning/history/build-history.ts'
import { Planner } from '../../src/versioning/planner.ts'
import type { Scenario } from './scenario.ts'

/** Plans a scenario and describes the result: each event with its versions, and the folded snapshots. */
export function describeScenario({ revisions, contents }: Scenario): string {
  const planner = new Planner(emptyLedger)
  const { snapshots, events } = planner.plan(revisions)
  const details = detailsOf(snapshots, contents)
  const folded = Object.entries(planner.counts.folded).filter(([, count]) => count > 0)
  const parts = [
    ...events.toSorted((a, b) => a.versions[0]!.seq - b.versions[0]!.seq).map((event) => describeEvent(event, details)),
    ...(folded.length > 0 ? [`Folded: ${folded.map(([kind, count]) => `${count} ${kind}`).join(', ')}.`] : []),
  ]
  return `${parts.join('\n\n')}\n`
}

function describeEvent(record: EventRecord, details: VersionDetails): string {
  const { event, versions } = buildHistory(record, details)
  const shown = record.shown.length > 0 ? `On ${record.shown.join(' and ')}.` : 'On no page now.'
  return [`# ${event.title}`, '', shown, '', ...versions.map(describeVersion)].join('\n')
}

function describeVersion({ number, label, title, path, from, until, origin, changes, link, kin }: Version): string {
  const lines = [
    `${number}. ${title}`,
    `   ${label}, ${describeSpan(from, until)}, ${origin.kind === 'page' ? 'claimed by a page as' : 'on'} ${path}`,
  ]
  const returned = changes.some(({ classes }) => classes.includes('revert')) ? ' (a former title returns)' : ''
  if (changes.length > 0) lines.push(`   Changed: ${changes.map(({ field }) => field).join(', ')}${returned}.`)
  if (link) lines.push(`   Evidence: ${describeEvidence(link.reasons)}.`)
  for (const { kind, event } of kin) lines.push(`   ${relations[kind]} ${event}.`)
  return lines.join('\n')
}

const relations = {
  merged: 'Merged with event',
  'merged-into': 'Merged into event',
  split: 'Split off event',
  'split-from': 'Split from event',
}

function describeEvidence(reasons: readonly Reason[]): string {
  const speaksFor = reasons.filter(({ weight }) => weight > 0).map(({ kind }) => kind)
  const against = reasons.filter(({ weight }) => weight < 0).map(({ value }) => value)
  return `${speaksFor.join(', ')}${against.length > 0 ? `; despite: ${against.join(', ')}` : ''}`
}

function describeSpan(from: Instant | null, until: Instant | null): string {
  return `${from === null ? 'since before the record' : `from ${formatTime(from)}`} ${until === null ? 'until now' : `until ${formatTime(until)}`}`
}

function formatTime(at: Instant): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}

function detailsOf(snapshots: readonly Snapshot[], contents: ReadonlyMap<ContentHash, Buffer>): VersionDetails {
  const snapshot = (seq: number) => snapshots.find((candidate) => candidate.seq === seq) ?? null
  return {
    snapshot: ({ seq }) => snapshot(seq),
    body({ seq, item }) {
      const { path, content } = snapshot(seq)!
      return parsePage(path, contents.get(content!)!).events[item]!.body
    },
  }
}
