import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, unlinkSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { VariorumError } from '../../model/errors.ts'
import { stopIfAborted } from '../source.ts'
import { gitEnvironment, gitSettings } from './environment.ts'

/** A git child. Its output is a pipe, unless it was sent to a file. */
export interface GitChild {
  readonly output: Readable | null
  /** Settles when the child has ended; rejects with `git-failed` or `interrupted` unless it ended well. */
  readonly ended: Promise<void>
  stop(): void
}

/** An empty repository of our own that borrows another's objects, so that nothing of its configuration is ever in force. */
export interface CleanRoom extends AsyncDisposable {
  /**
   * Starts git in the room.
   * @param input text for its standard input
   * @param output file descriptor for its standard output instead of a pipe
   */
  git(command: readonly string[], options?: { input?: string; output?: number }): GitChild
}

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
  const room = new Room(folder, repository.signal)
  try {
    const format = `--object-format=${repository.objectFormat}`
    await room.run(['init', '-q', '--bare', '--template=', format, folder])
    await writeFile(join(folder, 'objects', 'info', 'alternates'), `${alternate(repository.objects)}\n`)
    if (repository.shallow !== null) await writeFile(join(folder, 'shallow'), repository.shallow, 'latin1')
    return room
  } catch (error) {
    await room[Symbol.asyncDispose]()
    throw error
  }
}

class Room implements CleanRoom {
  readonly #folder: string
  readonly #signal: AbortSignal | undefined
  readonly #children = new Set<ChildProcess>()
  readonly #stopAll = () => {
    for (const child of this.#children) child.kill('SIGKILL')
  }

  constructor(folder: string, signal: AbortSignal | undefined) {
    this.#folder = folder
    this.#signal = signal
    signal?.addEventListener('abort', this.#stopAll)
  }

  async run(command: readonly string[]): Promise<void> {
    const { output, ended } = this.#start(command, {})
    output?.resume()
    await ended
  }

  git(command: readonly string[], options: { input?: string; output?: number } = {}): GitChild {
    return this.#start([`--git-dir=${this.#folder}`, ...command], options)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#signal?.removeEventListener('abort', this.#stopAll)
    const closed = [...this.#children].map((child) => once(child, 'close').catch(() => undefined))
    this.#stopAll()
    await Promise.all(closed)
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 })
  }

  #start(command: readonly string[], { input, output }: { input?: string; output?: number }): GitChild {
    stopIfAborted(this.#signal)
    const settings = gitSettings.flatMap((setting) => ['-c', setting])
    const stdin = input === undefined ? 'ignore' : this.#inputFile(input)
    const child = spawn('git', ['--no-pager', ...settings, ...command], {
      cwd: this.#folder,
      env: gitEnvironment(),
      stdio: [stdin, output ?? 'pipe', 'pipe'],
      windowsHide: true,
    })
    if (typeof stdin === 'number') closeSync(stdin)
    this.#children.add(child)
    const ended = this.#end(child, command)
    // whoever reads the output learns of a failure there, perhaps without waiting for the end
    ended.catch(() => undefined)
    return { output: child.stdout, ended, stop: () => child.kill('SIGKILL') }
  }

  /** A file rather than a pipe: git reads it at its own pace and cannot wait for us while we wait for it. */
  #inputFile(text: string): number {
    const path = join(this.#folder, 'input')
    writeFileSync(path, text, 'latin1')
    const descriptor = openSync(path, 'r')
    // nameless from here on: the next child's input is another file, and none is left lying
    unlinkSync(path)
    return descriptor
  }

  async #end(child: ChildProcess, command: readonly string[]): Promise<void> {
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4096)
    })
    try {
      const [code] = await once(child, 'close')
      if (code === 0) return
    } catch (error) {
      throw new VariorumError('git-failed', 'The program git could not be started.', {
        advice: 'Install git 2.31 or newer, or put it on the PATH.',
        cause: error,
      })
    } finally {
      this.#children.delete(child)
    }
    stopIfAborted(this.#signal)
    const name = command.find((word) => !word.startsWith('-'))
    throw new VariorumError('git-failed', `git ${name} failed: ${said.trim() || 'it was stopped'}`, {
      advice: 'See whether the repository is whole: git fsck. A clone made with --filter lacks contents.',
    })
  }
}

/** A path as a line of git's list of alternates, which quotes as C does where a line could not hold it. */
function alternate(path: string): string {
  return path.includes('\n') ? `"${path.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"` : path
}
