import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, type ExpectStatic, it } from 'vitest'
import { checkCase, checkFixedCase, linesOf, type PreparedCase, prepare, prepareTogether } from './check-case.ts'
import { type RuleCase, readCases } from './rule-case.ts'

const cases = readCases()
let folder = ''
let sharedCases: ReadonlyMap<RuleCase, PreparedCase> = new Map()
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'variorum-rules-'))
  sharedCases = await prepareTogether(cases, folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

for (const [rule, ownCases] of Map.groupBy(cases, (ruleCase) => ruleCase.rule)) {
  describe(rule, () => {
    for (const ruleCase of ownCases)
      it.concurrent(`${ruleCase.claim}: ${outcomeOf(ruleCase)}`, ({ expect }) => expectFindings(ruleCase, expect))
  })
}

/** The expected codes, each with its severity and status: `VAR101 error, VAR121 warning known`. */
function outcomeOf({ expected }: RuleCase): string {
  const findings = expected.map((line) => line.replace(/^(VAR\d+ \w+) [^ ]+((?: (?:known|allowed))?).*$/, '$1$2'))
  return findings.length === 0 ? 'no finding' : [...new Set(findings)].join(', ')
}

async function expectFindings(ruleCase: RuleCase, expect: ExpectStatic): Promise<void> {
  const { rule, claim, expected, fixed, fixedPages } = ruleCase
  const prepared = sharedCases.get(ruleCase) ?? (await prepare(ruleCase, join(folder, `${rule} ${claim}`)))
  const { findings } = await checkCase(prepared)
  expect(linesOf(findings, expected)).toEqual(expected)
  if (fixed === null && fixedPages.size === 0) return
  const afterFix = await checkFixedCase(ruleCase, prepared)
  for (const [path, bytes] of fixedPages) expect(String(await prepared.repository.read(path))).toBe(String(bytes))
  expect(linesOf(afterFix.findings, fixed ?? [])).toEqual(fixed ?? [])
}
