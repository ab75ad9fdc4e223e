import { execFileSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openVariorum } from '../../src/commands/open-variorum.ts'
import type { CheckOptions } from '../../src/commands/variorum.ts'
import type { CheckFinding, CheckReport } from '../../src/model/check.ts'
import { type RunResult, runMain } from '../helpers/run-main.ts'
import { type FileState, TestRepository } from '../sources/git/test-repository.ts'

/** A commit: the files that it changes; null: removed. */
export type CommitFiles = Readonly<Record<string, FileState>>

/** Makes a repository for one test, as `commitTo` fills it. */
export function repositoryOf(...commits: readonly CommitFiles[]): TestRepository {
  return commitTo(new TestRepository(), commits)
}

/** Makes a repository for all tests of a file, as `commitTo` fills it. Tests must not change it. */
export function sharedRepositoryOf(...commits: readonly CommitFiles[]): TestRepository {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'variorum-check-')))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return commitTo(new TestRepository({ path: join(folder, 'repository') }), commits)
}

/** Starts the branch `main` with commits, oldest first, one an hour from 8:00 on. No files are written to disk. */
function commitTo(repository: TestRepository, commits: readonly CommitFiles[]): TestRepository {
  const startSeconds = Date.UTC(2018, 0, 15, 8) / 1000
  const stream = commits.map((files, index) => {
    const people = ['author Ada <ada@example.org>', 'committer Grace <grace@example.org>']
    const stamped = people.map((person) => `${person} ${startSeconds + index * 3600} +0000\n`).join('')
    const changes = Object.entries(files).map(([path, state]) => fileCommand(path, state))
    return `commit refs/heads/main\n${stamped}data 4\nEdit\n${changes.join('')}\n`
  })
  repository.git(['fast-import', '--quiet'], stream.join(''))
  return repository
}

function fileCommand(path: string, state: FileState): string {
  if (state === null) return `D ${path}\n`
  const { mode, content } = typeof state === 'string' ? { mode: '100644', content: state } : state
  return `M ${mode} inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`
}

/** Writes the files of a repository's last commit to its working tree. @returns the repository's folder */
export function checkOut({ path }: TestRepository): string {
  execFileSync('git', ['-C', path, 'reset', '-q', '--hard'])
  return path
}

/** Runs `variorum check` in this process, in a folder and an environment. */
export function checkIn(
  place: string | { readonly cwd: string; readonly env: Record<string, string> },
  ...args: readonly string[]
): Promise<RunResult> {
  return runMain(['check', ...args], typeof place === 'string' ? { cwd: place, env: {} } : place)
}

/** Checks a repository whose whole tree is the archive, through the library. */
export async function runCheck(path: string, options: CheckOptions): Promise<CheckReport> {
  await using variorum = await openVariorum({ cwd: path, archive: path, store: 'memory:' })
  return await variorum.check(options)
}

/** Findings as `VAR101 error news/a.md:3`, with their status where it is not `new`. */
export function findingLines({ findings }: CheckReport): string[] {
  return findings.map(({ rule, severity, path, line, standing }: CheckFinding) => {
    const location = path === null ? '' : ` ${path}${line === null ? '' : `:${line}`}`
    return `${rule} ${severity}${location}${standing === 'new' ? '' : ` (${standing})`}`
  })
}

/** An event page of the context dialect. */
export function page(
  title: string,
  { day = '2018-01-15', sources = ['https://gazette.example/1'], section = '', lead = '' } = {},
): string {
  const list = sources.map((url, index) => `${index + 1}. [Gazette](${url})\n`).join('')
  const folder = day.replaceAll('-', '/')
  return `### [${day}](/news/${folder}/index.md)\n\n# ${title}\n\n${lead}### Sources:\n\n${list}${section}`
}

/** A Changes section with these entries. */
export function section(...entries: readonly string[]): string {
  return `\n### Changes:\n\n${entries.map((entry, index) => `${index + 1}. ${entry}\n`).join('')}`
}
