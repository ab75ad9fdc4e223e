import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '../sources/temporary-folder.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const cliPath = join(root, 'src/cli/bin.ts')

export const pagePath = 'archive/news/2018/01/15/bridge.md'

/** An event page. @param section text after the sources, such as a Changes section */
export function page(title: string, section = ''): string {
  return `### [2018-01-15](/news/2018/01/15/index.md)\n\n# ${title}\n\n### Sources:\n\n1. [Gazette](https://gazette.example/bridge)\n${section}`
}

export const friday = page('The bridge opens on Friday')
export const monday = page('The bridge opens on Monday')
export const mondayNoted = page(
  'The bridge opens on Monday',
  '\n### Changes:\n\n' +
    '1. [The bridge opens on Friday](/news/2018/01/15/bridge.md) _2018-01-15 10:00:00 (First version)_\n' +
    '2. [The bridge opens on Monday](/news/2018/01/15/bridge.md) _(Current version)_\n',
)

/** A repository with one page, and `variorum` on the PATH as a script that runs the sources. */
export class Checkout {
  readonly path = join(temporaryFolder(), 'desk')
  readonly tools = join(dirname(this.path), 'tools')

  constructor() {
    mkdirSync(this.path)
    this.addProgram('variorum', `exec "${process.execPath}" "${cliPath}" "$@"`)
    this.git('init', '-q', '-b', 'main')
    this.write(pagePath, friday)
    this.git('add', '.')
    this.git('commit', '-q', '--no-verify', '-m', 'Friday')
  }

  /** Puts a program first on the PATH. */
  addProgram(name: string, script: string): void {
    mkdirSync(this.tools, { recursive: true })
    writeFileSync(join(this.tools, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(this.tools, name), 0o755)
  }

  /** Adds node_modules/.bin like `npm install`, ignored by git. */
  installPackage(folder = '.'): void {
    mkdirSync(join(this.path, folder, 'node_modules'))
    symlinkSync(this.tools, join(this.path, folder, 'node_modules/.bin'))
    appendFileSync(join(this.path, '.git/info/exclude'), 'node_modules\n')
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true })
    writeFileSync(join(this.path, path), text)
  }

  addHook(name: string, script: string): void {
    const file = join(this.path, '.git/hooks', name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, script)
    chmodSync(file, 0o755)
  }

  git(...args: string[]): { code: number | null; output: string } {
    return this.run('git', args)
  }

  run(
    program: string,
    args: readonly string[],
    env: Record<string, string> = {},
  ): { code: number | null; output: string } {
    const { status, stdout, stderr, error } = spawnSync(program, args, {
      cwd: this.path,
      env: { ...userEnvironment(this.tools), ...env },
      encoding: 'utf8',
    })
    if (error) throw error
    return { code: status, output: stdout + stderr }
  }
}

function userEnvironment(tools: string): Record<string, string> {
  return {
    PATH: `${tools}:${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
    HOME: dirname(tools),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
    GIT_AUTHOR_DATE: '2018-01-15T10:00:00Z',
    GIT_COMMITTER_DATE: '2018-01-15T10:00:00Z',
    ...npmSettings(),
  }
}

/** The settings with which npm reaches its registry from this machine. */
function npmSettings(): Record<string, string> {
  const wanted = /^(?:npm_config_(?:registry|cafile|userconfig|globalconfig)|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/i
  const own = Object.entries(process.env).filter(([name, value]) => wanted.test(name) && value)
  return { npm_config_userconfig: join(homedir(), '.npmrc'), ...(Object.fromEntries(own) as Record<string, string>) }
}
