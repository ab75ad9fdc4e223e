import { passes } from '../audit/filter.ts'
import { titleChangesOf } from '../audit/title-changes.ts'
import { AuditTally } from '../audit/totals.ts'
import type { EventRecord } from '../model/event.ts'
import type { Audit, AuditFilter, TitleChange } from '../model/report.ts'
import type { Store } from '../store/store.ts'
import { wordingKey } from '../versioning/wording.ts'
import type { Context } from './context.ts'
import { readPage } from './reading.ts'

/** Every title change that passes a filter, by the time of the new title, and totals over all of them. */
export async function audit(context: Context, filter: AuditFilter = {}): Promise<Audit> {
  const tally = new AuditTally()
  const changes: TitleChange[] = []
  for await (const change of titleChanges(context, filter, tally)) changes.push(change)
  changes.sort(
    (a, b) =>
      (a.to.at ?? 0) - (b.to.at ?? 0) || (a.event < b.event ? -1 : a.event > b.event ? 1 : a.to.number - b.to.number),
  )
  return { changes: filter.limit === undefined ? changes : changes.slice(0, filter.limit), totals: tally.totals() }
}

/** The same changes one by one, event by event; without a tally, `limit` ends them. */
export async function* titleChanges(
  context: Context,
  filter: AuditFilter = {},
  tally?: AuditTally,
): AsyncIterable<TitleChange> {
  const store = await context.store('read')
  let left = tally ? Number.POSITIVE_INFINITY : (filter.limit ?? Number.POSITIVE_INFINITY)
  for await (const record of store.events()) {
    if (left <= 0) return
    tally?.event()
    if (record.versions.length < 2) continue
    for (const change of titleChangesOf(record, await notedTitles(context, store, record))) {
      if (!passes(change, filter) || left <= 0) continue
      left--
      tally?.change(change)
      yield change
    }
  }
}

/** Whether the Changes section of a page that tells the event lists a title. */
async function notedTitles(context: Context, store: Store, record: EventRecord): Promise<(title: string) => boolean> {
  const pages = record.shown.filter((path) => !path.endsWith('.txt'))
  const retitled = record.versions.some((version) => version.title !== record.versions[0]!.title)
  if (pages.length === 0 || !retitled) return () => false
  const titles = new Set<string>()
  for await (const { path, content } of store.heads(pages)) {
    const bytes = content && (await store.content(content))
    if (bytes)
      for (const { title } of readPage(path, bytes, { sections: context.sections }).changes)
        titles.add(wordingKey(title))
  }
  return (title) => titles.has(wordingKey(title))
}
