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
import { blockingFileCheck, type StallCheck } from './stall-checks.ts'

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

/**
 * An isolated repository: a temporary git directory that borrows another repository's objects, without that repository's
 * config, hooks and filters.
 */
export interface IsolatedRepository extends AsyncDisposable {
  /** The temporary git directory. */
  readonly folder: string
  /** The hash of object ids: `sha1` or `sha256`. */
  readonly objectFormat: string
  /** Starts git in the isolated repository. */
  git(command: readonly string[], options?: GitOptions): GitProcess
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

/** Milliseconds that git can take before the stall checks. */
const defaultStallCheckDelayMs = 2_000

/**
 * Creates an isolated repository.
 * @param repository `objects`: absolute path of the objects folder to borrow; `shallow`: the text of the `shallow` file
 */
export async function openIsolatedRepository(repository: {
  objects: string
  objectFormat: string
  shallow: string | null
  signal: AbortSignal | undefined
}): Promise<IsolatedRepository> {
  const folder = await mkdtemp(join(tmpdir(), 'variorum-git-'))
  const isolated = new TemporaryRepository(folder, repository)
  try {
    // The few files of `git init --bare`, without starting a process for it.
    await Promise.all(['objects/info', 'refs'].map((part) => mkdir(join(folder, part), { recursive: true })))
    await Promise.all([
      writeFile(join(folder, 'HEAD'), 'ref: refs/heads/none\n'),
      writeFile(join(folder, 'config'), configOf(repository.objectFormat)),
      writeFile(join(folder, 'objects', 'info', 'alternates'), `${alternatesLine(repository.objects)}\n`),
      repository.shallow === null ? null : writeFile(join(folder, 'shallow'), repository.shallow, 'latin1'),
    ])
    return isolated
  } catch (error) {
    await isolated[Symbol.asyncDispose]()
    throw error
  }
}

class TemporaryRepository implements IsolatedRepository {
  readonly folder: string
  readonly objectFormat: string
  readonly #signal: AbortSignal | undefined
  readonly #children = new Set<ChildProcess>()
  /** Runs once for all processes. */
  readonly #blockingFileCheck: StallCheck
  readonly #stopAll = () => {
    for (const child of this.#children) child.kill('SIGKILL')
  }

  constructor(
    folder: string,
    { objects, objectFormat, signal }: { objects: string; objectFormat: string; signal: AbortSignal | undefined },
  ) {
    this.folder = folder
    this.objectFormat = objectFormat
    this.#signal = signal
    const check = blockingFileCheck(objects)
    let answer: ReturnType<StallCheck> | undefined
    this.#blockingFileCheck = async () => {
      answer ??= check()
      return answer
    }
    signal?.addEventListener('abort', this.#stopAll)
  }

  git(command: readonly string[], options: GitOptions = {}): GitProcess {
    return this.#start([`--git-dir=${this.folder}`, ...command], options)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#signal?.removeEventListener('abort', this.#stopAll)
    const closed = [...this.#children].map((child) => happened(child, 'close').catch(() => undefined))
    for (const child of this.#children) killChild(child)
    await Promise.all(closed)
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 })
  }

  #start(command: readonly string[], options: GitOptions): GitProcess {
    const { input, output, env, stallChecks = [], stallCheckDelayMs = defaultStallCheckDelayMs } = options
    throwIfAborted(this.#signal)
    const settings = gitSettings.flatMap((setting) => ['-c', setting])
    const stdin = input === undefined ? 'ignore' : input === 'pipe' ? input : this.#inputFile(input)
    const child = spawn('git', ['--no-pager', ...settings, ...command], {
      cwd: this.folder,
      env: { ...gitEnvironment(), ...env },
      stdio: [stdin, output ?? 'pipe', 'pipe'],
      windowsHide: true,
    })
    if (typeof stdin === 'number') closeSync(stdin)
    this.#children.add(child)
    const stall = this.#scheduleStallChecks(child, [this.#blockingFileCheck, ...stallChecks], stallCheckDelayMs)
    const ended = this.#waitForExit(child, command, stall)
    // A reader of the output can stop before the end, so `ended` need not be awaited.
    ended.catch(() => undefined)
    // Writing to an ended process fails. Its exit code gives the reason.
    child.stdin?.on('error', () => undefined)
    return { output: child.stdout ?? noOutput(), input: child.stdin, ended, stop: () => killChild(child) }
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

  /** Runs the stall checks after a delay and stops the process if one returns an error. */
  #scheduleStallChecks(child: ChildProcess, stallChecks: readonly StallCheck[], delayMs: number): StallState {
    const stall: StallState = { error: null, timer: undefined }
    stall.timer = setTimeout(async () => {
      for (const check of stallChecks) {
        // A check that fails is no reason to stop git.
        stall.error ??= await check().catch(() => null)
      }
      if (stall.error !== null) child.kill('SIGKILL')
    }, delayMs)
    stall.timer.unref()
    return stall
  }

  async #waitForExit(child: ChildProcess, command: readonly string[], stall: StallState): Promise<void> {
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
      clearTimeout(stall.timer)
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

/** Reads the whole output of a git process, a character for each byte, and waits for its end. */
export async function readOutput({ output, ended }: GitProcess): Promise<string> {
  let text = ''
  for await (const chunk of output) text += chunk.toString('latin1')
  await ended
  return text
}

async function* noOutput(): AsyncGenerator<Buffer> {}

interface StallState {
  error: VariorumError | null
  timer: NodeJS.Timeout | undefined
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
