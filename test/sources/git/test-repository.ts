import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { temporaryFolder } from '../temporary-folder.ts'

/** The state of a path: text, removed (null), or any mode and bytes (an object id for a submodule). */
export type FileState = string | null | { readonly mode: string; readonly content: string | Buffer }

export interface CommitOptions {
  /** The committer's time, RFC 3339. */
  readonly at?: string
  readonly author?: string
  readonly parents?: readonly string[]
  /** The branch to update. Null: none. */
  readonly branch?: string | null
}

/** A repository in a temporary folder. It is written with plumbing commands, which accept any path and mode. */
export class TestRepository {
  readonly path: string
  readonly gitDir: string
  readonly #objectFormat: string

  constructor({ bare = false, objectFormat = 'sha1', path = join(temporaryFolder(), 'repository') } = {}) {
    this.path = path
    this.gitDir = bare ? path : join(path, '.git')
    this.#objectFormat = objectFormat
    const shape = [...(bare ? ['--bare'] : []), `--object-format=${objectFormat}`]
    execFileSync('git', ['init', '-q', '-b', 'main', ...shape, path], { env: environment() })
  }

  git(args: readonly string[], input: string | Buffer = '', env: Record<string, string> = {}): string {
    const options = { input, env: { ...environment(), ...env }, stdio: ['pipe', 'pipe', 'pipe'] as const }
    return execFileSync('git', [`--git-dir=${this.gitDir}`, ...args], { ...options, stdio: [...options.stdio] })
      .toString('utf8')
      .trimEnd()
  }

  /** Commits changes to the first parent's tree. @returns the commit's id */
  commit(
    files: Record<string, FileState> | readonly (readonly [Buffer, FileState])[],
    options: CommitOptions = {},
  ): string {
    const { at = '2018-01-15T10:00:00Z', author = 'Ada', branch = 'main' } = options
    const parents = options.parents ?? this.#tip(branch)
    this.git(['read-tree', ...(parents[0] === undefined ? ['--empty'] : [parents[0]])])
    const entries = Array.isArray(files)
      ? files
      : Object.entries(files).map(([path, to]) => [Buffer.from(path), to] as const)
    const lines = entries.map(([path, state]) => this.#entry(path, state))
    if (lines.length > 0) this.git(['update-index', '-z', '--index-info'], Buffer.concat(lines))
    return this.commitTree(this.git(['write-tree']), { at, author, parents, branch })
  }

  commitTree(tree: string, { at, author, parents, branch }: Required<CommitOptions>): string {
    const parentIds = parents.map((name) =>
      /^[0-9a-f]{40,64}$/.test(name) ? name : this.git(['rev-parse', `${name}^{commit}`]),
    )
    const lines = [
      `tree ${tree}`,
      ...parentIds.map((id) => `parent ${id}`),
      `author ${author} <ada@example.org> 978307200 +0000`,
      `committer Grace <grace@example.org> ${gitTime(at)}`,
    ]
    const sha = this.#writeObject('commit', Buffer.from(`${lines.join('\n')}\n\nEdit\n`))
    if (branch !== null) this.#writeRef(branch, sha)
    return sha
  }

  blob(content: string | Buffer): string {
    return this.#writeObject('blob', Buffer.from(content))
  }

  /** Writes a loose object, without starting git. @returns its id */
  #writeObject(type: string, content: Buffer): string {
    const bytes = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content])
    const id = hash(this.#objectFormat, bytes)
    const file = join(this.gitDir, 'objects', id.slice(0, 2), id.slice(2))
    if (existsSync(file)) return id
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, deflateSync(bytes, { level: 1 }), { mode: 0o444 })
    return id
  }

  #writeRef(branch: string, sha: string): void {
    const file = join(this.gitDir, 'refs/heads', branch)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${sha}\n`)
  }

  #tip(branch: string | null): string[] {
    const name = `refs/heads/${branch ?? 'main'}`
    const file = join(this.gitDir, name)
    if (existsSync(file)) return [readFileSync(file, 'utf8').trim()]
    if (!existsSync(join(this.gitDir, 'packed-refs'))) return []
    const tip = this.git(['for-each-ref', '--format=%(objectname)', name])
    return tip === '' ? [] : [tip]
  }

  #entry(path: Buffer, state: FileState): Buffer {
    const zeros = '0'.repeat(this.#objectFormat === 'sha256' ? 64 : 40)
    const { mode, content } =
      typeof state === 'string' ? { mode: '100644', content: state } : (state ?? { mode: '0', content: '' })
    const oid = state === null ? zeros : mode === '160000' ? content.toString() : this.blob(content)
    return Buffer.concat([Buffer.from(`${mode} ${oid}\t`), path, Buffer.from('\0')])
  }
}

/** A time as git writes it: seconds and the zone. @param at RFC 3339 */
function gitTime(at: string): string {
  const zone = /([+-]\d\d):(\d\d)$/.exec(at)
  return `${Math.floor(Date.parse(at) / 1000)} ${zone === null ? '+0000' : `${zone[1]}${zone[2]}`}`
}

function environment(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Grace',
    GIT_COMMITTER_EMAIL: 'grace@example.org',
    TZ: 'UTC',
  }
}
