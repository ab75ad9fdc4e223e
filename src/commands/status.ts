import type { Status } from '../model/report.ts'
import type { Context } from './context.ts'
import { readPage } from './reading.ts'

/** Where the record stands. */
export async function status(context: Context): Promise<Status> {
  const store = await context.store('read')
  const { size, hash, lastRun } = await store.state()
  let pages = 0
  for await (const head of store.heads()) if (head.content !== null && !isList(head.path)) pages++
  let events = 0
  let versions = 0
  let retitled = 0
  for await (const record of store.events()) {
    events++
    versions += record.versions.length
    if (record.versions.some(({ title }) => title !== record.versions[0]!.title)) retitled++
  }
  return {
    store: store.url,
    archive: context.archive,
    pages,
    snapshots: size,
    events,
    versions,
    retitled,
    lastRun,
    ledger: hash,
  }
}

/** By its name alone a page is a list or not: an empty file of that name reads so too. */
function isList(path: string): boolean {
  return readPage(path, new Uint8Array()).dialect === 'list'
}
