import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, it } from 'vitest'
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

describe.each([...Map.groupBy(cases, ({ rule }) => rule)])('%s', (_, own) => {
  it.concurrent.for(own)('$claim', async (one, { expect }) => {
    const { rule, claim, expected, fixed, mended } = one
    const prepared = together.get(one) ?? (await prepare(one, join(folder, `${rule} ${claim}`)))
    const { findings } = await judged(prepared)
    expect(linesOf(findings, expected)).toEqual(expected)
    if (fixed === null && mended.size === 0) return
    const left = await judgedMended(one, prepared)
    for (const [path, bytes] of mended) expect(String(await prepared.repository.read(path))).toBe(String(bytes))
    expect(linesOf(left.findings, fixed ?? [])).toEqual(fixed ?? [])
  })
})
