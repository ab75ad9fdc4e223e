import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inSandbox } from './commands.ts'
import { noCleanRoom } from './guards/git.ts'
import type { Edit, Guard, Seen } from './guards/guard.ts'
import { guards, unshown } from './guards.ts'
import { mutant } from './mutant.ts'
import { obeyed } from './outputs.ts'
import { settings } from './repositories/settings.ts'
import { ownMain, runCommands } from './running.ts'
import { copied, ordinary, Sandbox } from './sandbox.ts'
import { differing, treeHash } from './tree-hash.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'variorum-guards-')))
let template: Sandbox

beforeAll(() => {
  template = ordinary(new Sandbox(join(folder, 'template')))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What is seen of a guard's repository with some pieces of the program changed. */
async function seen(guard: Guard, edits: readonly Edit[], name: string, patience?: number): Promise<Seen> {
  const place = join(folder, name)
  try {
    mkdirSync(place)
    const main = edits.length === 0 ? ownMain : mutant(place, edits)
    const sandbox = copied(template, new Sandbox(join(place, 'sandbox')))
    guard.build(sandbox)
    const commands = guard
      .commands(sandbox)
      .map((command) => (typeof command === 'string' ? { name: command, argv: command.split(' ') } : command))
      .map((command) => inSandbox(sandbox, command))
    const without = ['repository', 'reports', 'store', 'temporary']
    const before = treeHash(sandbox.folder, without, false)
    const env = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', TMPDIR: sandbox.temporary }
    const orders = { main, cwd: sandbox.repository, commands }
    const options = { env: { ...env, ...guard.env?.(sandbox) }, ...(patience === undefined ? {} : { patience }) }
    const outcome = await runCommands(orders, options)
    const said = outcome.ran.map(({ stdout, stderr }) => `${stdout}\n${stderr}`)
    const reports = readdirSync(sandbox.reports).map((report) => readFileSync(join(sandbox.reports, report), 'utf8'))
    return {
      ...outcome,
      programs: sandbox.ran,
      changed: differing(before, treeHash(sandbox.folder, without, false)),
      told: [...said, ...reports].join('\n'),
      obeyed: said.flatMap((text) => obeyed(text) ?? []),
      last: outcome.ran.at(-1),
    }
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

const tries = 5

describe.concurrent('a guard', { timeout: 120_000 }, () => {
  for (const [index, guard] of guards.entries()) {
    it(guard.name, async ({ expect }) => {
      const { away, beside = [], harmed } = guard
      // on a busy machine what ends may end late, and what would never end is not found by hurrying it
      const kept = await seen(guard, beside, `${index}-kept`)
      expect(harmed(kept), `harm is done with the guard in place\n${shown(kept)}`).toBe(false)
      let gone = await seen(guard, [...beside, ...away], `${index}-gone`, guard.patience)
      // some harm needs its moment, which a busy machine may miss
      for (let again = 1; again < tries && !harmed(gone); again++)
        gone = await seen(guard, [...beside, ...away], `${index}-gone-${again}`, guard.patience)
      expect(harmed(gone), `no harm is seen without the guard\n${shown(gone)}`).toBe(true)
    })
  }
})

function shown({ ran, stuck, stderr, megabytes, programs, changed }: Seen): string {
  const said = ran.map(({ name, code, ...told }) => `${name}: ${code}\n${told.stdout}${told.stderr}`.slice(0, 2000))
  return [JSON.stringify({ stuck, stderr, megabytes, programs, changed }), ...said].join('\n')
}

describe('what cannot be shown to matter', () => {
  it('has a reason each', () => {
    expect(unshown.filter(({ why }) => why === '')).toEqual([])
  })

  it('is missed by no repository, not even outside of the clean room', async () => {
    const away = [noCleanRoom, ...unshown.flatMap(({ away }) => away)]
    const concerned = settings.filter(({ name }) => /hook|textconv|clean|submodule|pager|editor|askPass/.test(name))
    const all = concerned.map(({ build }, index) => seen({ ...plain, build }, away, `unshown-${index}`))
    for (const { programs, changed } of await Promise.all(all)) {
      expect({ programs, changed }).toEqual({ programs: [], changed: [] })
    }
  })
})

/** Whatever starts git. */
const plain: Guard = {
  name: '',
  away: [],
  build: () => undefined,
  commands: () => ['import', 'check HEAD~1..HEAD', 'check --staged', 'check --worktree'],
  harmed: () => false,
}
