import { type ChildProcess, spawn } from 'node:child_process'
import { once as happened } from 'node:events'
import { closeSync, openSync, unlinkSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { VariorumError } from '../../../model/errors.ts'
import { stopIfAborted } from '../../source.ts'
import { gitEnvironment, gitSettings } from './environment.ts'
import { type Doubt, waitsForEver } from './stall-checks.ts'

/** A git child. Its output is a pipe, unless it was sent to a file; its input is there where it was asked for. */
export interface GitChild {
  readonly output: Readable | null
  readonly input: Writable | null
  /** Settles when the child has ended; rejects with `git-failed` or `interrupted` unless it ended well. */
  readonly ended: Promise<void>
  stop(): void
}

/** An empty repository of our own that borrows another's objects, so that nothing of its configuration is ever in force. */
export interface CleanRoom extends AsyncDisposable {
  /** The room itself, for what git is to find in it. */
  readonly folder: string
  /** How objects are named: `sha1` or `sha256`. */
  readonly objectFormat: string
  /** Starts git in the room. */
  git(command: readonly string[], options?: GitOptions): GitChild
}

export interface GitOptions {
  /** Text for its standard input; `pipe` where it is to be talked to. */
  readonly input?: string | 'pipe'
  /** File descriptor for its standard output instead of a pipe. */
  readonly output?: number
  /** What it sees of an environment beside the usual. */
  readonly env?: Readonly<Record<string, string>>
  /** Asked where it has not ended after some time; the first that says why it never will stops it. */
  readonly doubts?: readonly Doubt[]
  /** Milliseconds until then. */
  readonly patience?: number
}

/** Milliseconds that git may take before it is asked why. */
const usualPatience = 2_000

/**
 * @param objects absolute path of the objects folder to borrow
 * @param shallow content of the repository's `shallow` file: where its history is cut off
 */
export async function openCleanRoom(repository: {
  objects: string
  objectFormat: string
  shallow: string | null
  signal: AbortSignal | undefined
}): Promise<CleanRoom> {
  const folder = await mkdtemp(join(tmpdir(), 'variorum-git-'))
  const room = new Room(folder, repository)
  try {
    // the little that `git init --bare` would write, without starting a program for it
    await Promise.all(['objects/info', 'refs'].map((part) => mkdir(join(folder, part), { recursive: true })))
    await Promise.all([
      writeFile(join(folder, 'HEAD'), 'ref: refs/heads/none\n'),
      writeFile(join(folder, 'config'), configOf(repository.objectFormat)),
      writeFile(join(folder, 'objects', 'info', 'alternates'), `${alternate(repository.objects)}\n`),
      ...(repository.shallow === null ? [] : [writeFile(join(folder, 'shallow'), repository.shallow, 'latin1')]),
    ])
    return room
  } catch (error) {
    await room[Symbol.asyncDispose]()
    throw error
  }
}

class Room implements CleanRoom {
  readonly folder: string
  readonly objectFormat: string
  readonly #signal: AbortSignal | undefined
  readonly #children = new Set<ChildProcess>()
  readonly #waitsForEver: Doubt
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
    this.#waitsForEver = once(waitsForEver(objects))
    signal?.addEventListener('abort', this.#stopAll)
  }

  git(command: readonly string[], options: GitOptions = {}): GitChild {
    return this.#start([`--git-dir=${this.folder}`, ...command], options)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#signal?.removeEventListener('abort', this.#stopAll)
    const closed = [...this.#children].map((child) => happened(child, 'close').catch(() => undefined))
    for (const child of this.#children) abandon(child)
    await Promise.all(closed)
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 })
  }

  #start(command: readonly string[], options: GitOptions): GitChild {
    const { input, output, env, doubts = [], patience = usualPatience } = options
    stopIfAborted(this.#signal)
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
    const doubted = this.#doubt(child, [this.#waitsForEver, ...doubts], patience)
    const ended = this.#end(child, command, doubted)
    // whoever reads the output learns of a failure there, perhaps without waiting for the end
    ended.catch(() => undefined)
    // a child that ends before it has read everything says why by its end
    child.stdin?.on('error', () => undefined)
    return { output: child.stdout, input: child.stdin, ended, stop: () => abandon(child) }
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
  #doubt(child: ChildProcess, doubts: readonly Doubt[], patience: number): Doubted {
    const doubted: Doubted = { why: null, timer: undefined }
    doubted.timer = setTimeout(async () => {
      for (const doubt of doubts) {
        // what cannot be found out is no reason
        doubted.why ??= await doubt().catch(() => null)
      }
      if (doubted.why !== null) child.kill('SIGKILL')
    }, patience)
    doubted.timer.unref()
    return doubted
  }

  async #end(child: ChildProcess, command: readonly string[], doubted: Doubted): Promise<void> {
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4096)
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
      clearTimeout(doubted.timer)
      this.#children.delete(child)
    }
    stopIfAborted(this.#signal)
    if (doubted.why !== null) throw doubted.why
    const name = command.find((word) => !word.startsWith('-'))
    throw new VariorumError('git-failed', `git ${name} failed: ${said.trim() || 'it was stopped'}`, {
      advice: 'See whether the repository is whole: git fsck. A clone made with --filter lacks contents.',
    })
  }
}

interface Doubted {
  why: VariorumError | null
  timer: NodeJS.Timeout | undefined
}

function once(doubt: Doubt): Doubt {
  let answer: ReturnType<Doubt> | undefined
  return () => {
    answer ??= doubt()
    return answer
  }
}

/** Stops a child that nobody listens to any more: what it has said and nobody read would keep its end from being noticed. */
function abandon(child: ChildProcess): void {
  child.kill('SIGKILL')
  child.stdout?.destroy()
}

function configOf(objectFormat: string): string {
  const format = objectFormat === 'sha256' ? '[extensions]\n\tobjectFormat = sha256\n' : ''
  return `[core]\n\trepositoryFormatVersion = ${format === '' ? 0 : 1}\n\tbare = true\n${format}`
}

/** A path as a line of git's list of alternates, which quotes as C does where a line could not hold it. */
function alternate(path: string): string {
  return path.includes('\n') ? `"${path.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"` : path
}
