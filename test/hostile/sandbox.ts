import { execFileSync, spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deflateSync } from 'node:zlib'
import { eventPage, frontMatterPage } from '../e2e/test-archive.ts'

/** The state of a path in a commit: removed (null), a file, or any mode with an object id. */
export type FileState = string | Buffer | null | { readonly mode: string; readonly id: string }

/** A text in a file outside the repository. Output that contains it shows that the file was read. */
export const secretText = 'The harbour master keeps 4711 keys in a drawer.'

/**
 * A folder with a hostile repository and its possible targets: programs that mark the canary, files, another repository.
 * Only the folders for reports, store and temporary files may be written to.
 */
export class Sandbox {
  readonly folder: string
  readonly repository: string
  readonly gitDir: string
  /** The folder beside the repository. Nothing in it may change, and none of its programs may run. */
  readonly outside: string
  readonly reports: string
  readonly store: string
  readonly temporary: string
  /** The file that every program of {@link program} appends its name to. */
  readonly canary: string

  constructor(folder: string) {
    this.folder = folder
    this.repository = join(folder, 'repository')
    this.gitDir = join(this.repository, '.git')
    this.outside = join(folder, 'outside')
    this.reports = join(folder, 'reports')
    this.store = join(folder, 'store')
    this.temporary = join(folder, 'temporary')
    this.canary = join(this.outside, 'canary')
    for (const name of ['outside', 'reports', 'store', 'temporary']) mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(this.outside, 'secret.md'), `# ${secretText}\n`)
  }

  /** Names of the programs that ran, sorted. */
  get programsRun(): string[] {
    if (!existsSync(this.canary)) return []
    return [...new Set(readFileSync(this.canary, 'utf8').trim().split('\n'))].sort()
  }

  /** Writes a program that marks the canary. @returns its path */
  program(name: string): string {
    const path = join(this.outside, `${name}.sh`)
    writeFileSync(path, this.script(name))
    chmodSync(path, 0o755)
    return path
  }

  /** The text of a program that marks the canary. */
  script(name: string): string {
    return `#!/bin/sh\necho ${name} >> '${this.canary}'\n`
  }

  /** Writes a file of the working tree or of `.git`. @returns its path */
  write(path: string, content: string | Buffer, mode = 0o644): string {
    const file = join(this.repository, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    chmodSync(file, mode)
    return file
  }

  remove(path: string): void {
    rmSync(join(this.repository, path), { recursive: true, force: true })
  }

  /** Replaces files with named pipes. A program that opens one to read waits forever. */
  pipe(...paths: readonly string[]): void {
    for (const path of paths) {
      this.write(path, '')
      this.remove(path)
      execFileSync('mkfifo', [join(this.repository, path)])
    }
  }

  /** Fingerprints of the findings of a check of the last commit. */
  fingerprints(): string[] {
    const bin = fileURLToPath(new URL('../../src/cli/bin.ts', import.meta.url))
    const args = [bin, 'check', 'HEAD~1..HEAD', '--format', 'json']
    const { stdout } = spawnSync(process.execPath, args, { cwd: this.repository, encoding: 'utf8' })
    return (JSON.parse(stdout) as { findings: { fingerprint: string }[] }).findings.map(
      ({ fingerprint }) => fingerprint,
    )
  }

  listFolder(folder: string): string[] {
    return readdirSync(join(this.repository, folder))
  }

  /** Appends to the repository's own settings. */
  config(text: string): void {
    appendFileSync(join(this.gitDir, 'config'), text)
  }

  /** Runs git without setting off the trap. @returns what it prints */
  git(args: readonly string[], input: string | Buffer = ''): string {
    const env = {
      ...plainEnvironment(),
      GIT_NO_LAZY_FETCH: '1',
      GIT_ALLOW_PROTOCOL: 'none',
      GIT_GRAFT_FILE: '/dev/null',
    }
    const options = { input, env, stdio: ['pipe', 'pipe', 'pipe'] as ['pipe', 'pipe', 'pipe'], timeout: 10_000 }
    const harmless = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null']
    return execFileSync('git', [...harmless, '-C', this.repository, ...args], options)
      .toString('utf8')
      .trimEnd()
  }

  /** Like `git`, but returns null on failure. */
  gitOrNull(args: readonly string[]): string | null {
    try {
      return this.git(args)
    } catch {
      return null
    }
  }

  /** Runs git without protection. Its exit code does not matter. */
  triggerTrap(args: readonly string[], input = ''): void {
    spawnSync('git', ['-C', this.repository, ...args], { input, env: plainEnvironment(), timeout: 10_000 })
  }

  blob(content: string | Buffer): string {
    return this.#object('blob', Buffer.from(content))
  }

  /** @param entries written as they are, without validation */
  tree(entries: readonly { readonly mode: string; readonly id: string; readonly name: string | Buffer }[]): string {
    const parts = entries.flatMap(({ mode, id, name }) => [`${mode} `, name, '\0', Buffer.from(id, 'hex')])
    return this.#object('tree', Buffer.concat(parts.map((part) => Buffer.from(part))))
  }

  /** Commits a tree on top of a commit. The working tree and the index stay unchanged. @returns its id */
  commitTree(tree: string, parent = 'HEAD'): string {
    const id = this.git(['commit-tree', '-p', parent, '-m', 'Edit', tree])
    this.git(['update-ref', 'refs/heads/main', id])
    return id
  }

  /** Writes an object without git, which would refuse some and is slow for many. @returns its id */
  #object(type: string, content: Buffer): string {
    const bytes = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content])
    const id = hash('sha1', bytes)
    const path = `.git/objects/${id.slice(0, 2)}/${id.slice(2)}`
    if (!existsSync(join(this.repository, path))) this.write(path, deflateSync(bytes, { level: 1 }), 0o444)
    return id
  }

  /** Commits on main, an hour apart. @param checkedOut whether the working tree is updated */
  commit(commits: readonly Readonly<Record<string, FileState>>[], { checkedOut = true } = {}): void {
    const begun = existsSync(join(this.gitDir, 'refs/heads/main'))
    const first = startSeconds + (begun ? Number(this.git(['rev-list', '--count', 'main'])) * 3600 : 0)
    const parts = commits.flatMap((files, index) => [
      `commit refs/heads/main\ncommitter Grace <grace@example.org> ${first + index * 3600} +0000\ndata 4\nEdit\n`,
      ...(begun && index === 0 ? ['from refs/heads/main^0\n'] : []),
      ...Object.entries(files).flatMap(([path, state]) => changeOf(path, state)),
    ])
    const input = Buffer.concat(parts.map((part) => Buffer.from(part)))
    this.git(['-c', 'fastimport.unpackLimit=10000', 'fast-import', '--quiet'], input)
    if (checkedOut) this.git(['checkout', '-q', '-f', 'main'])
  }
}

function changeOf(path: string, state: FileState): (string | Buffer)[] {
  const name = JSON.stringify(path)
  if (state === null) return [`D ${name}\n`]
  if (typeof state === 'object' && 'mode' in state) return [`M ${state.mode} ${state.id} ${name}\n`]
  return [`M 100644 inline ${name}\ndata ${Buffer.byteLength(state)}\n`, state, '\n']
}

const startSeconds = Date.UTC(2018, 0, 15, 8) / 1000

/** Creates a repository with two pages, an unrecorded title change, a staged edit, an unstaged edit and a new page. */
export function createOrdinaryRepository(sandbox: Sandbox): Sandbox {
  execFileSync('git', ['init', '-q', '-b', 'main', '--template=', sandbox.repository], { env: plainEnvironment() })
  sandbox.commit([
    {
      'page.md': page('One boat sails.'),
      'posts/museum.md': frontMatterPage('The museum closes for 2 weeks', 'A leak.'),
    },
    { 'page.md': page('Two boats sail.') },
    { 'posts/museum.md': frontMatterPage('The museum closes for 3 weeks', 'A leak.') },
  ])
  sandbox.write('page.md', page('Three boats sail.'))
  sandbox.git(['add', 'page.md'])
  sandbox.write('posts/museum.md', frontMatterPage('The museum closes for 4 weeks', 'A leak.'))
  sandbox.write('fresh.md', page('A new page.'))
  return sandbox
}

/** Copies a repository, which is quicker than creating it again. */
export function copyRepository(from: Sandbox, sandbox: Sandbox): Sandbox {
  cpSync(from.repository, sandbox.repository, { recursive: true })
  return sandbox
}

export function page(title: string): string {
  return eventPage({ title, lead: 'The span was turned.' })
}

function plainEnvironment(): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: '/nonexistent',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_AUTHOR_DATE: '2018-01-15T11:00:00Z',
    GIT_COMMITTER_NAME: 'Grace',
    GIT_COMMITTER_EMAIL: 'grace@example.org',
    GIT_COMMITTER_DATE: '2018-01-15T11:00:00Z',
    GIT_TERMINAL_PROMPT: '0',
    GIT_MERGE_AUTOEDIT: 'no',
    TZ: 'UTC',
  }
}
