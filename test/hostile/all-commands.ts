import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commands as table } from '../../src/cli/command-table.ts'
import type { Command } from './run-commands.ts'
import type { Sandbox } from './sandbox.ts'

const checkFormats = table.find(({ name }) => name === 'check')?.formats ?? []

/**
 * The commands that run in every repository: each command of the program, with its formats, without flags that write pages.
 * @param excluded matches the names of commands that do not run
 */
export function allCommands(sandbox: Sandbox, excluded = /^$/): Command[] {
  const range = 'HEAD~1..HEAD'
  const report = (name: string) => join(sandbox.reports, name)
  const lines = [
    'help',
    '--version',
    'explain VAR101',
    'status',
    'import',
    'ingest',
    'watch --once',
    'status --format json',
    'history',
    'history page.md -v',
    'diff page.md',
    'diff posts/museum.md --view columns --all',
    `diff posts/museum.md --format html:${report('diff.html')} --format markdown:${report('diff.md')}`,
    'show page.md',
    'show page.md --raw',
    'why page.md posts/museum.md',
    'link -n page.md posts/museum.md',
    'unlink -n page.md posts/museum.md',
    'audit -v',
    `audit --format json:${report('audit.json')} --format markdown:${report('audit.md')} --format csv:${report('audit.csv')}`,
    'changes',
    'changes --check',
    `export --format ndjson:${report('export.ndjson')}`,
    'reindex',
    `check ${range}`,
    'check --staged',
    'check --worktree',
    'check --since HEAD~2',
    `check ${range} ${checkFormats.map((name) => `--format ${name}:${report(`check.${name}`)}`).join(' ')}`,
    `check ${range} --format github`,
  ]
  const plain = lines.map((line) => ({ name: line.replaceAll(sandbox.folder, ''), argv: line.split(' ') }))
  const services = serviceNames.every((name) => excluded.test(name)) ? [] : ciCommands(sandbox)
  return [...plain, ...services]
    .filter(({ name }) => !excluded.test(name))
    .map((command) => inSandbox(sandbox, command))
}

/** Sets the store's path, outside the repository, and turns off the pager. */
export function inSandbox(sandbox: Sandbox, { env = {}, ...command }: Command): Command {
  return { ...command, env: { VARIORUM_STORE: join(sandbox.store, 'variorum.db'), VARIORUM_PAGER: '', ...env } }
}

const serviceNames = [
  'check of a pull request',
  'check of a push',
  'check of a merge request',
  'check of a push to GitLab',
]

/** The check with the environments of CI services. */
function ciCommands(sandbox: Sandbox): Command[] {
  const id = (rev: string) => sandbox.gitOrNull(['rev-parse', '--verify', rev]) ?? '1'.repeat(40)
  const event = join(sandbox.folder, 'event.json')
  const { before, base, head } = { before: id('HEAD~2'), base: id('HEAD~1'), head: id('HEAD') }
  const payload = { number: 7, before, pull_request: { base: { sha: base }, head: { sha: head } } }
  writeFileSync(event, JSON.stringify({ ...payload, repository: { default_branch: 'main' } }))
  const github = {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_PATH: event,
    GITHUB_STEP_SUMMARY: join(sandbox.reports, 'summary.md'),
    GITHUB_SHA: head,
  }
  const gitlab = { GITLAB_CI: 'true', CI_MERGE_REQUEST_IID: '7', CI_MERGE_REQUEST_DIFF_BASE_SHA: base }
  const environments = [
    { ...github, GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' },
    { ...github, GITHUB_EVENT_NAME: 'push' },
    gitlab,
    { GITLAB_CI: 'true', CI_COMMIT_BEFORE_SHA: before },
  ]
  return environments.map((env, index) => ({ name: serviceNames[index] ?? '', argv: ['check'], env }))
}
