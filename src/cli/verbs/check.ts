import { existsSync } from 'node:fs'
import { appendFile, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { CheckOptions, CheckSettings } from '../../commands/variorum.ts'
import type { BaseFiles } from '../../model/base-files.ts'
import type { CheckReport } from '../../model/check.ts'
import { VariorumError } from '../../model/errors.ts'
import { hasPageFileName } from '../../page/dialect.ts'
import { plainRendering, type Reporter } from '../../reporters/render-options.ts'
import type { FormatName } from '../arguments/format-argument.ts'
import { readBaseline } from '../config/baseline.ts'
import { findCiRange } from '../config/ci-range.ts'
import type { Config } from '../config/config.ts'
import { archiveFolderOf, checkSettings, findEffectiveConfig } from '../config/effective-config.ts'
import { flagValue, hasFlag, type Invocation, type RunCommand } from '../invocation.ts'
import { emit } from '../terminal/emit.ts'
import { readPackageVersion } from '../version.ts'

export const run: RunCommand = async (invocation) => {
  const requested = await parseCheckOptions(invocation)
  const effective: { config: Config } = { config: {} }
  const settings = async (files: BaseFiles): Promise<CheckSettings> => {
    const { config, archive } = await findCheckConfig(invocation, files)
    effective.config = config
    const baseline = flagValue(invocation, 'baseline')
    return {
      ...checkSettings(config),
      ...(archive === null ? {} : { archive }),
      archiveNamed: invocation.explicit.archive || config.archive !== undefined,
      ...(baseline === undefined ? {} : { baseline: await readBaseline(baseline, invocation.cwd, files) }),
    }
  }
  await using variorum = await invocation.openVariorum()
  const { signal } = invocation
  const options = { ...requested, signal, dryRun: invocation.dryRun, fix: hasFlag(invocation, 'fix'), settings }
  const report = await variorum.check(options).catch((error: unknown) => {
    throw namesPage(invocation, error) ? pageGivenError() : error
  })
  for (const note of report.notes) invocation.printMessage(note)
  await writeReports(invocation, report)
  if (hasFlag(invocation, 'staged') && report.fixed?.some(({ state }) => state === 'written')) {
    invocation.printMessageAtEnd('What was mended lies on disk: stage these pages again (git add), and commit then.')
    return 1
  }
  const { errors, warnings } = report.totals
  const failsOnWarning = failureThreshold(invocation, effective.config) === 'warning'
  return errors > 0 || (failsOnWarning && warnings > 0) ? 1 : 0
}

/** Whether what was given for a range, and is none, is a file or a folder. */
function namesPage(invocation: Invocation, error: unknown): boolean {
  const [range] = invocation.args
  if (range === undefined || !(error instanceof VariorumError) || error.code !== 'revision-unknown') return false
  return hasPageFileName(range) || existsSync(resolve(invocation.cwd, range))
}

function pageGivenError(): VariorumError {
  return new VariorumError('usage', 'check takes a range, not a page.', {
    advice: '"variorum check --worktree" looks at what is being edited, "variorum check HEAD" at the last commit.',
  })
}

async function parseCheckOptions(invocation: Invocation): Promise<CheckOptions> {
  const [range] = invocation.args
  const since = flagValue(invocation, 'since')
  const staged = hasFlag(invocation, 'staged')
  const worktree = hasFlag(invocation, 'worktree')
  const { GIT_INDEX_FILE: indexFile } = invocation.env
  const given = {
    ...(range === undefined ? {} : { range }),
    ...(since === undefined ? {} : { since }),
    ...(staged ? { staged, ...(indexFile ? { indexFile } : {}) } : {}),
    ...(worktree ? { worktree } : {}),
  }
  if (Object.keys(given).length > 0) return given
  const ciRange = findCiRange(invocation.env, await githubEvent(invocation))
  return ciRange === null ? {} : { asked: ciRange }
}

/** The event that GitHub describes in a file. */
async function githubEvent({ env }: Invocation): Promise<string | null> {
  const { GITHUB_ACTIONS, GITHUB_EVENT_PATH } = env
  if (GITHUB_ACTIONS !== 'true' || !GITHUB_EVENT_PATH) return null
  return readFile(GITHUB_EVENT_PATH, 'utf8').catch(() => null)
}

/** A config named by a flag or the environment is in force; else mostly the one that stood before the range. */
async function findCheckConfig(
  invocation: Invocation,
  files: BaseFiles,
): Promise<{ config: Config; archive: string | null }> {
  if (invocation.explicit.config) return { config: invocation.config, archive: null }
  const found = await findEffectiveConfig(files, invocation.cwd)
  if (found.note !== null) invocation.printMessage(found.note)
  const isArchiveKnown = files.any || found.config.archive !== undefined
  return {
    config: found.config,
    archive: invocation.explicit.archive || !isArchiveKnown ? null : await archiveFolderOf(files, found),
  }
}

function failureThreshold(invocation: Invocation, config: Config): 'error' | 'warning' {
  return flagValue(invocation, 'failOn') === 'warning' ||
    (flagValue(invocation, 'failOn') === undefined && config.failOn === 'warning')
    ? 'warning'
    : 'error'
}

/** Loaded as they are asked for. */
type LoadReporter = (invocation: Invocation) => Promise<Reporter<CheckReport>>

const reporters = {
  text: async ({ quiet }: Invocation) => {
    const { checkFindingsText: checkFindings, checkText } = await import('../../reporters/text/check.ts')
    return quiet ? checkFindings : checkText
  },
  json: async () => (await import('../../reporters/json/check.ts')).checkJson,
  ndjson: async () => (await import('../../reporters/json/check.ts')).checkNdjson,
  github: async () => (await import('../../reporters/ci/github.ts')).githubAnnotations,
  gitlab: async () => (await import('../../reporters/ci/gitlab.ts')).gitlabCodeQuality,
  sarif: async () => {
    const [{ sarif }, { rules }] = await Promise.all([
      import('../../reporters/ci/sarif.ts'),
      import('../../rules/index.ts'),
    ])
    return sarif(rules, await readPackageVersion())
  },
  junit: async () => (await import('../../reporters/ci/junit.ts')).junit,
  rdjson: async () => (await import('../../reporters/ci/rdjson.ts')).rdjson,
  markdown: async () => (await import('../../reporters/markdown/check.ts')).checkMarkdown,
} satisfies Partial<Record<FormatName, LoadReporter>>

const reporterLoaders: Partial<Record<FormatName, LoadReporter>> = reporters

/** In an action of GitHub its annotations follow the text, and its summary is written, without being asked for. */
async function writeReports(invocation: Invocation, report: CheckReport): Promise<void> {
  const inActions = invocation.env.GITHUB_ACTIONS === 'true'
  const selected: Partial<Record<FormatName, Reporter<CheckReport>>> = {}
  for (const { name } of invocation.formats) {
    const load = reporterLoaders[name]
    if (load !== undefined) selected[name] = await load(invocation)
  }
  if (inActions && !invocation.hasFormatFlag) {
    const [text, annotations] = [await reporters.text(invocation), await reporters.github()]
    selected.text = (data, renderOptions) => text(data, renderOptions) + annotations(data, renderOptions)
  }
  await emit(await invocation.openOutputs(), report, selected)
  if (invocation.formats.every(({ file }) => file !== null)) {
    const { checkSummaryText: checkSummary } = await import('../../reporters/text/check.ts')
    invocation.printMessageAtEnd(checkSummary(report, plainRendering).trimEnd())
  }
  const summary = invocation.env.GITHUB_STEP_SUMMARY
  if (inActions && summary && !invocation.dryRun && (!invocation.hasFormatFlag || selected.github)) {
    await appendJobSummary(summary, (await reporters.markdown())(report, plainRendering))
  }
}

/** The page that GitHub shows beside a run. */
async function appendJobSummary(file: string, text: string): Promise<void> {
  try {
    await appendFile(file, `${text}\n`)
  } catch (error) {
    throw new VariorumError('write-failed', `The job summary ${file} cannot be written.`, { cause: error })
  }
}
