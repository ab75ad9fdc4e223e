import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findRule } from '../../src/rules/rule-names.ts'
import { type RunResult, runMain } from '../helpers/run-main.ts'
import { type PreparedCase, prepare } from './check-case.ts'
import { findingAsReportedBy, outputParsers, type ParsedFinding } from './parse-output.ts'
import { type RuleCase, readCases } from './rule-case.ts'

const names = Object.keys(outputParsers)
const cases = [...Map.groupBy(readCases(), ({ rule }) => rule)].map(([rule, own]) => {
  const code = findRule(rule)?.code ?? ''
  const failing = own.find(({ expected }) => expected.some((line) => isNewOf(code, line)))
  if (failing === undefined) throw new Error(`no case of ${rule} fails`)
  return { code, failing }
})

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'variorum-formats-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('check in every format', () => {
  it.each(cases)('reports the findings of a case of $code', async ({ code, failing }) => {
    const prepared = await prepare(failing, join(folder, code))
    const { result, outputs } = await checkInAll(prepared, join(folder, code))
    const expected = failing.expected.filter((line) => !/ (?:known|allowed)\b/.test(line)).map(expectedFinding)
    expect(expected.map((one) => one.code)).toContain(code)
    expect(result.code).toBe(expected.some(({ severity }) => severity === 'error') ? 1 : 0)
    expect(result.stderr).toBe('')
    for (const name of names) {
      const actual = outputParsers[name]?.(outputs.get(name) ?? '')
      expect({ name, actual }).toEqual({
        name,
        actual: inOrderOf(name, expected).map((one) => findingAsReportedBy(name, one)),
      })
    }
  })

  it('writes the same bytes to a file and to standard output', async () => {
    const prepared = await prepare(cases[0]!.failing, join(folder, 'alone'))
    const { outputs } = await checkInAll(prepared, join(folder, 'alone'))
    for (const name of names) {
      const { stdout, code } = await checkIn(prepared, ['--format', name])
      expect({ name, code, stdout }).toEqual({ name, code: 1, stdout: outputs.get(name) })
    }
  })
})

describe('check', () => {
  it('exits with 1 for warnings if failOn in the config or --fail-on is "warning"', async () => {
    const warned = cases.find(({ code }) => code === 'VAR120')!.failing
    const prepared = await prepare(warned, join(folder, 'warned'))
    expect(await checkIn(prepared, [])).toMatchObject({ code: 0 })
    expect(await checkIn(prepared, ['--fail-on', 'warning'])).toMatchObject({ code: 1 })
    const strict = await prepare(withConfig(warned, '{ "failOn": "warning" }'), join(folder, 'strict'))
    expect(await checkIn(strict, [])).toMatchObject({ code: 1 })
    expect(await checkIn(strict, ['--fail-on', 'error'])).toMatchObject({ code: 0 })
  })

  it('prints one line on the terminal and no entry in lists without findings', async () => {
    const clean = readCases().find(({ expected }) => expected.length === 0)!
    const prepared = await prepare(clean, join(folder, 'clean'))
    const { result, outputs } = await checkInAll(prepared, join(folder, 'clean'))
    expect(result).toMatchObject({ code: 0, stderr: '' })
    expect(outputs.get('terminal')).toMatch(/^✓ main~1\.\.main: 1 page checked, no findings\.\n$/)
    expect(outputs.get('ndjson')).toBe('')
    expect(outputs.get('github')).toBe('')
    for (const name of names) expect(outputParsers[name]?.(outputs.get(name) ?? '')).toEqual([])
  })

  it('shows known findings only with -v', async () => {
    const known = readCases().find(({ expected }) => expected.length === 1 && expected[0]?.endsWith(' known'))!
    const prepared = await prepare(known, join(folder, 'known'))
    const { result, outputs } = await checkInAll(prepared, join(folder, 'known'))
    expect(result).toMatchObject({ code: 0, stderr: '' })
    expect(outputs.get('terminal')).toMatch(/^✓ .* no findings\. 1 known from before \(-v shows them\)\.\n$/)
    for (const name of names) expect(outputParsers[name]?.(outputs.get(name) ?? '')).toEqual([])
    expect((await checkIn(prepared, ['-v'])).stdout).toMatch(/ VAR\d+ [\w-]+ \(known from before\): /)
  })
})

/** Runs one check in all formats: the first to standard output, the others to files. */
async function checkInAll(
  prepared: PreparedCase,
  place: string,
): Promise<{ result: RunResult; outputs: Map<string, string> }> {
  const [first = '', ...others] = names
  const args = others.flatMap((name) => ['--format', `${name}:${join(place, name)}`])
  const result = await checkIn(prepared, ['--format', first, ...args])
  const outputs = new Map([[first, result.stdout]])
  for (const name of others) outputs.set(name, await readFile(join(place, name), 'utf8'))
  return { result, outputs }
}

function checkIn({ repository, range }: PreparedCase, args: readonly string[]): Promise<RunResult> {
  return runMain(['check', range, ...args], { cwd: repository.path })
}

function isNewOf(code: string, line: string): boolean {
  return line.startsWith(`${code} `) && !/ (?:known|allowed)\b/.test(line)
}

/** `VAR101 error news/a.md:3:3: part of the message` */
function expectedFinding(line: string): ParsedFinding {
  const [, code = '', severity = '', path = '', number] =
    /^(VAR\d+) (\w+) (\S+?)(?::(\d+))?(?::\d+)?(?:: .*)?$/.exec(line) ?? []
  const place = { path: path === '-' ? null : path, line: number === undefined ? null : Number(number) }
  return { ...place, code, severity: severity as ParsedFinding['severity'] }
}

/** The order of findings in a format. JUnit lists the failures of a page before its other findings. */
function inOrderOf(format: string, findings: readonly ParsedFinding[]): ParsedFinding[] {
  if (format !== 'junit') return [...findings]
  return [...Map.groupBy(findings, ({ path }) => path).values()].flatMap((own) =>
    own.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error')),
  )
}

function withConfig(one: RuleCase, config: string): RuleCase {
  const file = { mode: '100644', bytes: Buffer.from(config) }
  const commits = one.commits.map((commit, index) =>
    index === one.base ? { ...commit, changes: new Map([...commit.changes, ['variorum.config.json', file]]) } : commit,
  )
  return { ...one, commits }
}
