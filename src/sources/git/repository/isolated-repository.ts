import { type ChildProcess, spawn } from 'node:child_process'
import { once as happened } from 'node:events'
import { closeSync, openSync, unlinkSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { VariorumError } from '../../../model/errors.ts'
import { throwIfAborted } from '../../source.ts'
import { gitEnvironment, gitSettings } from './environment.ts'
import { blockingFileCheck, type StallCheck } from './stall-checks.ts'

/** A git child. Its output is a pipe, unless it was sent to a file; its input is there where it was asked for. */
export interface GitProcess {
  readonly output: Readable | null
  readonly input: Writable | null
  /** Settles when the child has ended; rejects with `git-failed` or `interrupted` unless it ended well. */
  readonly ended: Promise<void>
  stop(): void
}

/** An empty repository of our own that borrows another's objects, so that nothing of its configuration is ever in force. */
export interface IsolatedRepository extends AsyncDisposable {
  /** The room itself, for what git is to find in it. */
  readonly folder: string
  /** How objects are named: `sha1` or `sha256`. */
  readonly objectFormat: string
  /** Starts git in the room. */
  git(command: readonly string[], options?: GitOptions): GitProcess
}

export interface GitOptions {
  /** Text for its standard input; `pipe` where it is to be talked to. */
  readonly input?: string | 'pipe'
  /** File descriptor for its standard output instead of a pipe. */
  readonly output?: number
  /** What it sees of an environment beside the usual. */
  readonly env?: Readonly<Record<string, string>>
  /** Asked where it has not ended after some time; the first that says why it never will stops it. */
  readonly stallChecks?: readonly StallCheck[]
  /** Milliseconds until then. */
  readonly stallCheckDelayMs?: number
}

/** Milliseconds that git may take before it is asked why. */
const defaultStallCheckDelayMs = 2_000

/**
 * @param objects absolute path of the objects folder to borrow
 * @param shallow content of the repository's `shallow` file: where its history is cut off
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
    // the little that `git init --bare` would write, without starting a program for it
    await Promise.all(['objects/info', 'refs'].map((part) => mkdir(join(folder, part), { recursive: true })))
    await Promise.all([
      writeFile(join(folder, 'HEAD'), 'ref: refs/heads/none\n'),
      writeFile(join(folder, 'config'), configOf(repository.objectFormat)),
      writeFile(join(folder, 'objects', 'info', 'alternates'), `${alternatesLine(repository.objects)}\n`),
      ...(repository.shallow === null ? [] : [writeFile(join(folder, 'shallow'), repository.shallow, 'latin1')]),
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
    this.#blockingFileCheck = memoized(blockingFileCheck(objects))
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
    // whoever reads the output learns of a failure there, perhaps without waiting for the end
    ended.catch(() => undefined)
    // a child that ends before it has read everything says why by its end
    child.stdin?.on('error', () => undefined)
    return { output: child.stdout, input: child.stdin, ended, stop: () => killChild(child) }
  }

  /** A file rather than a pipe: git reads it at its own pace and cannot wait for us while we wait for it. */
  #inputFile(text: string): number {
    const path = join(this.folder, 'input')
    writeFileSync(path, text, 'latin1')
    const descriptor = openSync(path, 'r')
    // nameless from here on: the next child's input is another file, and none is left lying
    unlinkSync(path)
    return descriptor
  }

  /** Looks for a reason to stop a child that takes long. */
  #scheduleStallChecks(child: ChildProcess, stallChecks: readonly StallCheck[], delayMs: number): StallState {
    const stall: StallState = { error: null, timer: undefined }
    stall.timer = setTimeout(async () => {
      for (const check of stallChecks) {
        // what cannot be found out is no reason
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
      advice: 'See whether the repository is whole: git fsck. A clone made with --filter lacks contents.',
    })
  }
}

interface StallState {
  error: VariorumError | null
  timer: NodeJS.Timeout | undefined
}

function memoized(check: StallCheck): StallCheck {
  let answer: ReturnType<StallCheck> | undefined
  return () => {
    answer ??= check()
    return answer
  }
}

/** Stops a child that nobody listens to any more: what it has said and nobody read would keep its end from being noticed. */
function killChild(child: ChildProcess): void {
  child.kill('SIGKILL')
  child.stdout?.destroy()
}

function configOf(objectFormat: string): string {
  const format = objectFormat === 'sha256' ? '[extensions]\n\tobjectFormat = sha256\n' : ''
  return `[core]\n\trepositoryFormatVersion = ${format === '' ? 0 : 1}\n\tbare = true\n${format}`
}

/** A path as a line of git's list of alternates, which quotes as C does where a line could not hold it. */
function alternatesLine(path: string): string {
  return path.includes('\n') ? `"${path.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"` : path
}
