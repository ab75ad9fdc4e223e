import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
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
    for (const [path, state] of entries) this.git(['update-index', '-z', '--index-info'], this.#entry(path, state))
    return this.commitTree(this.git(['write-tree']), { at, author, parents, branch })
  }

  commitTree(tree: string, { at, author, parents, branch }: Required<CommitOptions>): string {
    const env = { GIT_AUTHOR_NAME: author, GIT_AUTHOR_DATE: '2001-01-01T00:00:00Z', GIT_COMMITTER_DATE: at }
    const sha = this.git(['commit-tree', tree, '-m', 'Edit', ...parents.flatMap((parent) => ['-p', parent])], '', env)
    if (branch !== null) this.git(['update-ref', `refs/heads/${branch}`, sha])
    return sha
  }

  blob(content: string | Buffer): string {
    return this.git(['hash-object', '-w', '--stdin'], content)
  }

  #tip(branch: string | null): string[] {
    const name = `refs/heads/${branch ?? 'main'}`
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
