import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleProgram } from '../helpers/bundle-program.ts'
import { inSandbox } from './all-commands.ts'
import { findInjectedCommand } from './forbidden-output.ts'
import { noIsolatedRepository } from './guards/git.ts'
import { applyEdits, type Guard, type Observation, type SourceEdit } from './guards/guard.ts'
import { guards, untestableGuards } from './guards.ts'
import { changedPaths, hashTree } from './hash-tree.ts'
import { hostileSettings } from './repositories/settings.ts'
import { mainPath, runCommands } from './run-commands.ts'
import { copyRepository, createOrdinaryRepository, Sandbox } from './sandbox.ts'

it('quotes source text that occurs exactly once for every guard', () => {
  const edits = [...guards, ...untestableGuards].flatMap((guard) => [
    ...guard.removal,
    ...('otherRemovals' in guard ? (guard.otherRemovals ?? []) : []),
  ])
  const src = new URL('../../src/', import.meta.url)
  for (const edit of edits)
    expect(() => applyEdits(readFileSync(new URL(edit.file, src), 'utf8'), [edit])).not.toThrow()
})

it('gives a reason for every guard that no test can show to matter', () => {
  expect(untestableGuards.filter(({ why }) => why === '')).toEqual([])
})

describe('without a guard', { tags: ['slow'] }, () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'variorum-guards-')))
  const proofs = new Map<Guard, Promise<Proof>>()
  let template: Sandbox
  let bundledMain: string

  beforeAll(async () => {
    template = createOrdinaryRepository(new Sandbox(join(folder, 'template')))
    bundledMain = (await bundleProgram(folder)).main
    // These mostly wait, so all of them wait at the same time.
    for (const guard of guards.filter(({ timeoutSeconds }) => timeoutSeconds !== undefined)) {
      const proof = prove(guard)
      proof.catch(() => undefined)
      proofs.set(guard, proof)
    }
  })
  afterAll(async () => {
    await Promise.allSettled(proofs.values())
    rmSync(folder, { recursive: true, force: true })
  })

  /** What a guard's commands do with the guard, and without it. */
  interface Proof {
    readonly kept: Observation
    readonly removed: Observation
  }

  /** Some harm needs a moment that a busy machine can miss, so it is tried again. */
  const maxTries = 5

  async function prove(guard: Guard): Promise<Proof> {
    const { removal, otherRemovals = [], isHarmed } = guard
    const name = String(guards.indexOf(guard))
    // Without a limit of its own: on a busy machine a command can end late.
    const kept = await observe(guard, otherRemovals, `${name}-kept`)
    for (let attempt = 1; ; attempt++) {
      const edits = [...otherRemovals, ...removal]
      const removed = await observe(guard, edits, `${name}-removed-${attempt}`, guard.timeoutSeconds)
      if (isHarmed(removed) || attempt === maxTries) return { kept, removed }
    }
  }

  /** Runs a guard's commands in its repository, with some source files changed. */
  async function observe(
    guard: Guard,
    edits: readonly SourceEdit[],
    name: string,
    timeoutSeconds?: number,
  ): Promise<Observation> {
    const place = join(folder, name)
    try {
      mkdirSync(place)
      const sandbox = copyRepository(template, new Sandbox(join(place, 'sandbox')))
      guard.build(sandbox)
      const commands = guard
        .commands(sandbox)
        .map((command) => (typeof command === 'string' ? { name: command, argv: command.split(' ') } : command))
        .map((command) => inSandbox(sandbox, command))
      const excluded = ['repository', 'reports', 'store', 'temporary']
      const before = hashTree(sandbox.folder, excluded, false)
      const env = {
        PATH: process.env.PATH ?? '',
        HOME: '/nonexistent',
        TMPDIR: sandbox.temporary,
        NODE_COMPILE_CACHE: join(folder, 'cache'),
      }
      const outcome = await runCommands(
        { main: edits.length === 0 ? bundledMain : mainPath, edits, cwd: sandbox.repository, commands },
        { env: { ...env, ...guard.env?.(sandbox) }, timeoutSeconds },
      )
      const outputs = outcome.results.map(({ stdout, stderr }) => `${stdout}\n${stderr}`)
      const reports = readdirSync(sandbox.reports).map((report) => readFileSync(join(sandbox.reports, report), 'utf8'))
      return {
        ...outcome,
        programs: sandbox.programsRun,
        changedPaths: changedPaths(before, hashTree(sandbox.folder, excluded, false)),
        output: [...outputs, ...reports].join('\n'),
        injectedCommands: outputs.flatMap((text) => findInjectedCommand(text) ?? []),
        lastResult: outcome.results.at(-1),
      }
    } finally {
      rmSync(place, { recursive: true, force: true })
    }
  }

  describe.concurrent('harm is done', { timeout: 120_000 }, () => {
    for (const guard of guards) {
      it(guard.name, async ({ expect }) => {
        const { kept, removed } = await (proofs.get(guard) ?? prove(guard))
        expect(guard.isHarmed(kept), `harm with the guard in place\n${describeObservation(kept)}`).toBe(false)
        expect(guard.isHarmed(removed), `no harm without the guard\n${describeObservation(removed)}`).toBe(true)
      })
    }
  })

  it('no harm is done by hostile settings when all untestable guards are removed', async () => {
    const edits = [noIsolatedRepository, ...untestableGuards.flatMap(({ removal }) => removal)]
    const repositories = hostileSettings.filter(({ name }) =>
      /hook|textconv|clean|submodule|pager|editor|askPass/.test(name),
    )
    const observations = repositories.map(({ build }, index) =>
      observe({ ...gitCommands, build }, edits, `untestable-${index}`),
    )
    for (const { programs, changedPaths } of await Promise.all(observations)) {
      expect({ programs, changed: changedPaths }).toEqual({ programs: [], changed: [] })
    }
  })
})

/** Commands that start git. */
const gitCommands: Guard = {
  name: '',
  removal: [],
  build: () => undefined,
  commands: () => ['import', 'check HEAD~1..HEAD', 'check --staged', 'check --worktree'],
  isHarmed: () => false,
}

function describeObservation(observation: Observation): string {
  const { results, hangReason, stderr, peakMegabytes, programs, changedPaths } = observation
  const outputs = results.map(({ name, code, stdout, stderr }) => `${name}: ${code}\n${stdout}${stderr}`.slice(0, 2000))
  return [JSON.stringify({ hangReason, stderr, peakMegabytes, programs, changedPaths }), ...outputs].join('\n')
}
