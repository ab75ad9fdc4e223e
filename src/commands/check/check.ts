import { Rulings } from '../../identity/rulings/rulings.ts'
import { isSelectedPage } from '../../ingest/read-page.ts'
import type { CheckFinding, CheckReport, CheckTotals, FixedPage } from '../../model/check.ts'
import { VariorumError } from '../../model/errors.ts'
import { createFinding, type Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import { unshallowAdvice } from '../../rules/range/history-cut.ts'
import type { RuleInput } from '../../rules/rule-input.ts'
import { runRules } from '../../rules/run-rules.ts'
import type { RangeComparison } from '../../sources/git/comparison/comparison.ts'
import { BaseMissing } from '../../sources/git/comparison/comparison-ends.ts'
import { openComparison } from '../../sources/git/comparison/open-comparison.ts'
import type { CommandContext } from '../archive/command-context.ts'
import type { CheckOptions, CheckSettings } from '../variorum.ts'
import { readEvents } from './check-events.ts'
import {
  type CheckReadOptions,
  linkedPaths,
  readRedirects,
  readTouchedPages,
  type TouchedPages,
} from './check-pages.ts'
import { type EffectiveRulings, noRulings, readEffectiveRulings, rulingNotes } from './check-rulings.ts'
import { type CheckTarget, parseTarget } from './check-target.ts'
import { PageExistence } from './page-existence.ts'

/**
 * Checks what a range of commits, the git index or the working tree changes in the archive. It opens no store, and writes
 * only with `fix`.
 * @throws VariorumError `usage`, `repository-…`, `revision-unknown`, `git-failed`, `interrupted`
 */
export async function check(context: CommandContext, cwd: string, options: CheckOptions = {}): Promise<CheckReport> {
  const target = parseTarget(options)
  const baseState: { settings: CheckSettings; ruled: EffectiveRulings } = { settings: {}, ruled: noRulings }
  try {
    await using comparison = await openComparison(options.repository ?? cwd, {
      ...target,
      named: options.repository !== undefined,
      archive: async (files) => {
        baseState.settings = (await options.settings?.(files)) ?? {}
        const archive = baseState.settings.archive ?? context.archive
        baseState.ruled = await readEffectiveRulings(files, archive)
        return archive
      },
      accepts: (path) => isSelectedPage(path),
      without: context.excludedFolders,
      signal: options.signal,
    })
    return await checkComparison(comparison, target, baseState, context, options)
  } catch (error) {
    if (error instanceof BaseMissing) return missingBaseReport(error, target)
    throw withBaseOrigin(error, options.asked?.namedBy)
  }
}

/** @throws VariorumError `archive-not-found` if neither side has the archive's folder */
async function requireArchive(comparison: RangeComparison): Promise<void> {
  const kind = await comparison.archiveKind()
  if (kind === 'folder') return
  const { folder } = comparison.compared
  const problem = kind === 'file' ? `${folder} is a file, not a folder` : `There is no folder ${folder} on either side`
  const advice = 'Name the folder of pages with --archive, or in the config.'
  throw new VariorumError('archive-not-found', `${problem}.`, { advice })
}

/** Adds to an error where the name of the base comes from, if no person typed it. */
function withBaseOrigin(error: unknown, namedBy: string | undefined): unknown {
  if (namedBy === undefined || !(error instanceof VariorumError) || error.code !== 'revision-unknown') return error
  const message = error.message.replace(/\.$/, ` (from ${namedBy}).`)
  return new VariorumError(error.code, message, { advice: error.advice ?? undefined, cause: error })
}

async function checkComparison(
  comparison: RangeComparison,
  target: CheckTarget,
  { settings, ruled }: { readonly settings: CheckSettings; readonly ruled: EffectiveRulings },
  context: CommandContext,
  options: CheckOptions,
): Promise<CheckReport> {
  if (settings.archiveNamed) await requireArchive(comparison)
  const sections = settings.sections ?? context.sections
  const reading: CheckReadOptions = { sections, rulings: ruled.rulings, signal: options.signal }
  const firstOutcome = await runCheck(comparison, settings, reading, context)
  const fixOutcome = options.fix ? await fixOnDisk(comparison, firstOutcome, reading, options) : null
  // checked again after a fix: the report has the remaining findings
  const isChanged = fixOutcome?.isWritten === true
  const { touched, findings } = isChanged ? await runCheck(comparison, settings, reading, context) : firstOutcome
  const { base, head, baseName, folder } = comparison.compared
  const fromTop = (path: PagePath) => (folder === '' ? path : `${folder}/${path}`)
  const pages = [...touched.pages, ...touched.regenerated].map(({ path }) => fromTop(path)).sort()
  return {
    range: { base, head: head ?? uncommittedHead(target), source: target.sourceOf(baseName) },
    pages,
    findings: findings.map((one) => (one.path === null ? one : { ...one, path: fromTop(one.path) })),
    totals: totalsOf(pages.length, findings),
    fixed: fixOutcome?.fixed.map((page) => ({ ...page, path: fromTop(page.path) })) ?? null,
    notes: await rulingNotes(comparison, ruled),
  }
}

interface CheckOutcome {
  readonly touched: TouchedPages
  readonly input: RuleInput
  readonly findings: readonly CheckFinding[]
}

async function runCheck(
  comparison: RangeComparison,
  settings: CheckSettings,
  reading: CheckReadOptions,
  context: CommandContext,
): Promise<CheckOutcome> {
  const touched = await readTouchedPages(comparison, reading)
  const existence = new PageExistence(comparison, touched.touched)
  await existence.load(linkedPaths(touched))
  const redirects = await readRedirects(comparison, touched.pages)
  const at = comparison.compared.headAt ?? context.now()
  const extraFindings = [...comparison.findings, ...touched.missingContents.map(missingContentFinding)]
  const { pages, regenerated } = touched
  const { unrelated } = comparison.compared
  const { rulings } = reading
  const runWith = async (includesUnnamed: boolean): Promise<CheckOutcome> => {
    const { events, eventByPath } = await readEvents(comparison, touched, { existence, at, includesUnnamed }, reading)
    const input = { pages, regenerated, events, exists: existence.has, redirects, at, unrelated, rulings }
    return { touched, input, findings: runRules(input, { ...settings, eventByPath }, extraFindings) }
  }
  const firstOutcome = await runWith(false)
  const unnamedFindings = firstOutcome.findings.filter(lacksEventName(touched.pages))
  const isWithinLimit = new Set(unnamedFindings.map(({ path }) => path)).size <= maxNamedPages
  return unnamedFindings.length > 0 && isWithinLimit ? runWith(true) : firstOutcome
}

async function fixOnDisk(
  comparison: RangeComparison,
  { input, findings }: CheckOutcome,
  reading: CheckReadOptions,
  options: CheckOptions,
): Promise<{ fixed: FixedPage[]; isWritten: boolean }> {
  const { fixSections } = await import('./check-fix.ts')
  const { fixed, written } = await fixSections(comparison, input, fixablePaths(findings), reading, options)
  await comparison.replacePages(written)
  return { fixed, isWritten: written.size > 0 }
}

/** Rules whose findings `--fix` can resolve. */
const fixableRules = new Set(['VAR101', 'VAR102', 'VAR103', 'VAR104', 'VAR106'])

/** Pages with a finding that `--fix` resolves, except allowed findings and those of the baseline. */
function fixablePaths(findings: readonly CheckFinding[]): ReadonlySet<PagePath> {
  const open = findings.filter(({ standing }) => standing === 'new' || standing === 'base')
  return new Set(open.flatMap(({ rule, path }) => (fixableRules.has(rule) && path) || []))
}

/** Naming the events of a page with many events takes its whole history, so it is done for at most this many pages. */
const maxNamedPages = 50

/** @returns a function that finds findings without an event id on pages with many events */
function lacksEventName(pages: TouchedPages['pages']): (found: CheckFinding) => boolean {
  const portals = new Set(pages.flatMap(({ path, after }) => (after?.page.dialect === 'portal' ? [path] : [])))
  return ({ path, event, rule }) => event === null && path !== null && portals.has(path) && rule !== 'VAR150'
}

function missingContentFinding(path: PagePath): Finding {
  const problem = 'The page cannot be compared: its content is missing in this partial clone.'
  return createFinding('history-cut', `${problem} Fetch it: git fetch --refetch --no-filter.`, { path })
}

/** The report of a check whose base is missing in a shallow clone: an error, because nothing was compared. */
function missingBaseReport({ names, head }: BaseMissing, target: CheckTarget): CheckReport {
  const message = `${names[0] ?? 'The commit to compare with'} is not in this shallow clone, so nothing could be compared. ${unshallowAdvice}`
  const [found] = runRules(emptyInput, {}, [createFinding('history-cut', message)])
  const findings = found ? [{ ...found, severity: 'error' as const }] : []
  return {
    range: { base: null, head: head ?? uncommittedHead(target), source: target.sourceOf(null) },
    pages: [],
    findings,
    totals: totalsOf(0, findings),
    fixed: null,
    notes: [],
  }
}

function uncommittedHead({ head }: CheckTarget): 'worktree' | 'index' {
  return head === 'worktree' ? 'worktree' : 'index'
}

const emptyInput: RuleInput = {
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
  const counts = Object.groupBy(findings, ({ standing, severity }) => (standing === 'new' ? severity : standing))
  const count = (key: keyof typeof counts) => counts[key]?.length ?? 0
  return {
    pages,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    known: count('base') + count('baseline'),
    allowed: count('allowed'),
  }
}
