import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { allCommands, inSandbox } from './all-commands.ts'
import { forbiddenOutput } from './forbidden-output.ts'
import { changedPaths, hashTree } from './hash-tree.ts'
import type { HostileRepository } from './repositories/hostile-repository.ts'
import { type CommandResult, mainPath, runCommands } from './run-commands.ts'
import type { Sandbox } from './sandbox.ts'
import { type AllowedActions, programsNamed, tracer, violations } from './trace.ts'

/** What came of asking a repository everything, a line for each thing that must not be. */
export interface Inspection {
  /** In the program's answers, and in and around the repository. */
  readonly problems: readonly string[]
  /** In the calls of the system; empty too where nothing could be traced. */
  readonly forbiddenCalls: readonly string[]
}

/** Megabytes, for one process. */
const maxMegabytes = 700

/** Makes a repository hostile, asks it everything, and looks at what came of it. @param traced whether calls are looked at */
export async function inspectRepository(
  repository: HostileRepository,
  sandbox: Sandbox,
  traced: boolean,
): Promise<Inspection> {
  repository.build(sandbox)
  const { excludedCommands, commands = () => [], searchPath = () => [] } = repository
  const generalCommands = allCommands(sandbox, excludedCommands)
  const ownCommands = commands(sandbox).map((command) => inSandbox(sandbox, command))
  const file = join(sandbox.folder, 'trace')
  const without = ['reports', 'store', 'temporary', 'trace']
  const before = hashTree(sandbox.folder, without)
  const { results, hangReason, peakMegabytes, stderr } = await runCommands(
    { main: mainPath, cwd: sandbox.repository, commands: [...generalCommands, ...ownCommands] },
    {
      env: {
        PATH: [...searchPath(sandbox), process.env.PATH ?? ''].join(':'),
        HOME: '/nonexistent',
        TMPDIR: sandbox.temporary,
      },
      wrapper: traced ? tracer(file) : [],
    },
  )
  const { writable = [] } = repository
  const changed = changedPaths(before, hashTree(sandbox.folder, without)).filter((path) => !writable.includes(path))
  const leftovers = hangReason === null ? readdirSync(sandbox.temporary) : []
  const missed = (repository.commandsWithFindings ?? []).filter(
    (name) => !results.some((one) => one.name === name && one.code === 1),
  )
  const problems = [
    ...(hangReason === null ? [] : [`stuck at ${hangReason}`]),
    ...(peakMegabytes > maxMegabytes ? [`${Math.round(peakMegabytes)} MB of memory`] : []),
    ...(stderr === '' ? [] : [`the process says ${stderr}`]),
    ...sandbox.programsRun.map((name) => `the program ${name} ran`),
    ...changed.map((path) => `${path} is changed`),
    ...leftovers.map((name) => `temporary ${name} is left`),
    ...missed.map((name) => `${name} does not find what is the matter`),
    ...results.flatMap(badExits),
    ...forbiddenOutput(results, sandbox, repository.forbiddenTexts ?? []),
  ]
  return { problems, forbiddenCalls: traced ? violations(file, allowedActions(sandbox, writable)) : [] }
}

/** Exit codes are three, and none of them stands for a failure that nobody thought of. */
function badExits({ name, code, stderr }: CommandResult): string[] {
  if (code !== 0 && code !== 1 && code !== 2) return [`${name}: ${code}`]
  return stderr.includes('unexpected failure') ? [`${name}: ${stderr}`] : []
}

function allowedActions(sandbox: Sandbox, writable: readonly string[]): AllowedActions {
  const path = process.env.PATH ?? ''
  return {
    programs: [process.execPath, ...programsNamed('git', path), ...programsNamed('less', path)],
    folders: [sandbox.reports, sandbox.store, ...writable.map((path) => join(sandbox.folder, path))],
    prefixes: [`${sandbox.temporary}/variorum-`, '/dev/shm/variorum-'],
    sandbox: sandbox.folder,
  }
}

/** Uses the repository as one would without fear. @returns the programs of the repository that run then */
export function springTrap({ trap }: HostileRepository, sandbox: Sandbox): string[] {
  rmSync(sandbox.canary, { force: true })
  for (const args of trap?.gitCommands ?? []) sandbox.triggerTrap(args, trap?.input)
  return sandbox.programsRun
}
