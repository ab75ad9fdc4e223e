import { spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The new content of a path; null: the file is removed. */
export type FileContent = { readonly mode: string; readonly bytes: Buffer } | null

/** A commit to write. */
export interface Commit {
  /** Committer's time, milliseconds since 1970. */
  readonly at: number
  readonly changes: ReadonlyMap<string, FileContent>
}

/** A git repository whose commits have the same ids on every run. */
export class CaseRepository {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  static async create(path: string): Promise<CaseRepository> {
    await git(['init', '-q', '-b', 'main', path])
    return new CaseRepository(path)
  }

  /** Starts branches, each with its commits, oldest first. */
  begin(branches: Iterable<readonly [branch: string, commits: readonly Commit[]]>): Promise<void> {
    return this.#import(
      [...branches].flatMap(([branch, commits]) => commits.flatMap((commit) => fastImportCommit(branch, commit))),
    )
  }

  /** Adds a commit to a branch. */
  add(branch: string, commit: Commit): Promise<void> {
    return this.#import(fastImportCommit(branch, commit, `from refs/heads/${branch}^0\n`))
  }

  /** @param depth how many commits the clone has */
  async clone(path: string, depth: number): Promise<CaseRepository> {
    await git(['clone', '-q', '--no-checkout', `--depth=${depth}`, `file://${this.path}`, path])
    return new CaseRepository(path)
  }

  /** Writes a file to the working tree. */
  async write(path: string, bytes: Buffer): Promise<void> {
    await mkdir(join(this.path, dirname(path)), { recursive: true })
    await writeFile(join(this.path, path), bytes)
  }

  read(path: string): Promise<Buffer> {
    return readFile(join(this.path, path))
  }

  async #import(parts: readonly Buffer[]): Promise<void> {
    await git([`--git-dir=${join(this.path, '.git')}`, 'fast-import', '--quiet'], Buffer.concat(parts))
  }
}

/** Formats a commit for `git fast-import`. */
function fastImportCommit(branch: string, { at, changes }: Commit, from = ''): Buffer[] {
  const stamp = `${Math.floor(at / 1000)} +0000`
  const people = `author Ada <ada@example.org> ${stamp}\ncommitter Grace <grace@example.org> ${stamp}\n`
  const files = [...changes].flatMap(([path, to]) =>
    to === null
      ? [Buffer.from(`D ${path}\n`)]
      : [Buffer.from(`M ${to.mode} inline ${path}\ndata ${to.bytes.length}\n`), to.bytes, Buffer.from('\n')],
  )
  return [Buffer.from(`commit refs/heads/${branch}\n${people}data 4\nEdit\n${from}`), ...files, Buffer.from('\n')]
}

/** Runs git without the settings of this machine. */
async function git(args: readonly string[], input?: Buffer): Promise<void> {
  const env = { PATH: process.env.PATH ?? '', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', TZ: 'UTC' }
  const child = spawn('git', args, { env, stdio: [input ? 'pipe' : 'ignore', 'ignore', 'pipe'] })
  const stderrChunks: string[] = []
  child.stderr?.setEncoding('utf8').on('data', (text: string) => stderrChunks.push(text))
  child.stdin?.end(input)
  const { promise, resolve, reject } = Promise.withResolvers<number | null>()
  child.on('error', reject).on('close', resolve)
  if ((await promise) !== 0) throw new Error(`git ${args.join(' ')}: ${stderrChunks.join('')}`)
}
