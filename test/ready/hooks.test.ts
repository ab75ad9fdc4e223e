import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Checkout, friday, monday, mondayNoted, page, pagePath, root } from './checkout.ts'

/** The hook in the guide. */
const [, shownHook = ''] =
  /```sh\n(#!\/bin\/sh\n[^`]*check --staged[^`]*)```/.exec(readFileSync(join(root, 'docs/guide/in-ci.md'), 'utf8')) ??
  []

const second = 'archive/news/2018/01/15/ferry.md'

describe('the git hook of the guide', { tags: ['slow'] }, () => {
  const deskWithHook = () => {
    const desk = new Checkout()
    desk.installPackage()
    desk.addHook('pre-commit', shownHook)
    return desk
  }

  it('stops a commit with an unrecorded title change', () => {
    const desk = deskWithHook()
    desk.write(pagePath, monday)
    const { code, output } = desk.git('commit', '-qam', 'Monday')
    expect(code).toBe(1)
    expect(output).toContain('VAR101')
    expect(desk.git('rev-list', '--count', 'HEAD').output.trim()).toBe('1')
  })

  it('accepts a commit that records the title change', () => {
    const desk = deskWithHook()
    desk.write(pagePath, mondayNoted)
    expect(desk.git('commit', '-qam', 'Monday')).toMatchObject({ code: 0 })
  })

  it('checks the staged pages, not the files on disk', () => {
    const desk = deskWithHook()
    desk.write(pagePath, monday)
    desk.git('add', '.')
    desk.write(pagePath, mondayNoted)
    expect(desk.git('commit', '-qm', 'Monday').code).toBe(1)
    desk.git('add', '.')
    desk.write(pagePath, monday)
    expect(desk.git('commit', '-qm', 'Monday').code).toBe(0)
  })

  it('checks the index of a partial commit', () => {
    const desk = deskWithHook()
    desk.write(pagePath, monday)
    desk.write(second, page('The ferry sails again'))
    desk.git('add', '.')
    expect(desk.git('commit', '-qm', 'Ferry', '--', second).code).toBe(0)
    expect(desk.git('commit', '-qm', 'Bridge', '--', pagePath).code).toBe(1)
  })

  it('accepts the first commit of a branch without parents', () => {
    const desk = deskWithHook()
    desk.git('checkout', '-q', '--orphan', 'other')
    expect(desk.git('commit', '-qm', 'First')).toMatchObject({ code: 0 })
  })

  it('works in a second working tree', () => {
    const desk = deskWithHook()
    desk.git('worktree', 'add', '-q', '../beside')
    desk.installPackage('../beside')
    const inBeside = (...args: string[]) => desk.git('-C', '../beside', ...args)
    desk.write(`../beside/${pagePath}`, monday)
    expect(inBeside('commit', '-qam', 'Monday').code).toBe(1)
    desk.write(`../beside/${pagePath}`, mondayNoted)
    expect(inBeside('commit', '-qam', 'Monday').code).toBe(0)
  })

  it('reads a split index', () => {
    const desk = deskWithHook()
    desk.git('update-index', '--split-index')
    desk.write(pagePath, monday)
    expect(desk.git('commit', '-qam', 'Monday').code).toBe(1)
    desk.write(pagePath, friday)
    desk.write(second, page('The ferry sails again'))
    desk.git('add', '.')
    expect(desk.git('commit', '-qm', 'Ferry').code).toBe(0)
  })
})

const hasPreCommit = spawnSync('pre-commit', ['--version']).status === 0
const isRepository = spawnSync('git', ['-C', root, 'rev-parse', '--verify', 'HEAD']).status === 0

describe('the entry for pre-commit', { tags: ['slow'] }, () => {
  it.skipIf(!hasPreCommit || !isRepository)(
    'installs from the repository, stops an unrecorded title change and accepts a recorded one (needs pre-commit)',
    { timeout: 300_000 },
    () => {
      const desk = new Checkout()
      const commit = spawnSync('git', ['-C', root, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).stdout.trim()
      const config = `repos:\n  - repo: ${root}\n    rev: ${commit}\n    hooks:\n      - id: variorum-check\n        language_version: system\n`
      desk.write('.pre-commit-config.yaml', config)
      desk.git('add', '.pre-commit-config.yaml')
      // pre-commit can look for either name, and one of them can be an older Node
      for (const name of ['node', 'nodejs']) desk.addProgram(name, `exec "${process.execPath}" "$@"`)
      const run = (...more: string[]) =>
        desk.run('pre-commit', ['run', '--color=never', ...more], { GIT_CONFIG_COUNT: '1', ...trusted })
      desk.write(pagePath, monday)
      desk.git('add', '.')
      const stopped = run()
      expect(stopped.output).toContain('VAR101')
      expect(stopped.code).toBe(1)
      desk.write(pagePath, mondayNoted)
      desk.git('add', '.')
      expect(run()).toMatchObject({ code: 0, output: expect.stringContaining('Passed') })
      // a deleted page has no file name to pass to the hook
      desk.git('rm', '-qf', pagePath)
      expect(run('--verbose').output).toContain('VAR110')
    },
  )
})

/** The repository can belong to another user than the tests. */
const trusted = { GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' }
