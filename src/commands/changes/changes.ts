import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { record } from '../../ingest/ingest.ts'
import { readPage } from '../../ingest/read-page.ts'
import { VariorumError } from '../../model/errors.ts'
import type { EventRecord } from '../../model/event.ts'
import { type Finding, finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import type { PageChanges } from '../../model/report.ts'
import { formatChanges } from '../../page/sections/changes-section.ts'
import { mountOf } from '../../page/sections/local-links.ts'
import { decode } from '../../page/text/decode.ts'
import { isInRepository } from '../../sources/git/repository/locate.ts'
import { changesEntries, sameEntries } from '../../versioning/changes-section/changes-entries.ts'
import { recordOf } from '../../versioning/index/event-index.ts'
import { pageTelling } from '../../versioning/matching/page-of-event.ts'
import type { Planner } from '../../versioning/planner.ts'
import { archivePaths } from '../archive/archive-paths.ts'
import type { Context } from '../archive/context.ts'
import { openArchive } from '../archive/open-archive.ts'
import { rulingsOf } from '../rulings/open-rulings.ts'
import type { ChangesOptions } from '../variorum.ts'
import { unwritten, writeSection } from './write-section.ts'

/**
 * The Changes section of every page that should have one, judged by the pages as they are on disk now: what is not
 * recorded yet is taken into account, and not recorded.
 * @returns pages by path; one finding for each that differs or could not be written
 * @throws VariorumError `file-not-found`, `outside-archive` for paths that are no pages of the archive; `store-not-found`
 *   where no title but those on disk can be known
 */
export async function* changes(context: Context, cwd: string, options: ChangesOptions): AsyncIterable<PageChanges> {
  const planner = await planOnDisk(context, options)
  const wanted = options.paths?.length ? archivePaths(context, cwd, options.paths) : null
  for (const [path, event] of telling(planner)) {
    if (wanted && !wanted.some((prefix) => prefix === '' || path === prefix || path.startsWith(`${prefix}/`))) continue
    options.signal?.throwIfAborted()
    const result = await changesOf(context, path, event, planner, options)
    if (result) yield result
  }
}

/** A planner that knows the record and, on top of it, the pages as they are now. */
async function planOnDisk(context: Context, options: ChangesOptions): Promise<Planner> {
  const isInGit = await isInRepository(context.archive)
  const store = await context.store(isInGit ? 'peek' : 'read')
  await using source = await openArchive(context, store, { signal: options.signal })
  const { planner } = await record(store, source, {
    verb: 'ingest',
    dryRun: true,
    now: context.now,
    sections: context.sections,
    rulings: rulingsOf(context),
    ...(options.signal ? { signal: options.signal } : {}),
  })
  return planner
}

/** Each event on the page that tells it last. */
function telling(planner: Planner): [PagePath, EventRecord][] {
  return [...planner.book.events.values()]
    .filter((known) => known.single && known.shown.length > 0)
    .map(recordOf)
    .map((event): [PagePath, EventRecord] => [pageTelling(event), event])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

async function changesOf(
  context: Context,
  path: PagePath,
  event: EventRecord,
  { standing }: Planner,
  { mode, dryRun }: ChangesOptions,
): Promise<PageChanges | null> {
  const bytes = await readFile(join(context.archive, path)).catch(() => null)
  const result = bytes && sectionOf(context, path, event, bytes, (other) => standing.has(other))
  if (bytes === null || result === null || result.state === 'same') return result
  if (mode !== 'write' || dryRun)
    return { ...result, finding: mode === 'check' && result.state !== 'written' ? drift(path, result.state) : null }
  try {
    await writeSection(context, path, bytes, result.section)
    return { ...result, state: 'written' }
  } catch (error) {
    if (!(error instanceof VariorumError)) throw error
    return { ...result, finding: unwritten(path, error) }
  }
}

/** What the Changes section of a page should be; null where its event has one title. @param exists whether a page is there */
export function sectionOf(
  context: Context,
  path: PagePath,
  event: EventRecord,
  bytes: Uint8Array,
  exists: (path: PagePath) => boolean,
): (PageChanges & { readonly section: string }) | null {
  if (event.versions.every(({ title }) => title === event.versions[0]!.title)) return null
  const page = readPage(path, bytes, { sections: context.sections })
  const mount = mountOf(path, decode(path, bytes).text)
  const entries = changesEntries(event, page.changes, { page: path, mount, exists, latest: context.now() })
  const section = formatChanges(entries, context.sections)
  const state = sameEntries(entries, page.changes) ? 'same' : page.changes.length === 0 ? 'missing' : 'differs'
  return { path, event: event.id, title: event.versions.at(-1)!.title, entries, section, state, finding: null }
}

function drift(path: PagePath, state: 'missing' | 'differs'): Finding {
  const message =
    state === 'missing'
      ? 'The page has no Changes section, and its title has changed.'
      : 'The Changes section does not say what the record says.'
  return finding('changes-malformed', `${message} "variorum changes --write ${path}" mends it.`, { path })
}
