import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands, helpCommand } from '../../src/cli/command-table.ts'
import { allCommands } from './all-commands.ts'
import { blockingPipes, hostileRepositories } from './hostile-repositories.ts'
import { type Inspection, inspectRepository, springTrap } from './inspect-repository.ts'
import type { HostileRepository } from './repositories/hostile-repository.ts'
import { copyRepository, createOrdinaryRepository, Sandbox } from './sandbox.ts'
import { traceObstacle } from './trace.ts'

const noTrace = traceObstacle()
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'variorum-hostile-')))
const visits = new Map<HostileRepository, Promise<{ visited: Inspection; sprung: string[] }>>()
let template: Sandbox

beforeAll(() => {
  template = createOrdinaryRepository(new Sandbox(join(folder, 'template')))
  // where these are met by waiting, it is all at once
  for (const repository of blockingPipes) visitOf(repository).catch(() => undefined)
})
afterAll(async () => {
  await Promise.allSettled(visits.values())
  rmSync(folder, { recursive: true, force: true })
})

/** Each is asked once, and judged in two ways. */
function visitOf(repository: HostileRepository): ReturnType<typeof made> {
  const known = visits.get(repository) ?? made(repository)
  visits.set(repository, known)
  return known
}

async function made(repository: HostileRepository): Promise<{ visited: Inspection; sprung: string[] }> {
  const sandbox = copyRepository(template, new Sandbox(join(folder, String(visits.size))))
  try {
    const visited = await inspectRepository(repository, sandbox, noTrace === null)
    return { visited, sprung: springTrap(repository, sandbox) }
  } finally {
    rmSync(sandbox.folder, { recursive: true, force: true })
  }
}

it('is asked every command that there is', () => {
  const asked = new Set(allCommands(template).map(({ argv: [name] }) => name))
  expect([...commands, helpCommand].map(({ name }) => name).filter((name) => !asked.has(name))).toEqual([])
})

describe.concurrent('a repository of strangers gains nothing', { timeout: 300_000 }, () => {
  for (const repository of hostileRepositories) {
    it(repository.name, async ({ expect }) => {
      const { visited, sprung } = await visitOf(repository)
      expect(visited.problems, visited.problems.join('\n')).toEqual([])
      expect(sprung).toEqual(repository.trap?.programs ?? [])
    })
  }
})

const traced = noTrace === null ? '' : ` (not known: ${noTrace})`

describe.concurrent(`a repository of strangers has nothing run, written or connected${traced}`, {
  timeout: 300_000,
}, () => {
  for (const repository of hostileRepositories) {
    it.skipIf(noTrace !== null)(repository.name, async ({ expect }) => {
      const { forbiddenCalls } = (await visitOf(repository)).visited
      expect(forbiddenCalls, forbiddenCalls.join('\n')).toEqual([])
    })
  }
})
