import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runProgram } from '../e2e/run-program.ts'
import { TestRepository } from '../sources/git/test-repository.ts'
import { temporaryFolder } from '../sources/temporary-folder.ts'
import { page } from './run-check.ts'

const bridge = 'news/2018/01/15/bridge.md'
const friday = page('The bridge opens on Friday')
const monday = page('The bridge opens on Monday')

/** A checkout whose last commit changes a title unrecorded. */
function retitled() {
  const repository = new TestRepository()
  repository.commit({ [bridge]: page('The bridge opens on Thursday') }, { at: '2018-01-15T08:00:00Z' })
  repository.commit({ [bridge]: friday }, { at: '2018-01-15T09:00:00Z' })
  const cwd = join(temporaryFolder(), 'clone')
  const git = (...args: string[]) => execFileSync('git', args)
  git('clone', '-q', repository.gitDir, cwd)
  return {
    git: (...args: string[]) => git('-C', cwd, ...args),
    write: (text: string) => writeFileSync(join(cwd, bridge), text),
    read: () => readFileSync(join(cwd, bridge), 'utf8'),
    check: (...args: string[]) => runProgram({ cwd }, 'check', ...args),
    async report(...args: string[]) {
      const { code, stdout, stderr } = await runProgram({ cwd }, 'check', '--format', 'json', ...args)
      const { findings, fixed, totals } = JSON.parse(stdout)
      return { code, stderr, fixed, totals, rules: findings.map(({ rule }: { rule: string }) => rule) }
    },
  }
}

const written = [{ path: bridge, state: 'written', note: null }]

describe('--fix', () => {
  it('judges what it has mended again, and tells what is left', async () => {
    const { report, read } = retitled()
    expect(await report('HEAD')).toMatchObject({ code: 1, rules: ['VAR101', 'VAR120', 'VAR121'] })
    expect(await report('HEAD', '--fix')).toEqual({
      code: 0,
      stderr: '',
      rules: ['VAR120'],
      fixed: written,
      totals: { pages: 1, errors: 0, warnings: 1, infos: 0, known: 0, allowed: 0 },
    })
    expect(read()).toContain('1. [The bridge opens on Thursday](/news/2018/01/15/bridge.md) _2018-01-15 09:00:00')
  })

  it('does the same to what lies on disk, and is done after once', async () => {
    const { report, write } = retitled()
    write(monday)
    expect(await report('--fix')).toMatchObject({ code: 0, rules: ['VAR120'], fixed: written })
    expect(await report('--fix')).toMatchObject({ code: 0, rules: ['VAR120'], fixed: [] })
  })

  it('tells what it cannot mend', async () => {
    const { report, write } = retitled()
    write(monday.replace('### Sources', '[Lost](/nowhere.md)\n\n### Sources'))
    expect(await report('--worktree', '--fix')).toMatchObject({ code: 1, rules: ['VAR120', 'VAR133'], fixed: written })
  })

  it('has what is staged staged again', async () => {
    const { report, git, write } = retitled()
    write(monday)
    git('add', '.')
    const mended = await report('--staged', '--fix')
    expect(mended).toMatchObject({ code: 1, rules: ['VAR120'], fixed: written })
    expect(mended.stderr).toContain('Stage them again (git add)')
    expect(await report('--staged')).toMatchObject({ code: 1, rules: ['VAR101', 'VAR102', 'VAR120', 'VAR121'] })
    git('add', '.')
    expect(await report('--staged', '--fix')).toMatchObject({ code: 0, rules: ['VAR120'], fixed: [] })
  })

  it('mends nothing in a dry run, nor what is not what was judged', async () => {
    const { report, write, read } = retitled()
    expect(await report('HEAD', '--fix', '-n')).toMatchObject({
      code: 1,
      rules: ['VAR101', 'VAR120', 'VAR121'],
      fixed: [{ state: 'planned' }],
    })
    write(monday)
    expect(await report('HEAD', '--fix')).toMatchObject({
      code: 1,
      rules: ['VAR101', 'VAR120', 'VAR121'],
      fixed: [{ state: 'left' }],
    })
    expect(read()).toBe(monday)
  })
})
