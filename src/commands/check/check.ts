import { Rulings } from '../../identity/rulings/rulings.ts'
import { wanted } from '../../ingest/read-page.ts'
import type { CheckFinding, CheckReport, CheckTotals, FixedPage } from '../../model/check.ts'
import { VariorumError } from '../../model/errors.ts'
import { type Finding, finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import type { JudgedRange } from '../../rules/judged-range.ts'
import { fetchTheRest } from '../../rules/range/history-cut.ts'
import { judge } from '../../rules/run-rules.ts'
import type { Comparison } from '../../sources/git/comparison/comparison.ts'
import { BaseMissing } from '../../sources/git/comparison/ends.ts'
import { openComparison } from '../../sources/git/comparison/open-comparison.ts'
import type { Context } from '../archive/context.ts'
import type { CheckOptions, CheckSettings } from '../variorum.ts'
import { readEvents } from './check-events.ts'
import { type CheckReading, linkedPaths, type ReadPages, readRedirects, readTouched } from './check-pages.ts'
import { notesOnChoice, type RulingsInForce, rulingsInForce, unruled } from './check-rulings.ts'
import { type CheckTarget, targetOf } from './check-target.ts'
import { Existence } from './existence.ts'

/**
 * Judges what a range of commits, the index or the work tree does to the archive. No store is needed, and none is opened;
 * nothing is written unless `fix` asks for it.
 * @throws VariorumError `usage`, `repository-…`, `revision-unknown`, `git-failed`, `interrupted`
 */
export async function check(context: Context, cwd: string, options: CheckOptions = {}): Promise<CheckReport> {
  const target = targetOf(options)
  const settled: { settings: CheckSettings; ruled: RulingsInForce } = { settings: {}, ruled: unruled }
  try {
    await using comparison = await openComparison(options.repository ?? cwd, {
      base: target.base,
      parent: target.parent,
      ...(target.merges === undefined ? {} : { merges: target.merges }),
      head: target.head,
      named: options.repository !== undefined,
      archive: async (files) => {
        settled.settings = (await options.settings?.(files)) ?? {}
        const archive = settled.settings.archive ?? context.archive
        settled.ruled = await rulingsInForce(files, archive)
        return archive
      },
      accepts: (path) => wanted(path),
      ...(context.storeFolder && context.storeFolder !== context.archive ? { without: [context.storeFolder] } : {}),
      signal: options.signal,
    })
    return await judgeComparison(comparison, target, settled, context, options)
  } catch (error) {
    if (error instanceof BaseMissing) return nothingToCompare(error, target)
    throw namingWhoAsked(error, options.asked?.namedBy)
  }
}

/** @throws VariorumError `archive-not-found` where neither side has the archive's folder */
async function stands(comparison: Comparison): Promise<void> {
  const what = await comparison.archive()
  if (what === 'folder') return
  const { folder } = comparison.compared
  const problem =
    what === 'file' ? `${folder} is a file, not a folder of pages.` : `There is no folder ${folder} on either side.`
  throw new VariorumError('archive-not-found', problem, {
    advice: 'Name the folder of pages with --archive, or in the config.',
  })
}

/** A base that nobody typed: the failure says where it was named. */
function namingWhoAsked(error: unknown, namedBy: string | undefined): unknown {
  if (namedBy === undefined || !(error instanceof VariorumError) || error.code !== 'revision-unknown') return error
  return new VariorumError(error.code, error.message.replace(/\.$/, ` (from ${namedBy}).`), {
    ...(error.advice === null ? {} : { advice: error.advice }),
    cause: error,
  })
}

async function judgeComparison(
  comparison: Comparison,
  target: CheckTarget,
  { settings, ruled }: { readonly settings: CheckSettings; readonly ruled: RulingsInForce },
  context: Context,
  options: CheckOptions,
): Promise<CheckReport> {
  if (settings.archiveNamed) await stands(comparison)
  const reading: CheckReading = {
    sections: settings.sections ?? context.sections,
    rulings: ruled.rulings,
    ...(options.signal ? { signal: options.signal } : {}),
  }
  const first = await judgeOnce(comparison, settings, reading, context)
  const mended = options.fix ? await mend(comparison, first, reading, options) : null
  // what was mended is judged again: the report tells what is left
  const { read, findings } = mended?.isWritten ? await judgeOnce(comparison, settings, reading, context) : first
  const fixed = mended?.fixed ?? null
  const fromTop = (path: PagePath) =>
    comparison.compared.folder === '' ? path : `${comparison.compared.folder}/${path}`
  const pages = [...read.pages, ...read.regenerated].map(({ path }) => fromTop(path)).sort()
  return {
    range: {
      base: comparison.compared.base,
      head: comparison.compared.head ?? (target.head === 'worktree' ? 'worktree' : 'index'),
      source: target.sourceOf(comparison.compared.baseName),
    },
    pages,
    findings: findings.map((one) => (one.path === null ? one : { ...one, path: fromTop(one.path) })),
    totals: totalsOf(pages.length, findings),
    fixed: fixed?.map((page) => ({ ...page, path: fromTop(page.path) })) ?? null,
    notes: await notesOnChoice(comparison, ruled),
  }
}

interface Judged {
  readonly read: ReadPages
  readonly range: JudgedRange
  readonly findings: readonly CheckFinding[]
}

async function judgeOnce(
  comparison: Comparison,
  settings: CheckSettings,
  reading: CheckReading,
  context: Context,
): Promise<Judged> {
  const read = await readTouched(comparison, reading)
  const existence = new Existence(comparison, read.touched)
  await existence.learn(linkedPaths(read))
  const exists = existence.has
  const redirects = await readRedirects(comparison, read.pages)
  const at = comparison.compared.headAt ?? context.now()
  const met = [...comparison.findings, ...read.lacking.map(contentLacking)]
  const judged = async (named: boolean): Promise<Judged> => {
    const { events, byPath } = await readEvents(comparison, read, { existence, at, named }, reading)
    const { pages, regenerated } = read
    const { unrelated } = comparison.compared
    const range: JudgedRange = {
      pages,
      regenerated,
      events,
      exists,
      redirects,
      at,
      unrelated,
      rulings: reading.rulings,
    }
    return { read, range, findings: judge(range, { ...settings, byPath }, met) }
  }
  const quick = await judged(false)
  const unnamed = quick.findings.filter(isUnnamed(read.pages))
  const few = new Set(unnamed.map(({ path }) => path)).size <= mostNamed
  return unnamed.length > 0 && few ? judged(true) : quick
}

async function mend(
  comparison: Comparison,
  { range, findings }: Judged,
  reading: CheckReading,
  options: CheckOptions,
): Promise<{ fixed: FixedPage[]; isWritten: boolean }> {
  const { fixSections } = await import('./check-fix.ts')
  const { fixed, written } = await fixSections(comparison, range, toMend(findings), reading, options)
  await comparison.rewritten(written)
  return { fixed, isWritten: written.size > 0 }
}

/** What `--fix` can mend. */
const mended = new Set(['VAR101', 'VAR102', 'VAR103', 'VAR104', 'VAR106'])

/** Pages with a finding that the Changes section can be mended for: what is allowed, or known and agreed to, stays. */
function toMend(findings: readonly CheckFinding[]): ReadonlySet<PagePath> {
  const own = findings.filter(({ rule, standing }) => mended.has(rule) && (standing === 'new' || standing === 'base'))
  return new Set(own.flatMap(({ path }) => path ?? []))
}

/** Of more pages than this that tell many events each, the events are not named: that takes the whole history. */
const mostNamed = 50

/** A finding about an event of a page that tells many, which takes more history to name. */
function isUnnamed(pages: ReadPages['pages']): (found: CheckFinding) => boolean {
  const portals = new Set(pages.flatMap(({ path, after }) => (after?.page.dialect === 'portal' ? [path] : [])))
  return ({ path, event, rule }) => event === null && path !== null && portals.has(path) && rule !== 'VAR150'
}

function contentLacking(path: PagePath): Finding {
  const message =
    'This clone lacks contents of the page, so that it cannot be compared. ' +
    'A clone made without --filter has them: git fetch --refetch --no-filter.'
  return finding('history-cut', message, { path })
}

/** History is cut off before the base: nothing can be held to anything, which is no success. */
function nothingToCompare({ names, head }: BaseMissing, target: CheckTarget): CheckReport {
  const message = `${names[0] ?? 'The commit to compare with'} is not in this shallow clone, so nothing could be compared. ${fetchTheRest}`
  const [found] = judge(nothing, {}, [finding('history-cut', message)])
  const findings = found ? [{ ...found, severity: 'error' as const }] : []
  return {
    range: {
      base: null,
      head: head ?? (target.head === 'worktree' ? 'worktree' : 'index'),
      source: target.sourceOf(null),
    },
    pages: [],
    findings,
    totals: totalsOf(0, findings),
    fixed: null,
    notes: [],
  }
}

const nothing: JudgedRange = {
  pages: [],
  regenerated: [],
  events: [],
  exists: () => false,
  redirects: () => false,
  at: 0,
  unrelated: false,
  rulings: Rulings.none,
}

function totalsOf(pages: number, findings: readonly CheckFinding[]): CheckTotals {
  const counted = (severity: CheckFinding['severity']) =>
    findings.filter((one) => one.standing === 'new' && one.severity === severity).length
  const standing = (...names: CheckFinding['standing'][]) =>
    findings.filter((one) => names.includes(one.standing)).length
  return {
    pages,
    errors: counted('error'),
    warnings: counted('warning'),
    infos: counted('info'),
    known: standing('base', 'baseline'),
    allowed: standing('allowed'),
  }
}
