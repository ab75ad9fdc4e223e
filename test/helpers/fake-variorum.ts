import type { Variorum } from '../../src/commands/variorum.ts'
import type { Change } from '../../src/model/change.ts'
import { VariorumError } from '../../src/model/errors.ts'
import type { History } from '../../src/model/event.ts'
import { auditOf, titleChangesOf } from './sample-audits.ts'
import { bridgeBody, histories } from './sample-histories.ts'
import {
  checkReport,
  fakeStatus,
  fakeSummary,
  pageChanges,
  rulingReportOf,
  shownVersionOf,
  whyReportOf,
} from './sample-reports.ts'
import { watchEvents } from './sample-watch-events.ts'

/** A call of the fake: the method and its options. */
export interface RecordedCall {
  readonly verb: string
  readonly given: unknown
}

/**
 * A Variorum without archive and store, which answers with the sample data.
 * @param calls gets every call
 */
export function fakeVariorum(calls: RecordedCall[] = [], overrides: Partial<Variorum> = {}): Variorum {
  const recordCall = (verb: string, given: unknown) => void calls.push({ verb, given })
  const find = (event: string): History => {
    const found = histories.filter(
      ({ event: one }) => one.id === event || one.paths.includes(event) || one.title.includes(event),
    )
    const [only] = found
    if (only === undefined) throw new VariorumError('event-not-found', `No event matches "${event}".`)
    if (found.length > 1)
      throw new VariorumError('event-ambiguous', `"${event}" fits ${found.length} events.`, { advice: 'Give a path.' })
    return only
  }
  return {
    archive: '/desk/archive',
    store: '/desk/snapshots/variorum.db',
    status: async () => fakeStatus,
    async import(options) {
      recordCall('import', options)
      return fakeSummary
    },
    async ingest(options) {
      recordCall('ingest', options)
      return { ...fakeSummary, findings: [] }
    },
    async *watch(options) {
      recordCall('watch', options)
      yield* watchEvents
    },
    async reindex(options) {
      recordCall('reindex', options)
      return { ...fakeSummary, findings: [] }
    },
    async *history(event) {
      recordCall('history', event)
      yield* event === undefined ? histories : [find(event)]
    },
    async diff(event, options) {
      recordCall('diff', { event, ...options })
      const { event: one, versions } = find(event)
      const [a, b] = versions.slice(-2)
      if (a === undefined || b === undefined)
        throw new VariorumError('version-not-found', `"${event}" has one version.`)
      const body: Change = {
        field: 'body',
        classes: ['detail-added'],
        severity: 'editorial',
        diff: bridgeBody,
        coarse: false,
        sentences: null,
      }
      return { event: one, a, b, changes: [...b.changes, body], folded: options?.all ? bridgeBody : null }
    },
    async show(event) {
      recordCall('show', event)
      const [name = '', number] = event.split('@')
      return shownVersionOf(find(name), number === undefined ? undefined : Number(number))
    },
    async audit(filter) {
      recordCall('audit', filter)
      return auditOf(titleChangesOf(histories))
    },
    async *titleChanges(filter) {
      recordCall('titleChanges', filter)
      yield* titleChangesOf(histories)
    },
    async *changes(options) {
      recordCall('changes', options)
      const written = options.mode === 'write' && options.dryRun !== true
      for (const page of pageChanges) yield written && page.state !== 'same' ? { ...page, state: 'written' } : page
    },
    async check(options) {
      recordCall('check', options)
      return checkReport
    },
    async why(a, b) {
      recordCall('why', { a, b })
      return whyReportOf(a, b)
    },
    async link(a, b, options) {
      recordCall('link', { a, b, ...options })
      return rulingReportOf(a, b, 'same', options?.reason)
    },
    async unlink(a, b, options) {
      recordCall('unlink', { a, b, ...options })
      return rulingReportOf(a, b, 'other', options?.reason)
    },
    async *export() {
      yield '{"variorum":"journal"}\n'
      yield '{"path":"news/2018/01/15/market.md"}\n'
    },
    topics: async () => ['Harbour works'],
    committedAt: async (revision) => {
      throw new VariorumError('revision-unknown', `The repository has no revision ${revision}.`)
    },
    suggest: async () => histories.flatMap(({ event }) => event.paths),
    async [Symbol.asyncDispose]() {
      recordCall('close', null)
    },
    ...overrides,
  }
}
