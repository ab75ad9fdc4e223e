import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { everyCommand, inSandbox } from './commands.ts'
import { toldWrongly } from './outputs.ts'
import type { HostileRepository } from './repositories/repository.ts'
import { ownMain, type Ran, runCommands } from './running.ts'
import type { Sandbox } from './sandbox.ts'
import { type Allowed, programsNamed, tracer, violations } from './trace.ts'
import { differing, treeHash } from './tree-hash.ts'

/** What came of asking a repository everything, a line for each thing that must not be. */
export interface Visit {
  /** In the program's answers, and in and around the repository. */
  readonly seen: readonly string[]
  /** In the calls of the system; empty too where nothing could be traced. */
  readonly called: readonly string[]
}

/** Megabytes, for one process. */
const memory = 700

/** Makes a repository hostile, asks it everything, and looks at what came of it. @param traced whether calls are looked at */
export async function visit(repository: HostileRepository, sandbox: Sandbox, traced: boolean): Promise<Visit> {
  repository.build(sandbox)
  const { spared, commands = () => [], path = () => [] } = repository
  const asked = everyCommand(sandbox, spared)
  const own = commands(sandbox).map((command) => inSandbox(sandbox, command))
  const file = join(sandbox.folder, 'trace')
  const without = ['reports', 'store', 'temporary', 'trace']
  const before = treeHash(sandbox.folder, without)
  const { ran, stuck, megabytes, stderr } = await runCommands(
    { main: ownMain, cwd: sandbox.repository, commands: [...asked, ...own] },
    {
      env: {
        PATH: [...path(sandbox), process.env.PATH ?? ''].join(':'),
        HOME: '/nonexistent',
        TMPDIR: sandbox.temporary,
      },
      under: traced ? tracer(file) : [],
    },
  )
  const { writable = [] } = repository
  const changed = differing(before, treeHash(sandbox.folder, without)).filter((path) => !writable.includes(path))
  const left = stuck === null ? readdirSync(sandbox.temporary) : []
  const missed = (repository.found ?? []).filter((name) => !ran.some((one) => one.name === name && one.code === 1))
  const seen = [
    ...(stuck === null ? [] : [`stuck at ${stuck}`]),
    ...(megabytes > memory ? [`${Math.round(megabytes)} MB of memory`] : []),
    ...(stderr === '' ? [] : [`the process says ${stderr}`]),
    ...sandbox.ran.map((name) => `the program ${name} ran`),
    ...changed.map((path) => `${path} is changed`),
    ...left.map((name) => `temporary ${name} is left`),
    ...missed.map((name) => `${name} does not find what is the matter`),
    ...ran.flatMap(wrongEnd),
    ...toldWrongly(ran, sandbox, repository.untold ?? []),
  ]
  return { seen, called: traced ? violations(file, allowed(sandbox, writable)) : [] }
}

/** Exit codes are three, and none of them stands for a failure that nobody thought of. */
function wrongEnd({ name, code, stderr }: Ran): string[] {
  if (code !== 0 && code !== 1 && code !== 2) return [`${name}: ${code}`]
  return stderr.includes('unexpected failure') ? [`${name}: ${stderr}`] : []
}

function allowed(sandbox: Sandbox, writable: readonly string[]): Allowed {
  const path = process.env.PATH ?? ''
  return {
    programs: [process.execPath, ...programsNamed('git', path), ...programsNamed('less', path)],
    folders: [sandbox.reports, sandbox.store, ...writable.map((path) => join(sandbox.folder, path))],
    prefixes: [`${sandbox.temporary}/variorum-`, '/dev/shm/variorum-'],
    sandbox: sandbox.folder,
  }
}

/** Uses the repository as one would without fear. @returns the programs of the repository that run then */
export function spring({ springs }: HostileRepository, sandbox: Sandbox): string[] {
  rmSync(sandbox.canary, { force: true })
  for (const args of springs?.by ?? []) sandbox.spring(args, springs?.input)
  return sandbox.ran
}
