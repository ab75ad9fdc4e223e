import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { Checkout, monday, mondayNoted, pagePath, root } from './checkout.ts'

const read = (name: string) => readFileSync(join(root, name), 'utf8')

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
}

describe('the GitHub action', () => {
  const action = parse(read('action.yml')) as { inputs: Record<string, unknown>; runs: { steps: Step[] } }
  const step = action.runs.steps.find(({ run }) => run?.includes('check')) ?? {}

  /** Runs the script of the action with its inputs in the environment, like a runner. */
  function act(desk: Checkout, inputs: Record<string, string> = {}, event: object = {}) {
    writeFileSync(join(desk.path, '../event.json'), JSON.stringify(event))
    writeFileSync(join(desk.path, '../summary.md'), '')
    const given = Object.entries(step.env ?? {}).map(([name, value]) => {
      const [, input = ''] = /inputs\.([a-z-]+)/.exec(value) ?? []
      return [name, inputs[input] ?? (input === 'fail-on' ? 'error' : '')]
    })
    return desk.run('bash', ['-c', step.run ?? 'exit 9'], {
      ...Object.fromEntries(given),
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: root,
      GITHUB_EVENT_NAME: 'push',
      GITHUB_EVENT_PATH: '../event.json',
      GITHUB_STEP_SUMMARY: '../summary.md',
    })
  }

  it('annotates the findings of a push and writes the job summary', { tags: ['slow'] }, () => {
    const desk = new Checkout()
    const before = desk.git('rev-parse', 'HEAD').output.trim()
    desk.write(pagePath, monday)
    desk.git('commit', '-qam', 'Monday')
    const { code, output } = act(desk, {}, { before })
    expect(code).toBe(1)
    expect(output).toMatch(new RegExp(`^::error file=${pagePath},line=3,col=3,title=VAR101[^:]*::`, 'm'))
    expect(output).toContain(`(GitHub push, since ${before.slice(0, 10)})`)
    expect(readFileSync(join(desk.path, '../summary.md'), 'utf8')).toContain('VAR101')
  })

  it('accepts a recorded title change and writes SARIF on request', { tags: ['slow'] }, () => {
    const desk = new Checkout()
    desk.write(pagePath, mondayNoted)
    desk.git('commit', '-qam', 'Monday')
    const { code } = act(desk, { range: 'HEAD~1..HEAD', sarif: '../out.sarif' })
    expect(code).toBe(0)
    expect(JSON.parse(readFileSync(join(desk.path, '../out.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' })
  })

  it('never runs the text of an input', { tags: ['slow'] }, () => {
    const desk = new Checkout()
    const canary = join(desk.path, '../canary')
    for (const range of [
      `$(touch ${canary})`,
      `x; touch ${canary}`,
      `--format=json:${canary}`,
      `HEAD\ntouch ${canary}`,
    ]) {
      expect(act(desk, { range }).code).toBe(2)
    }
    expect(existsSync(canary)).toBe(false)
  })

  it('pins other actions by commit and passes inputs only as environment variables', () => {
    for (const { uses, run } of action.runs.steps) {
      if (uses !== undefined) expect(uses).toMatch(/@[0-9a-f]{40}$/)
      expect(run ?? '').not.toContain('${{')
    }
  })
})

describe('the template for GitLab', () => {
  it('writes both reports and exits with the code of the check', { tags: ['slow'] }, () => {
    const [spec, jobs] = parseAllDocuments(read('templates/check.yml')).map((document) => document.toJS())
    const inputs = spec.spec.inputs as Record<string, { default?: string }>
    expect(inputs.package?.default).toBeUndefined()
    const filled = JSON.parse(
      JSON.stringify(jobs).replace(/\$\[\[ inputs\.([a-z-]+) \]\]/g, (_, name: string) => inputs[name]?.default ?? ''),
    )
    const job = filled['variorum-check']
    const desk = new Checkout()
    // a fake npx, which runs the local program
    desk.addProgram('npx', '[ "$1" = --yes ] && shift && shift && exec "$@"')
    const before = desk.git('rev-parse', 'HEAD').output.trim()
    desk.write(pagePath, monday)
    desk.git('commit', '-qam', 'Monday')
    const env = { GITLAB_CI: 'true', CI_COMMIT_BEFORE_SHA: before, FAIL_ON: job.variables.FAIL_ON }
    const { code, output } = desk.run('sh', ['-ec', job.script.join('\n')], env)
    expect(code).toBe(1)
    expect(output).toContain('GitLab push')
    const [found] = JSON.parse(readFileSync(join(desk.path, job.artifacts.reports.codequality), 'utf8'))
    expect(found).toMatchObject({ check_name: expect.stringContaining('VAR101'), location: { path: pagePath } })
    expect(readFileSync(join(desk.path, job.artifacts.reports.junit), 'utf8')).toContain('<testsuite')
    expect(job.variables.GIT_DEPTH).toBe(0)
  })
})

describe('the lefthook snippet of the guide', () => {
  it('runs the check', { tags: ['slow'] }, () => {
    const [, snippet = ''] = /```yaml\n(# lefthook\.yml\n[^`]*)```/.exec(read('docs/guide/in-ci.md')) ?? []
    const commands = Object.values(parse(snippet)['pre-commit'].commands as Record<string, { run: string }>)
    const desk = new Checkout()
    desk.installPackage()
    desk.write(pagePath, monday)
    desk.git('add', '.')
    for (const { run } of commands) expect(desk.run('sh', ['-c', run])).toMatchObject({ code: 1 })
  })
})
