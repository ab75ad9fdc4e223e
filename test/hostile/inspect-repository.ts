import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { allCommands, inSandbox } from './all-commands.ts'
import { forbiddenOutput } from './forbidden-output.ts'
import { changedPaths, hashTree } from './hash-tree.ts'
import type { HostileRepository } from './repositories/hostile-repository.ts'
import { type CommandResult, runCommands } from './run-commands.ts'
import type { Sandbox } from './sandbox.ts'
import { type AllowedActions, programsNamed, tracer, violations } from './trace.ts'

/** What went wrong when all commands ran in a repository, a line for each problem. */
export interface Inspection {
  /** Problems in the output, and in and around the repository. */
  readonly problems: readonly string[]
  /** System calls that are not allowed. Empty if nothing was traced. */
  readonly forbiddenCalls: readonly string[]
}

/** Megabytes that one process may use. */
const maxMegabytes = 700

/**
 * Makes a repository hostile, runs all commands in it and lists the problems.
 * @param options the program's `main`, node's folder for compiled code, and whether system calls are traced
 */
export async function inspectRepository(
  repository: HostileRepository,
  sandbox: Sandbox,
  options: { readonly main: string; readonly compileCache: string; readonly traced: boolean },
): Promise<Inspection> {
  const { main, compileCache, traced } = options
  repository.build(sandbox)
  const { excludedCommands, commands = () => [], searchPath = () => [] } = repository
  const generalCommands = allCommands(sandbox, excludedCommands)
  const ownCommands = commands(sandbox).map((command) => inSandbox(sandbox, command))
  const file = join(sandbox.folder, 'trace')
  const without = ['reports', 'store', 'temporary', 'trace']
  const before = hashTree(sandbox.folder, without)
  const { results, hangReason, peakMegabytes, stderr } = await runCommands(
    { main, cwd: sandbox.repository, commands: [...generalCommands, ...ownCommands] },
    {
      env: {
        PATH: [...searchPath(sandbox), process.env.PATH ?? ''].join(':'),
        HOME: '/nonexistent',
        TMPDIR: sandbox.temporary,
        NODE_COMPILE_CACHE: compileCache,
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
    ...(stderr === '' ? [] : [`the process prints ${stderr}`]),
    ...sandbox.programsRun.map((name) => `the program ${name} ran`),
    ...changed.map((path) => `${path} changed`),
    ...leftovers.map((name) => `temporary ${name} was not removed`),
    ...missed.map((name) => `${name} exits without findings`),
    ...results.flatMap(badExits),
    ...forbiddenOutput(results, sandbox, repository.forbiddenTexts ?? []),
  ]
  return { problems, forbiddenCalls: traced ? violations(file, allowedActions(sandbox, writable, compileCache)) : [] }
}

/** Reports exit codes other than 0, 1 and 2, and unexpected failures. */
function badExits({ name, code, stderr }: CommandResult): string[] {
  if (code !== 0 && code !== 1 && code !== 2) return [`${name}: ${code}`]
  return stderr.includes('unexpected failure') ? [`${name}: ${stderr}`] : []
}

function allowedActions(sandbox: Sandbox, writable: readonly string[], compileCache: string): AllowedActions {
  const path = process.env.PATH ?? ''
  return {
    programs: [process.execPath, ...programsNamed('git', path), ...programsNamed('less', path)],
    folders: [compileCache, sandbox.reports, sandbox.store, ...writable.map((path) => join(sandbox.folder, path))],
    prefixes: [`${sandbox.temporary}/variorum-`, '/dev/shm/variorum-'],
    sandbox: sandbox.folder,
  }
}

/** Uses git in the repository without protection. @returns the programs of the repository that run */
export function springTrap({ trap }: HostileRepository, sandbox: Sandbox): string[] {
  rmSync(sandbox.canary, { force: true })
  for (const args of trap?.gitCommands ?? []) sandbox.triggerTrap(args, trap?.input)
  return sandbox.programsRun
}
