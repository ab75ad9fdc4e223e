import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkIn, checkOut, page, repositoryOf } from './run-check.ts'

const bridge = 'news/2018/01/15/bridge.md'
const friday = page('The bridge opens on Friday')
const monday = page('The bridge opens on Monday')

/** A working tree whose last commit changes a title without an entry in the Changes section. */
function retitled() {
  const cwd = checkOut(repositoryOf({ [bridge]: page('The bridge opens on Thursday') }, { [bridge]: friday }))
  return {
    git: (...args: string[]) => execFileSync('git', ['-C', cwd, ...args]),
    write: (text: string) => writeFileSync(join(cwd, bridge), text),
    read: () => readFileSync(join(cwd, bridge), 'utf8'),
    async report(...args: string[]) {
      const { code, stdout, stderr } = await checkIn(cwd, '--format', 'json', ...args)
      const { findings, fixed, totals } = JSON.parse(stdout)
      return { code, stderr, fixed, totals, rules: findings.map(({ rule }: { rule: string }) => rule) }
    },
  }
}

const written = [{ path: bridge, state: 'written', note: null }]

describe('--fix', () => {
  it('checks again after it wrote, and reports what is left', async () => {
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

  it('fixes the working tree, and a second run fixes nothing', async () => {
    const { report, write } = retitled()
    write(monday)
    expect(await report('--fix')).toMatchObject({ code: 0, rules: ['VAR120'], fixed: written })
    expect(await report('--fix')).toMatchObject({ code: 0, rules: ['VAR120'], fixed: [] })
  })

  it('reports what it cannot fix', async () => {
    const { report, write } = retitled()
    write(monday.replace('### Sources', '[Lost](/nowhere.md)\n\n### Sources'))
    expect(await report('--worktree', '--fix')).toMatchObject({ code: 1, rules: ['VAR120', 'VAR133'], fixed: written })
  })

  it('asks to stage the fixed pages again', async () => {
    const { report, git, write } = retitled()
    write(monday)
    git('add', '.')
    const fixedReport = await report('--staged', '--fix')
    expect(fixedReport).toMatchObject({ code: 1, rules: ['VAR120'], fixed: written })
    expect(fixedReport.stderr).toContain('Stage them again (git add)')
    expect(await report('--staged')).toMatchObject({ code: 1, rules: ['VAR101', 'VAR102', 'VAR120', 'VAR121'] })
    git('add', '.')
    expect(await report('--staged', '--fix')).toMatchObject({ code: 0, rules: ['VAR120'], fixed: [] })
  })

  it('writes nothing in a dry run, or to a page that differs from the checked one', async () => {
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
