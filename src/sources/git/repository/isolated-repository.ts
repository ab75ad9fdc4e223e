import { type ChildProcess, spawn } from 'node:child_process'
import { once as happened } from 'node:events'
import { closeSync, openSync, unlinkSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { VariorumError } from '../../../model/errors.ts'
import { throwIfAborted } from '../../source.ts'
import { gitEnvironment, gitSettings } from './environment.ts'
import { locateOwnObjects, type RepositoryLocation } from './locate.ts'
import type { RepositoryFolders } from './repository-queries.ts'
import { blockingFileCheck, type StallCheck, treeBombError } from './stall-checks.ts'

/** A running git process. */
export interface GitProcess {
  /** Its standard output. Empty if the output goes to a file. */
  readonly output: AsyncIterable<Buffer>
  /** Its standard input, if it is a pipe. */
  readonly input: Writable | null
  /** Resolves when the process has ended. Rejects with `git-failed` or `interrupted` if it failed. */
  readonly ended: Promise<void>
  stop(): void
}

/** Options of one git process. */
export interface GitOptions {
  /** Text for its standard input, or `pipe` to write to it later. */
  readonly input?: string | 'pipe'
  /** File descriptor for its standard output. Default: a pipe. */
  readonly output?: number | undefined
  /** Additional environment variables. */
  readonly env?: Readonly<Record<string, string>>
  /** Called if the process takes long. The first check that returns an error stops it. */
  readonly stallChecks?: readonly StallCheck[]
  /** Milliseconds until the stall checks. Default 2000. */
  readonly stallCheckDelayMs?: number
}

/**
 * Creates an isolated repository for the objects of a repository, if they are its own.
 * @throws VariorumError `repository-refused`
 */
export async function openIsolatedRepository(
  location: RepositoryLocation,
  { common, objectFormat }: RepositoryFolders,
  signal?: AbortSignal,
): Promise<IsolatedRepository> {
  const { objects, shallow } = await locateOwnObjects(location, common)
  const folder = await mkdtemp(join(tmpdir(), 'variorum-git-'))
  const isolated = new IsolatedRepository(folder, objectFormat, objects, shallow, signal)
  try {
    // The few files of `git init --bare`, without starting a process for it.
    await Promise.all(['objects/info', 'refs'].map((part) => mkdir(join(folder, part), { recursive: true })))
    await Promise.all([
      writeFile(join(folder, 'HEAD'), 'ref: refs/heads/none\n'),
      writeFile(join(folder, 'config'), configOf(objectFormat)),
      writeFile(join(folder, 'objects', 'info', 'alternates'), `${alternatesLine(objects)}\n`),
      isolated.boundary.size === 0 ? null : writeFile(join(folder, 'shallow'), shallow, 'latin1'),
    ])
    return isolated
  } catch (error) {
    await isolated[Symbol.asyncDispose]()
    throw error
  }
}

/** A temporary git directory that borrows another repository's objects, without its config, hooks and filters. */
export class IsolatedRepository implements AsyncDisposable {
  /** The temporary git directory. */
  readonly folder: string
  /** The hash of object ids: `sha1` or `sha256`. */
  readonly objectFormat: string
  /** Commits of a shallow clone whose parents are missing. */
  readonly boundary: ReadonlySet<string>
  readonly #signal: AbortSignal | undefined
  readonly #children = new Set<ChildProcess>()
  /** Runs once for all processes. */
  readonly #blockingFileCheck: StallCheck
  readonly #stopAll = () => {
    for (const child of this.#children) child.kill('SIGKILL')
  }

  /** @param shallow the text of git's `shallow` file */
  constructor(folder: string, objectFormat: string, objects: string, shallow: string, signal?: AbortSignal) {
    this.folder = folder
    this.objectFormat = objectFormat
    this.boundary = new Set(shallow.split(/\s+/).filter((sha) => sha !== ''))
    this.#signal = signal
    const check = blockingFileCheck(objects)
    let answer: ReturnType<StallCheck> | undefined
    this.#blockingFileCheck = async () => {
      answer ??= check()
      return answer
    }
    signal?.addEventListener('abort', this.#stopAll)
  }

  /** Starts git in the isolated repository. */
  git(command: readonly string[], options: GitOptions = {}): GitProcess {
    const { input, output, env, stallChecks = [], stallCheckDelayMs = 2_000 } = options
    throwIfAborted(this.#signal)
    const settings = gitSettings.flatMap((setting) => ['-c', setting])
    const stdin = input === undefined ? 'ignore' : input === 'pipe' ? input : this.#inputFile(input)
    const child = spawn('git', ['--no-pager', ...settings, `--git-dir=${this.folder}`, ...command], {
      cwd: this.folder,
      env: { ...gitEnvironment(), ...env },
      stdio: [stdin, output ?? 'pipe', 'pipe'],
      windowsHide: true,
    })
    if (typeof stdin === 'number') closeSync(stdin)
    this.#children.add(child)
    const stall: Stall = { error: null }
    const timer = setTimeout(async () => {
      // A check that fails is no reason to stop git.
      for (const check of [this.#blockingFileCheck, ...stallChecks]) stall.error ??= await check().catch(() => null)
      if (stall.error !== null) child.kill('SIGKILL')
    }, stallCheckDelayMs).unref()
    const ended = this.#waitForExit(child, command, stall).finally(() => clearTimeout(timer))
    // A reader of the output can stop before the end, so `ended` need not be awaited.
    ended.catch(() => undefined)
    // Writing to an ended process fails. Its exit code gives the reason.
    child.stdin?.on('error', () => undefined)
    return { output: child.stdout ?? noOutput(), input: child.stdin, ended, stop: () => killChild(child) }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#signal?.removeEventListener('abort', this.#stopAll)
    const closed = [...this.#children].map((child) => happened(child, 'close').catch(() => undefined))
    for (const child of this.#children) killChild(child)
    await Promise.all(closed)
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 })
  }

  /** Writes the input to a file. With a pipe, git and we could wait for each other. @returns its descriptor */
  #inputFile(text: string): number {
    const path = join(this.folder, 'input')
    writeFileSync(path, text, 'latin1')
    const descriptor = openSync(path, 'r')
    // Without a name, the file is freed when git ends, and the next input is another file.
    unlinkSync(path)
    return descriptor
  }

  async #waitForExit(child: ChildProcess, command: readonly string[], stall: Stall): Promise<void> {
    let errorOutput = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errorOutput = (errorOutput + text).slice(-4096)
    })
    try {
      const [code] = await happened(child, 'close')
      if (code === 0) return
    } catch (error) {
      throw new VariorumError('git-failed', 'The program git could not be started.', {
        advice: 'Install git 2.31 or newer, or put it on the PATH.',
        cause: error,
      })
    } finally {
      this.#children.delete(child)
    }
    throwIfAborted(this.#signal)
    if (stall.error !== null) throw stall.error
    const name = command.find((word) => !word.startsWith('-'))
    throw new VariorumError('git-failed', `git ${name} failed: ${errorOutput.trim() || 'it was stopped'}`, {
      advice: 'Check the repository with git fsck. A clone made with --filter lacks contents.',
    })
  }
}

/**
 * Reads the whole output of a git process, a character for each byte, and waits for its end.
 * @throws VariorumError `git-failed`, `interrupted`, `repository-refused` for more than `maxBytes`
 */
export async function readOutput(
  { output, ended, stop }: GitProcess,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<string> {
  let text = ''
  for await (const chunk of output) {
    text += chunk.toString('latin1')
    if (text.length <= maxBytes) continue
    stop()
    throw treeBombError()
  }
  await ended
  return text
}

async function* noOutput(): AsyncGenerator<Buffer> {}

/** Why a process was stopped, or null. */
interface Stall {
  error: VariorumError | null
}

/** Stops a process. Its unread output is dropped, because it would delay the `close` event. */
function killChild(child: ChildProcess): void {
  child.kill('SIGKILL')
  child.stdout?.destroy()
}

function configOf(objectFormat: string): string {
  const format = objectFormat === 'sha256' ? '[extensions]\n\tobjectFormat = sha256\n' : ''
  return `[core]\n\trepositoryFormatVersion = ${format === '' ? 0 : 1}\n\tbare = true\n${format}`
}

/** A path as a line of git's alternates file. A path with a line end is quoted as in C. */
function alternatesLine(path: string): string {
  return path.includes('\n') ? `"${path.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"` : path
}
