import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSandbox } from './all-commands.ts'
import { createMutant } from './create-mutant.ts'
import { findInjectedCommand } from './forbidden-output.ts'
import { noCleanRoom } from './guards/git.ts'
import type { Guard, Observation, SourceEdit } from './guards/guard.ts'
import { guards, untestableGuards } from './guards.ts'
import { changedPaths, hashTree } from './hash-tree.ts'
import { hostileSettings } from './repositories/settings.ts'
import { mainPath, runCommands } from './run-commands.ts'
import { copyRepository, createOrdinaryRepository, Sandbox } from './sandbox.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'variorum-guards-')))
let template: Sandbox

beforeAll(() => {
  template = createOrdinaryRepository(new Sandbox(join(folder, 'template')))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What is seen of a guard's repository with some pieces of the program changed. */
async function seen(guard: Guard, edits: readonly SourceEdit[], name: string, patience?: number): Promise<Observation> {
  const place = join(folder, name)
  try {
    mkdirSync(place)
    const main = edits.length === 0 ? mainPath : createMutant(place, edits)
    const sandbox = copyRepository(template, new Sandbox(join(place, 'sandbox')))
    guard.build(sandbox)
    const commands = guard
      .commands(sandbox)
      .map((command) => (typeof command === 'string' ? { name: command, argv: command.split(' ') } : command))
      .map((command) => inSandbox(sandbox, command))
    const without = ['repository', 'reports', 'store', 'temporary']
    const before = hashTree(sandbox.folder, without, false)
    const env = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', TMPDIR: sandbox.temporary }
    const orders = { main, cwd: sandbox.repository, commands }
    const options = {
      env: { ...env, ...guard.env?.(sandbox) },
      ...(patience === undefined ? {} : { timeoutSeconds: patience }),
    }
    const outcome = await runCommands(orders, options)
    const said = outcome.results.map(({ stdout, stderr }) => `${stdout}\n${stderr}`)
    const reports = readdirSync(sandbox.reports).map((report) => readFileSync(join(sandbox.reports, report), 'utf8'))
    return {
      ...outcome,
      programs: sandbox.programsRun,
      changedPaths: changedPaths(before, hashTree(sandbox.folder, without, false)),
      output: [...said, ...reports].join('\n'),
      injectedCommands: said.flatMap((text) => findInjectedCommand(text) ?? []),
      lastResult: outcome.results.at(-1),
    }
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

const tries = 5

describe.concurrent('a guard', { timeout: 120_000 }, () => {
  for (const [index, guard] of guards.entries()) {
    it(guard.name, async ({ expect }) => {
      const { removal, otherRemovals = [], isHarmed } = guard
      // on a busy machine what ends may end late, and what would never end is not found by hurrying it
      const kept = await seen(guard, otherRemovals, `${index}-kept`)
      expect(isHarmed(kept), `harm is done with the guard in place\n${shown(kept)}`).toBe(false)
      let gone = await seen(guard, [...otherRemovals, ...removal], `${index}-gone`, guard.timeoutSeconds)
      // some harm needs its moment, which a busy machine may miss
      for (let again = 1; again < tries && !isHarmed(gone); again++)
        gone = await seen(guard, [...otherRemovals, ...removal], `${index}-gone-${again}`, guard.timeoutSeconds)
      expect(isHarmed(gone), `no harm is seen without the guard\n${shown(gone)}`).toBe(true)
    })
  }
})

function shown({ results, hangReason, stderr, peakMegabytes, programs, changedPaths }: Observation): string {
  const said = results.map(({ name, code, ...told }) => `${name}: ${code}\n${told.stdout}${told.stderr}`.slice(0, 2000))
  return [
    JSON.stringify({ stuck: hangReason, stderr, megabytes: peakMegabytes, programs, changed: changedPaths }),
    ...said,
  ].join('\n')
}

describe('what cannot be shown to matter', () => {
  it('has a reason each', () => {
    expect(untestableGuards.filter(({ why }) => why === '')).toEqual([])
  })

  it('is missed by no repository, not even outside of the clean room', async () => {
    const away = [noCleanRoom, ...untestableGuards.flatMap(({ removal }) => removal)]
    const concerned = hostileSettings.filter(({ name }) =>
      /hook|textconv|clean|submodule|pager|editor|askPass/.test(name),
    )
    const all = concerned.map(({ build }, index) => seen({ ...plain, build }, away, `unshown-${index}`))
    for (const { programs, changedPaths } of await Promise.all(all)) {
      expect({ programs, changed: changedPaths }).toEqual({ programs: [], changed: [] })
    }
  })
})

/** Whatever starts git. */
const plain: Guard = {
  name: '',
  removal: [],
  build: () => undefined,
  commands: () => ['import', 'check HEAD~1..HEAD', 'check --staged', 'check --worktree'],
  isHarmed: () => false,
}
