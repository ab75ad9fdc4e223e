import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ingestSource } from '../../ingest/ingest.ts'
import { readPage } from '../../ingest/read-page.ts'
import { comparing } from '../../model/compare.ts'
import { VariorumError } from '../../model/errors.ts'
import type { EventRecord } from '../../model/event.ts'
import { createFinding, type Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import type { PageChanges } from '../../model/report.ts'
import { formatChangesSection } from '../../page/sections/changes-section.ts'
import { mountOf } from '../../page/sections/local-links.ts'
import { decodePage } from '../../page/text/decode-page.ts'
import { isInRepository } from '../../sources/git/repository/locate.ts'
import { buildChangesEntries, sameEntries } from '../../versioning/changes-section/changes-entries.ts'
import { recordOf } from '../../versioning/index/event-index.ts'
import { currentPageOf } from '../../versioning/matching/current-page.ts'
import type { Planner } from '../../versioning/planner.ts'
import { archivePaths } from '../archive/archive-paths.ts'
import type { CommandContext } from '../archive/command-context.ts'
import { openArchive } from '../archive/open-archive.ts'
import { rulingsLoader } from '../rulings/read-ruling-file.ts'
import type { ChangesOptions } from '../variorum.ts'
import { writeFailureFinding, writeSection } from './write-section.ts'

/**
 * Computes the Changes section of every page that should have one, and compares it with the page on disk. Pages that are not
 * recorded yet count too, and stay unrecorded.
 * @returns pages by path, with a finding for each that differs or could not be written
 * @throws VariorumError `file-not-found`, `outside-archive` for paths that are not in the archive; `store-not-found` without
 *   a store, outside a git repository
 */
export async function* changes(
  context: CommandContext,
  cwd: string,
  options: ChangesOptions,
): AsyncIterable<PageChanges> {
  const planner = await planOnDisk(context, options)
  const prefixes = options.paths?.length ? archivePaths(context, cwd, options.paths) : ['']
  for (const [path, event] of eventsByCurrentPage(planner)) {
    if (!prefixes.some((prefix) => prefix === '' || path === prefix || path.startsWith(`${prefix}/`))) continue
    options.signal?.throwIfAborted()
    const result = await pageChangesOf(context, path, event, planner, options)
    if (result) yield result
  }
}

/** A planner with the record and the pages on disk. */
async function planOnDisk(context: CommandContext, options: ChangesOptions): Promise<Planner> {
  const isInGit = await isInRepository(context.archive)
  const store = await context.store(isInGit ? 'peek' : 'read')
  await using source = await openArchive(context, store, { signal: options.signal })
  const { planner } = await ingestSource(store, source, {
    verb: 'ingest',
    dryRun: true,
    now: context.now,
    sections: context.sections,
    rulings: rulingsLoader(context),
    signal: options.signal,
  })
  return planner
}

/** Each single event with its current page, by path. */
function eventsByCurrentPage(planner: Planner): [PagePath, EventRecord][] {
  return [...planner.eventIndex.events.values()]
    .filter((tracked) => tracked.single && tracked.shown.length > 0)
    .map(recordOf)
    .map((event): [PagePath, EventRecord] => [currentPageOf(event), event])
    .sort(comparing(([path]) => path))
}

async function pageChangesOf(
  context: CommandContext,
  path: PagePath,
  event: EventRecord,
  { currentContents }: Planner,
  { mode, dryRun }: ChangesOptions,
): Promise<PageChanges | null> {
  const bytes = await readFile(join(context.archive, path)).catch(() => null)
  const result = bytes && expectedSection(context, path, event, bytes, (other) => currentContents.has(other))
  if (bytes === null || result === null || result.state === 'same') return result
  if (mode === 'check') return { ...result, finding: driftFinding(path, result.state) }
  if (mode === 'print' || dryRun) return result
  try {
    await writeSection(context, path, bytes, result.section)
    return { ...result, state: 'written' }
  } catch (error) {
    if (!(error instanceof VariorumError)) throw error
    return { ...result, finding: writeFailureFinding(path, error) }
  }
}

/** The expected Changes section of a page; null for an event with one title. @param exists whether a path has a page */
export function expectedSection(
  context: CommandContext,
  path: PagePath,
  event: EventRecord,
  bytes: Uint8Array,
  exists: (path: PagePath) => boolean,
): (PageChanges & { readonly section: string; readonly state: 'same' | 'missing' | 'differs' }) | null {
  if (event.versions.every(({ title }) => title === event.versions[0]!.title)) return null
  const page = readPage(path, bytes, { sections: context.sections })
  const mount = mountOf(path, decodePage(path, bytes).text)
  const entries = buildChangesEntries(event, page.changes, { page: path, mount, exists, latest: context.now() })
  const section = formatChangesSection(entries, context.sections)
  const state = sameEntries(entries, page.changes) ? 'same' : page.changes.length === 0 ? 'missing' : 'differs'
  return { path, event: event.id, title: event.versions.at(-1)!.title, entries, section, state, finding: null }
}

function driftFinding(path: PagePath, state: 'missing' | 'differs'): Finding {
  const message =
    state === 'missing'
      ? 'The title changed, and the page has no Changes section.'
      : 'The Changes section differs from the record.'
  return createFinding('changes-malformed', `${message} "variorum changes --write ${path}" corrects it.`, { path })
}
