import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, type ExpectStatic, it } from 'vitest'
import { checkCase, checkFixedCase, linesOf, type PreparedCase, prepare, prepareTogether } from './check-case.ts'
import { type RuleCase, readCases } from './rule-case.ts'

const cases = readCases()
let folder = ''
let together: ReadonlyMap<RuleCase, PreparedCase> = new Map()
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'variorum-rules-'))
  together = await prepareTogether(cases, folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

for (const [rule, own] of Map.groupBy(cases, (one) => one.rule)) {
  describe(rule, () => {
    for (const one of own) it.concurrent(one.claim, ({ expect }) => hold(one, expect))
  })
}

async function hold(one: RuleCase, expect: ExpectStatic): Promise<void> {
  const { rule, claim, expected, fixed, fixedPages } = one
  const prepared = together.get(one) ?? (await prepare(one, join(folder, `${rule} ${claim}`)))
  const { findings } = await checkCase(prepared)
  expect(linesOf(findings, expected)).toEqual(expected)
  if (fixed === null && fixedPages.size === 0) return
  const left = await checkFixedCase(one, prepared)
  for (const [path, bytes] of fixedPages) expect(String(await prepared.repository.read(path))).toBe(String(bytes))
  expect(linesOf(left.findings, fixed ?? [])).toEqual(fixed ?? [])
}
