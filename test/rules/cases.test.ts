import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, type ExpectStatic, it } from 'vitest'
import { type RuleCase, readCases } from './case.ts'
import { judged, judgedMended, linesOf, type Prepared, prepare, prepareTogether } from './judged.ts'

const cases = readCases()
let folder = ''
let together: ReadonlyMap<RuleCase, Prepared> = new Map()
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
  const { rule, claim, expected, fixed, mended } = one
  const prepared = together.get(one) ?? (await prepare(one, join(folder, `${rule} ${claim}`)))
  const { findings } = await judged(prepared)
  expect(linesOf(findings, expected)).toEqual(expected)
  if (fixed === null && mended.size === 0) return
  const left = await judgedMended(one, prepared)
  for (const [path, bytes] of mended) expect(String(await prepared.repository.read(path))).toBe(String(bytes))
  expect(linesOf(left.findings, fixed ?? [])).toEqual(fixed ?? [])
}
