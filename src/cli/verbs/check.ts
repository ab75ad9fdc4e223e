import { existsSync } from 'node:fs'
import { appendFile, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { CheckOptions, CheckSettings } from '../../commands/variorum.ts'
import type { BaseFiles } from '../../model/base-files.ts'
import type { CheckReport } from '../../model/check.ts'
import { VariorumError } from '../../model/errors.ts'
import { couldBePage } from '../../page/dialect.ts'
import { plainLook, type Reporter } from '../../reporters/look.ts'
import type { FormatName } from '../arguments/format.ts'
import { archiveFolder, checkSettings, configInForce } from '../config/base-config.ts'
import { readBaseline } from '../config/baseline.ts'
import { rangeInCi } from '../config/ci-range.ts'
import type { Config } from '../config/config.ts'
import { type Call, flag, type Run, value } from '../run.ts'
import { emit } from '../terminal/emit.ts'
import { versionOf } from '../version.ts'

export const run: Run = async (call) => {
  const asked = await optionsOf(call)
  const inForce: { config: Config } = { config: {} }
  const settings = async (files: BaseFiles): Promise<CheckSettings> => {
    const { config, archive } = await configFor(call, files)
    inForce.config = config
    const baseline = value(call, 'baseline')
    return {
      ...checkSettings(config),
      ...(archive === null ? {} : { archive }),
      archiveNamed: call.given.archive || config.archive !== undefined,
      ...(baseline === undefined ? {} : { baseline: await readBaseline(baseline, call.cwd, files) }),
    }
  }
  await using variorum = await call.open()
  const { signal } = call
  const options = { ...asked, signal, dryRun: call.dryRun, fix: flag(call, 'fix'), settings }
  const report = await variorum.check(options).catch((error: unknown) => {
    throw isPage(call, error) ? notAPage() : error
  })
  for (const note of report.notes) call.talk(note)
  await tell(call, report)
  if (flag(call, 'staged') && report.fixed?.some(({ state }) => state === 'written')) {
    call.talkAtTheEnd('What was mended lies on disk: stage these pages again (git add), and commit then.')
    return 1
  }
  const { errors, warnings } = report.totals
  const strict = failOn(call, inForce.config) === 'warning'
  return errors > 0 || (strict && warnings > 0) ? 1 : 0
}

/** Whether what was given for a range, and is none, is a file or a folder. */
function isPage(call: Call, error: unknown): boolean {
  const [range] = call.args
  if (range === undefined || !(error instanceof VariorumError) || error.code !== 'revision-unknown') return false
  return couldBePage(range) || existsSync(resolve(call.cwd, range))
}

function notAPage(): VariorumError {
  return new VariorumError('usage', 'check takes a range, not a page.', {
    advice: '"variorum check --worktree" looks at what is being edited, "variorum check HEAD" at the last commit.',
  })
}

async function optionsOf(call: Call): Promise<CheckOptions> {
  const [range] = call.args
  const since = value(call, 'since')
  const staged = flag(call, 'staged')
  const worktree = flag(call, 'worktree')
  const { GIT_INDEX_FILE: indexFile } = call.env
  const given = {
    ...(range === undefined ? {} : { range }),
    ...(since === undefined ? {} : { since }),
    ...(staged ? { staged, ...(indexFile ? { indexFile } : {}) } : {}),
    ...(worktree ? { worktree } : {}),
  }
  if (Object.keys(given).length > 0) return given
  const asked = rangeInCi(call.env, await githubEvent(call))
  return asked === null ? {} : { asked }
}

/** The event that GitHub describes in a file. */
async function githubEvent({ env }: Call): Promise<string | null> {
  const { GITHUB_ACTIONS, GITHUB_EVENT_PATH } = env
  if (GITHUB_ACTIONS !== 'true' || !GITHUB_EVENT_PATH) return null
  return readFile(GITHUB_EVENT_PATH, 'utf8').catch(() => null)
}

/** A config named by a flag or the environment is in force; else mostly the one that stood before the range. */
async function configFor(call: Call, files: BaseFiles): Promise<{ config: Config; archive: string | null }> {
  if (call.given.config) return { config: call.config, archive: null }
  const found = await configInForce(files, call.cwd)
  if (found.note !== null) call.talk(found.note)
  const isTold = files.any || found.config.archive !== undefined
  return { config: found.config, archive: call.given.archive || !isTold ? null : await archiveFolder(files, found) }
}

function failOn(call: Call, config: Config): 'error' | 'warning' {
  return value(call, 'failOn') === 'warning' || (value(call, 'failOn') === undefined && config.failOn === 'warning')
    ? 'warning'
    : 'error'
}

/** Loaded as they are asked for. */
type Load = (call: Call) => Promise<Reporter<CheckReport>>

const reporters = {
  text: async ({ quiet }: Call) => {
    const { checkFindings, checkText } = await import('../../reporters/text/check.ts')
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
    return sarif(rules, await versionOf())
  },
  junit: async () => (await import('../../reporters/ci/junit.ts')).junit,
  rdjson: async () => (await import('../../reporters/ci/rdjson.ts')).rdjson,
  markdown: async () => (await import('../../reporters/markdown/check.ts')).checkMarkdown,
} satisfies Partial<Record<FormatName, Load>>

const byName: Partial<Record<FormatName, Load>> = reporters

/** In an action of GitHub its annotations follow the text, and its summary is written, without being asked for. */
async function tell(call: Call, report: CheckReport): Promise<void> {
  const inActions = call.env.GITHUB_ACTIONS === 'true'
  const wanted: Partial<Record<FormatName, Reporter<CheckReport>>> = {}
  for (const { name } of call.formats) {
    const load = byName[name]
    if (load !== undefined) wanted[name] = await load(call)
  }
  if (inActions && !call.formatted) {
    const [text, annotations] = [await reporters.text(call), await reporters.github()]
    wanted.text = (data, look) => text(data, look) + annotations(data, look)
  }
  await emit(await call.outputs(), report, wanted)
  if (call.formats.every(({ file }) => file !== null)) {
    const { checkSummary } = await import('../../reporters/text/check.ts')
    call.talkAtTheEnd(checkSummary(report, plainLook).trimEnd())
  }
  const summary = call.env.GITHUB_STEP_SUMMARY
  if (inActions && summary && !call.dryRun && (!call.formatted || wanted.github)) {
    await appendSummary(summary, (await reporters.markdown())(report, plainLook))
  }
}

/** The page that GitHub shows beside a run. */
async function appendSummary(file: string, text: string): Promise<void> {
  try {
    await appendFile(file, `${text}\n`)
  } catch (error) {
    throw new VariorumError('write-failed', `The job summary ${file} cannot be written.`, { cause: error })
  }
}
