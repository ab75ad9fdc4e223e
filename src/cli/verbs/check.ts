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
import type { Invocation, RunCommand } from '../invocation.ts'
import { emit } from '../terminal/emit.ts'
import { readPackageVersion } from '../version.ts'

type CheckInvocation = Invocation<'check'>

export const run: RunCommand<'check'> = async (invocation) => {
  const { staged, baseline, failOn, fix } = invocation.options
  const requested = await parseCheckOptions(invocation)
  const effective: { config: Config } = { config: {} }
  const settings = async (files: BaseFiles): Promise<CheckSettings> => {
    const { config, archive } = await findCheckConfig(invocation, files)
    effective.config = config
    return {
      ...checkSettings(config),
      archive: archive ?? undefined,
      archiveNamed: invocation.explicit.archive || config.archive !== undefined,
      baseline: baseline === undefined ? undefined : await readBaseline(baseline, invocation.cwd, files),
    }
  }
  await using variorum = await invocation.openVariorum()
  const { signal, dryRun } = invocation
  const options = { ...requested, signal, dryRun, fix, settings }
  const report = await variorum.check(options).catch((error: unknown) => {
    if (!namesPage(invocation, error)) throw error
    throw new VariorumError('usage', 'check needs a range, not a page.', {
      advice: '"variorum check --worktree" checks the files on disk; "variorum check HEAD" checks the last commit.',
    })
  })
  for (const note of report.notes) invocation.printMessage(note)
  await writeReports(invocation, report)
  if (staged && report.fixed?.some(({ state }) => state === 'written')) {
    invocation.printMessageAtEnd('The fixed pages are on disk only. Stage them again (git add), then commit.')
    return 1
  }
  const { errors, warnings } = report.totals
  const failsOnWarning = (failOn ?? effective.config.failOn) === 'warning'
  return errors > 0 || (failsOnWarning && warnings > 0) ? 1 : 0
}

/** Whether the argument is no range because it names a file or a folder. */
function namesPage(invocation: CheckInvocation, error: unknown): boolean {
  const [range] = invocation.args
  if (range === undefined || !(error instanceof VariorumError) || error.code !== 'revision-unknown') return false
  return hasPageFileName(range) || existsSync(resolve(invocation.cwd, range))
}

async function parseCheckOptions(invocation: CheckInvocation): Promise<CheckOptions> {
  const { args, options, env } = invocation
  const [range] = args
  const { since, staged, worktree } = options
  if (range !== undefined || since !== undefined || staged || worktree) {
    const indexFile = (staged && env.GIT_INDEX_FILE) || undefined
    return { range, since, staged, indexFile, worktree }
  }
  return { asked: findCiRange(env, await githubEvent(invocation)) ?? undefined }
}

/** The JSON text of the event that started the GitHub workflow; null outside of GitHub. */
async function githubEvent({ env }: CheckInvocation): Promise<string | null> {
  const { GITHUB_ACTIONS, GITHUB_EVENT_PATH } = env
  if (GITHUB_ACTIONS !== 'true' || !GITHUB_EVENT_PATH) return null
  return readFile(GITHUB_EVENT_PATH, 'utf8').catch(() => null)
}

/** The config of a flag or the environment, otherwise the config of the range's base. */
async function findCheckConfig(
  invocation: CheckInvocation,
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

type LoadReporter = (invocation: CheckInvocation) => Promise<Reporter<CheckReport>>

/** Each reporter is loaded only when it is requested. */
const reporters = {
  text: async ({ quiet }: CheckInvocation) => {
    const { checkFindingsText, checkText } = await import('../../reporters/text/check.ts')
    return quiet ? checkFindingsText : checkText
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

/** Writes the reports. In GitHub Actions it adds annotations to the text and writes the job summary. */
async function writeReports(invocation: CheckInvocation, report: CheckReport): Promise<void> {
  const inActions = invocation.env.GITHUB_ACTIONS === 'true'
  const selected: Partial<Record<FormatName, Reporter<CheckReport>>> = {}
  const loaders: Partial<Record<FormatName, LoadReporter>> = reporters
  for (const { name } of invocation.formats) {
    const load = loaders[name]
    if (load !== undefined) selected[name] = await load(invocation)
  }
  if (inActions && !invocation.hasFormatFlag) {
    const [text, annotations] = [await reporters.text(invocation), await reporters.github()]
    selected.text = (data, renderOptions) => text(data, renderOptions) + annotations(data, renderOptions)
  }
  await emit(await invocation.openOutputs(), report, selected)
  if (invocation.formats.every(({ file }) => file !== null)) {
    const { checkSummaryText } = await import('../../reporters/text/check.ts')
    invocation.printMessageAtEnd(checkSummaryText(report, plainRendering).trimEnd())
  }
  const summary = invocation.env.GITHUB_STEP_SUMMARY
  if (inActions && summary && !invocation.dryRun && (!invocation.hasFormatFlag || selected.github)) {
    await appendJobSummary(summary, (await reporters.markdown())(report, plainRendering))
  }
}

/** Appends to the page that GitHub shows beside a run. */
async function appendJobSummary(file: string, text: string): Promise<void> {
  try {
    await appendFile(file, `${text}\n`)
  } catch (error) {
    throw new VariorumError('write-failed', `The job summary ${file} cannot be written.`, { cause: error })
  }
}
