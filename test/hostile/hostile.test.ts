import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands, helpCommand } from '../../src/cli/command-table.ts'
import { bundleProgram } from '../helpers/bundle-program.ts'
import { allCommands } from './all-commands.ts'
import { blockingPipes, hostileRepositories } from './hostile-repositories.ts'
import { type Inspection, inspectRepository, springTrap } from './inspect-repository.ts'
import type { HostileRepository } from './repositories/hostile-repository.ts'
import { copyRepository, createOrdinaryRepository, Sandbox } from './sandbox.ts'
import { traceObstacle } from './trace.ts'

/** One repository for each way to attack: settings of git, texts of pages, the config. */
const quickNames = [
  'core.fsmonitor names a program',
  'front matter is in languages that run code',
  'a config added by the range turns rules off',
]

const obstacle = traceObstacle()
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'variorum-hostile-')))
let template: Sandbox
let bundledMain: string

beforeAll(async () => {
  template = createOrdinaryRepository(new Sandbox(join(folder, 'template')))
  bundledMain = (await bundleProgram(folder)).main
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Visit extends Inspection {
  /** Programs of the repository that run when git is used without protection. */
  readonly sprung: readonly string[]
}

async function visit(repository: HostileRepository): Promise<Visit> {
  const place = join(folder, String(hostileRepositories.indexOf(repository)))
  const sandbox = copyRepository(template, new Sandbox(place))
  try {
    const inspection = await inspectRepository(repository, sandbox, {
      main: bundledMain,
      compileCache: join(folder, 'cache'),
      traced: obstacle === null,
    })
    return { ...inspection, sprung: springTrap(repository, sandbox) }
  } finally {
    rmSync(sandbox.folder, { recursive: true, force: true })
  }
}

function itGainsNothing(repository: HostileRepository, visitOf = visit): void {
  it(repository.name, async ({ expect }) => {
    const { problems, forbiddenCalls, sprung } = await visitOf(repository)
    expect(problems, problems.join('\n')).toEqual([])
    expect(forbiddenCalls, forbiddenCalls.join('\n')).toEqual([])
    expect(sprung).toEqual(repository.trap?.programs ?? [])
  })
}

it('runs every command of the program in each hostile repository', () => {
  const names = new Set(allCommands(template).map(({ argv: [name] }) => name))
  expect([...commands, helpCommand].map(({ name }) => name).filter((name) => !names.has(name))).toEqual([])
})

const untraced = obstacle === null ? '' : ` (system calls are not checked: ${obstacle})`

describe.concurrent(`a hostile repository runs, writes and reads nothing${untraced}`, { timeout: 300_000 }, () => {
  for (const repository of hostileRepositories) if (quickNames.includes(repository.name)) itGainsNothing(repository)
})

describe(`each hostile repository runs, writes and reads nothing${untraced}`, { tags: ['slow'] }, () => {
  const waiting = new Map<HostileRepository, Promise<Visit>>()

  beforeAll(() => {
    // These mostly wait, so all of them wait at the same time.
    for (const repository of blockingPipes) {
      const visited = visit(repository)
      visited.catch(() => undefined)
      waiting.set(repository, visited)
    }
  })
  afterAll(() => Promise.allSettled(waiting.values()))

  describe.concurrent('in every command', { timeout: 300_000 }, () => {
    for (const repository of hostileRepositories) {
      if (!quickNames.includes(repository.name))
        itGainsNothing(repository, (repository) => waiting.get(repository) ?? visit(repository))
    }
  })
})
