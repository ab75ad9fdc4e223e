import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands, helpCommand } from '../../src/cli/command-table.ts'
import { everyCommand } from './commands.ts'
import type { HostileRepository } from './repositories/repository.ts'
import { repositories, waits } from './repositories.ts'
import { copied, ordinary, Sandbox } from './sandbox.ts'
import { whyNoTrace } from './trace.ts'
import { spring, type Visit, visit } from './visit.ts'

const noTrace = whyNoTrace()
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'variorum-hostile-')))
const visits = new Map<HostileRepository, Promise<{ visited: Visit; sprung: string[] }>>()
let template: Sandbox

beforeAll(() => {
  template = ordinary(new Sandbox(join(folder, 'template')))
  // where these are met by waiting, it is all at once
  for (const repository of waits) visitOf(repository).catch(() => undefined)
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

async function made(repository: HostileRepository): Promise<{ visited: Visit; sprung: string[] }> {
  const sandbox = copied(template, new Sandbox(join(folder, String(visits.size))))
  try {
    const visited = await visit(repository, sandbox, noTrace === null)
    return { visited, sprung: spring(repository, sandbox) }
  } finally {
    rmSync(sandbox.folder, { recursive: true, force: true })
  }
}

it('is asked every command that there is', () => {
  const asked = new Set(everyCommand(template).map(({ argv: [name] }) => name))
  expect([...commands, helpCommand].map(({ name }) => name).filter((name) => !asked.has(name))).toEqual([])
})

describe.concurrent('a repository of strangers gains nothing', { timeout: 300_000 }, () => {
  for (const repository of repositories) {
    it(repository.name, async ({ expect }) => {
      const { visited, sprung } = await visitOf(repository)
      expect(visited.seen, visited.seen.join('\n')).toEqual([])
      expect(sprung).toEqual(repository.springs?.runs ?? [])
    })
  }
})

const traced = noTrace === null ? '' : ` (not known: ${noTrace})`

describe.concurrent(`a repository of strangers has nothing run, written or connected${traced}`, {
  timeout: 300_000,
}, () => {
  for (const repository of repositories) {
    it.skipIf(noTrace !== null)(repository.name, async ({ expect }) => {
      const { called } = (await visitOf(repository)).visited
      expect(called, called.join('\n')).toEqual([])
    })
  }
})
