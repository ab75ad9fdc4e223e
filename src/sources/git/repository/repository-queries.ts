import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { SimpleGit } from 'simple-git'
import { VariorumError } from '../../../model/errors.ts'
import { throwIfAborted } from '../../source.ts'
import { findNearestName } from './commit-range.ts'
import { gitEnvironment, gitSettings } from './environment.ts'
import { notARepositoryError, type RepositoryLocation } from './locate.ts'
import { blockingFileCheck } from './stall-checks.ts'

/** Where and how a repository stores its objects. */
export interface RepositoryFolders {
  readonly objectFormat: string
  /** Absolute folder that all working trees of the repository share. */
  readonly common: string
}

/** Questions to git about a repository. */
export type RepositoryQueries = ReturnType<typeof openRepositoryQueries>

/**
 * Prepares questions to git about a repository, which can be hostile. These are the only git commands that run in the
 * repository itself. They run none of its programs, and their answers are only object ids and folders.
 * @throws VariorumError `repository-not-found` or `git-failed` in every question
 */
export function openRepositoryQueries(location: RepositoryLocation, signal?: AbortSignal) {
  let git: Promise<GitQuery> | undefined
  const ask: GitQuery = async (command) => {
    git ??= createGitQuery(location, signal)
    return (await git)(command)
  }
  return {
    async folders(): Promise<RepositoryFolders> {
      const answer = await ask(['rev-parse', ...folderArguments])
      const lineEnd = answer.indexOf('\n')
      return { objectFormat: answer.slice(0, lineEnd), common: pathIn(location, answer.slice(lineEnd + 1)) }
    },
    /** Git's absolute folder for this working tree. It contains the index. */
    worktreeGitFolder: async () => pathIn(location, await ask(['rev-parse', '--git-dir'])),
    /** Resolves a name to the id of a commit. @throws VariorumError `repository-empty`, `revision-unknown` */
    resolveCommit: (name: string) => resolveName(ask, name),
    /** Finds the first name that is a commit other than `other`. @returns null if none is */
    async resolveFirst(names: readonly string[], other: string | null = null) {
      const ids = await Promise.all(names.map((name) => idOf(ask, name)))
      const index = ids.findIndex((id) => id !== null && id !== other)
      return index < 0 ? null : { name: names[index]!, id: ids[index]! }
    },
    /** Resolves folders and commits with one git process. @returns null if a name is not a commit */
    async resolveAll(names: readonly string[]): Promise<(RepositoryFolders & { ids: readonly string[] }) | null> {
      const commits = names.map((name) => `${name}^{commit}`)
      const command = ['rev-parse', ...folderArguments, '--end-of-options', ...commits]
      const answer = await runGitOnce(location, command, signal)
      // git repeats --end-of-options, which separates the folder's name, since that can contain anything.
      const match = /^(\w+)\n([\s\S]*)\n--end-of-options\n((?:[0-9a-f]{40,64}\n)+)$/.exec(answer ?? '')
      const ids = match?.[3]?.trimEnd().split('\n') ?? []
      if (!match || ids.length !== names.length) return null
      return { objectFormat: match[1] ?? '', common: pathIn(location, match[2] ?? ''), ids }
    },
  }
}

function pathIn({ top }: RepositoryLocation, answer: string): string {
  return resolve(top, answer.replace(/\r?\n$/, ''))
}

type GitQuery = (command: string[]) => Promise<string>

/**
 * Runs git once without loading simple-git, because often this is the only question.
 * @returns null if git failed; the caller then asks again through simple-git, which reports the reason
 */
async function runGitOnce(
  location: RepositoryLocation,
  command: string[],
  signal: AbortSignal | undefined,
): Promise<string | null> {
  const settings = settingsFor(location).flatMap((setting) => ['-c', setting])
  const environment = { cwd: location.top, env: environmentFor(location), windowsHide: true }
  const limits = { signal, timeout: timeoutMs, killSignal: 'SIGKILL' } as const
  const running = execFileAsync('git', ['--no-pager', ...settings, ...command], { ...environment, ...limits })
  running.child.stdin?.end()
  try {
    return (await running).stdout
  } catch (error) {
    throwIfAborted(signal)
    if (error instanceof Error && 'killed' in error && error.killed) throw await unresponsiveGitError(location)
    return null
  }
}

const execFileAsync = promisify(execFile)

/** Milliseconds. Git normally answers these questions in a few. */
const timeoutMs = 10_000

/** Builds the error for a git process without an answer. It may wait for a named pipe. */
async function unresponsiveGitError({ top, bare }: RepositoryLocation, cause?: unknown): Promise<VariorumError> {
  const blocked = await blockingFileCheck(bare ? top : join(top, '.git'))().catch(() => null)
  if (blocked !== null) return blocked
  return new VariorumError('git-failed', `git did not answer within ${timeoutMs / 1000} seconds in ${top}.`, {
    advice: 'Check whether `git rev-parse HEAD` ends there, and what .git/config includes.',
    cause,
  })
}

function settingsFor({ top }: RepositoryLocation): string[] {
  return [...gitSettings, 'safe.bareRepository=explicit', `safe.directory=${top}`]
}

/** A bare repository is named by GIT_DIR, because safe.bareRepository forbids git to discover it. */
function environmentFor({ top, bare }: RepositoryLocation): Record<string, string> {
  return { ...gitEnvironment(), ...(bare ? { GIT_DIR: top } : {}) }
}

async function createGitQuery(location: RepositoryLocation, signal: AbortSignal | undefined): Promise<GitQuery> {
  const git = await safeGit(location, signal)
  return async (command) => {
    try {
      return await git.raw(command)
    } catch (error) {
      throwIfAborted(signal)
      const message = error instanceof Error ? error.message : String(error)
      if (message.includes('ENOENT')) {
        throw new VariorumError('git-failed', 'The program git was not found.', {
          advice: 'Install git 2.31 or newer, or put it on the PATH.',
          cause: error,
        })
      }
      if (message.includes('block timeout reached')) throw await unresponsiveGitError(location, error)
      if (/not a git repository|cannot use bare repository/.test(message))
        throw notARepositoryError(location.top, error)
      throw new VariorumError('git-failed', `git could not read ${location.top}: ${message.trim()}`, { cause: error })
    }
  }
}

async function safeGit(location: RepositoryLocation, signal: AbortSignal | undefined): Promise<SimpleGit> {
  // Loaded on demand, because reading files or a journal does not need it.
  const { simpleGit } = await import('simple-git')
  const { top } = location
  const environment = environmentFor(location)
  const git = simpleGit({
    baseDir: top,
    trimmed: false,
    timeout: { block: timeoutMs },
    config: settingsFor(location),
    allowEnvironment: Object.keys(environment),
    ...(signal === undefined ? {} : { abort: signal }),
    // Each of these is only set to a safer value than the default.
    unsafe: {
      allowUnsafeAskPass: true,
      allowUnsafeConfigPaths: true,
      allowUnsafeEditor: true,
      allowUnsafeFsMonitor: true,
      allowUnsafeGpgProgram: true,
      allowUnsafeHooksPath: true,
      allowUnsafePager: true,
      allowUnsafeProtocolOverride: true,
      allowUnsafeSshCommand: true,
    },
  })
  return git.env(environment)
}

const folderArguments = ['--show-object-format', '--git-common-dir']

/** The object id of a name, or null if git knows no such object. */
async function idOf(ask: GitQuery, name: string, kind: 'commit' | 'blob' | 'tree' = 'commit'): Promise<string | null> {
  try {
    return (await ask(['rev-parse', '--verify', '--end-of-options', `${name}^{${kind}}`])).trim()
  } catch (error) {
    if (error instanceof VariorumError && error.code === 'git-failed') return null
    throw error
  }
}

async function resolveName(ask: GitQuery, name: string): Promise<string> {
  const id = await idOf(ask, name)
  if (id !== null) return id
  const names = await branchesAndTags(ask)
  if (names.length === 0) {
    throw new VariorumError('repository-empty', 'The repository has no commits yet.', {
      advice: 'Commit some pages first, or record them as they are on disk: variorum ingest',
    })
  }
  const explained = await explainNonCommit(ask, name)
  if (explained !== null) throw explained
  const near = findNearestName(name, names)
  throw new VariorumError('revision-unknown', `The repository has no revision ${name}.`, {
    advice: near === null ? 'Give a branch, a tag or a commit: git branch -a' : `Did you mean ${near}?`,
  })
}

/** Builds the error for a name that is not a commit: the history is shorter, or it is a file or a folder. */
async function explainNonCommit(ask: GitQuery, name: string): Promise<VariorumError | null> {
  const start = /^(.*?[^~^\d])[~^][~^\d]*$/.exec(name)?.[1] ?? name
  if (start !== name && (await idOf(ask, start)) !== null) {
    return new VariorumError('revision-unknown', `The history of ${start} is shorter: it has no ${name}.`, {
      advice: `Its first commit: git rev-list --max-parents=0 ${start}`,
    })
  }
  for (const [kind, what] of [
    ['blob', 'a file'],
    ['tree', 'a folder'],
  ] as const) {
    if ((await idOf(ask, name, kind)) === null) continue
    return new VariorumError('revision-unknown', `${name} is not a commit: it is the content of ${what}.`, {
      advice: 'Give a branch, a tag or a commit.',
    })
  }
  return null
}

async function branchesAndTags(ask: GitQuery): Promise<string[]> {
  const kinds = ['refs/heads', 'refs/remotes', 'refs/tags']
  const answer = await ask(['for-each-ref', '--count=5000', '--format=%(refname:short)', ...kinds])
  return answer.split('\n').filter((name) => name !== '')
}
