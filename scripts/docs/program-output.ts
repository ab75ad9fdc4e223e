import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { main } from '../../src/cli/main.ts'
import { makeSampleArchive } from './sample-archive.ts'

/** The archives in the documentation: the bundled one, and a sample repository with two commits. */
type ArchiveName = 'bundled' | 'sample'

const columns = 100

/** Runs commands as on a terminal. Each archive has a temporary store, filled at the first call. */
export class ProgramOutput implements AsyncDisposable {
  readonly #root: string
  readonly #archives = new Map<string, Promise<{ readonly cwd: string; readonly store: string }>>()
  readonly #folders: string[] = []

  /** @param root the project's folder */
  constructor(root: string) {
    this.#root = root
  }

  /**
   * What a command prints to standard output.
   * @param argv the arguments after the program's name
   * @param archive `bundled` or `sample`
   */
  async of(argv: readonly string[], archive: string): Promise<string> {
    if (!isArchiveName(archive)) throw new Error(`The documentation has no archive ${archive}`)
    const open = this.#archives.get(archive) ?? this.#open(archive)
    this.#archives.set(archive, open)
    const { cwd, store } = await open
    return await printed(['--store', store, '--color', 'never', ...argv], cwd)
  }

  async #open(archive: ArchiveName) {
    const folder = await mkdtemp(join(tmpdir(), 'variorum-docs-'))
    this.#folders.push(folder)
    const cwd = archive === 'bundled' ? this.#root : folder
    const store = join(folder, 'snapshots/variorum.db')
    if (archive === 'sample') makeSampleArchive(folder)
    const from = archive === 'bundled' ? ['snapshots/journal.ndjson'] : []
    await printed(['--store', store, 'import', ...from], cwd)
    return { cwd, store }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#folders.map((folder) => rm(folder, { recursive: true, force: true })))
  }
}

function isArchiveName(name: string): name is ArchiveName {
  return name === 'bundled' || name === 'sample'
}

async function printed(argv: readonly string[], cwd: string): Promise<string> {
  const [stdout, stderr] = [new Screen(), new Screen()]
  const env = { VARIORUM_PAGER: '' }
  const exitCode = await main({
    argv,
    cwd,
    env,
    stdin: new PassThrough(),
    stdout,
    stderr,
    signal: new AbortController().signal,
  })
  if (exitCode === 2) throw new Error(`variorum ${argv.join(' ')}\n${stderr.text}`)
  return stdout.text
}

/** A terminal that keeps the text that is written to it. */
class Screen extends Writable {
  readonly isTTY = true
  readonly columns = columns
  text = ''

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString('utf8')
    done()
  }
}
