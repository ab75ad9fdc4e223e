import { join } from 'node:path'
import { checkSettings, findEffectiveConfig } from '../../src/cli/config/effective-config.ts'
import { openVariorum } from '../../src/commands/open-variorum.ts'
import type { CheckFinding, CheckReport } from '../../src/model/check.ts'
import { CaseRepository, type Commit, type FileContent } from './case-repository.ts'
import type { RuleCase } from './rule-case.ts'

/** A case in a repository, and the range to check. */
export interface PreparedCase {
  readonly repository: CaseRepository
  readonly range: string
}

/** Writes a case to a repository of its own. */
export async function prepare(ruleCase: RuleCase, folder: string): Promise<PreparedCase> {
  const repository = await CaseRepository.create(join(folder, 'repository'))
  await repository.begin(branchesOf(ruleCase, 'main'))
  const range = rangeOf(ruleCase, 'main')
  return {
    repository: ruleCase.depth === null ? repository : await repository.clone(join(folder, 'clone'), ruleCase.depth),
    range,
  }
}

/** Writes all cases that need neither files on disk nor a clone to one repository, each on its own branch. */
export async function prepareTogether(
  cases: readonly RuleCase[],
  folder: string,
): Promise<Map<RuleCase, PreparedCase>> {
  const repository = await CaseRepository.create(join(folder, 'together'))
  const together = cases.filter(
    ({ depth, fixed, fixedPages }) => depth === null && fixed === null && fixedPages.size === 0,
  )
  const names = new Map(together.map((one, index) => [one, `case-${index}`]))
  await repository.begin([...names].flatMap(([one, name]) => branchesOf(one, name)))
  return new Map([...names].map(([one, name]) => [one, { repository, range: rangeOf(one, name) }]))
}

function branchesOf(
  { commits, base, unrelated }: RuleCase,
  name: string,
): [branch: string, commits: readonly Commit[]][] {
  if (!unrelated) return [[name, commits]]
  return [
    [`before-${name}`, commits.slice(0, base + 1)],
    [name, commits.slice(-1)],
  ]
}

function rangeOf({ commits, base, unrelated }: RuleCase, name: string): string {
  return unrelated ? `before-${name}..${name}` : `${name}~${commits.length - 1 - base}..${name}`
}

/** Checks a range with the config at its base. */
export async function checkCase({ repository, range }: PreparedCase, { fix = false } = {}): Promise<CheckReport> {
  const { path } = repository
  await using variorum = await openVariorum({ cwd: path, archive: path, store: 'memory:' })
  return variorum.check({
    range,
    fix,
    settings: async (files) => checkSettings((await findEffectiveConfig(files, path)).config),
  })
}

/** Runs `--fix` on the last commit of a case on `main`, commits the result, and checks both commits together. */
export async function checkFixedCase(ruleCase: RuleCase, prepared: PreparedCase): Promise<CheckReport> {
  const { repository } = prepared
  const files = finalFiles(ruleCase)
  for (const [path, bytes] of files) await repository.write(path, bytes)
  await checkCase(prepared, { fix: true })
  const changes = new Map<string, FileContent>()
  for (const path of files.keys()) changes.set(path, { mode: '100644', bytes: await repository.read(path) })
  const at = (ruleCase.commits.at(-1)?.at ?? 0) + 3_600_000
  await repository.add('main', { at, changes })
  return checkCase({ repository, range: `main~${ruleCase.commits.length - ruleCase.base}..main` })
}

/** The files at the last commit of a case. */
function finalFiles({ commits }: RuleCase): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  for (const [path, to] of commits.flatMap(({ changes }) => [...changes])) {
    if (to === null) files.delete(path)
    else files.set(path, to.bytes)
  }
  return files
}

/**
 * Formats findings as lines of a case. A line has a message only where the expected line has a part of one.
 * @param expected lines that may end in `: part of the message`
 */
export function linesOf(findings: readonly CheckFinding[], expected: readonly string[]): string[] {
  return findings.map(({ rule, severity, path, line, column, standing, message }, index) => {
    const location = [path ?? '-', line, column].filter((part) => part !== null).join(':')
    const status = { new: '', base: ' known', baseline: ' known', allowed: ' allowed' }[standing]
    const head = `${rule} ${severity} ${location}${status}`
    const [, part] = /^[^ ]+ [^ ]+ [^ ]+(?: \w+)?: (.*)$/.exec(expected[index] ?? '') ?? []
    return part === undefined ? head : `${head}: ${message.includes(part) ? part : message}`
  })
}
