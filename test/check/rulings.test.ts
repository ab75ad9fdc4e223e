import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runProgram } from '../e2e/run-program.ts'
import { type FileState, TestRepository } from '../sources/git/test-repository.ts'
import { temporaryFolder } from '../sources/temporary-folder.ts'
import { page } from './run-check.ts'

const file = 'archive/variorum.links'
const mill = 'news/2018/01/15/mill.md'
const arrest = 'news/2018/03/02/arrest.md'
const fire = page('A fire destroys the old mill at Alder')
const charged = page('Two men are charged with arson', { day: '2018-03-02', sources: ['https://courier.example/7'] })
const together = `same ${mill} ${arrest}\n`

function repository(before: Record<string, FileState>, after: Record<string, FileState>): TestRepository {
  const made = new TestRepository()
  made.commit(before, { at: '2018-03-02T08:00:00Z' })
  made.commit(after, { at: '2018-03-02T09:00:00Z' })
  return made
}

const check = (made: TestRepository, ...args: string[]) =>
  runProgram({ cwd: made.path }, 'check', 'HEAD~1..HEAD', ...args)

describe('a ruling that pages are one event', () => {
  const gone = { [`archive/${mill}`]: null, [`archive/${arrest}`]: charged }

  it('holds the new page to what the old one said, months apart and without a word in common', async () => {
    const alone = await check(repository({ [`archive/${mill}`]: fire }, gone))
    expect(alone.stdout).not.toContain('VAR101')
    const ruled = await check(repository({ [`archive/${mill}`]: fire, [file]: together }, gone))
    expect(ruled.code).toBe(1)
    expect(ruled.stdout).toContain(`archive/${arrest}:3:3: error VAR101`)
  })

  it('finds the page that the range leaves alone', async () => {
    const fresh = { [`archive/${arrest}`]: charged }
    const { stdout } = await check(repository({ [`archive/${mill}`]: fire, [file]: together }, fresh))
    expect(stdout).toContain(`archive/${arrest}:3:3: error VAR101`)
  })

  it('says so in the place of the pages: they are no double', async () => {
    const copy = { 'archive/news/2018/01/15/blaze.md': fire }
    const before = { [`archive/${mill}`]: fire }
    expect((await check(repository(before, copy))).stdout).toContain('VAR111')
    const said = { ...before, [file]: `same ${mill} news/2018/01/15/blaze.md\n` }
    expect((await check(repository(said, copy))).stdout).not.toContain('VAR111')
  })
})

describe('a ruling that pages are two events', () => {
  it('quiets the remark that both report one', async () => {
    const twins = { [`archive/${mill}`]: fire, 'archive/news/2018/01/15/blaze.md': fire }
    const other = `other ${mill} news/2018/01/15/blaze.md\n`
    expect((await check(repository({ 'archive/a.txt': '' }, twins))).stdout).toContain('VAR111')
    const { code, stdout } = await check(repository({ [file]: other }, twins))
    expect({ code, findings: stdout.includes('VAR111') }).toEqual({ code: 0, findings: false })
  })
})

describe('rulings that the range brings', () => {
  const gone = { [`archive/${mill}`]: null, [`archive/${arrest}`]: charged }
  const before = { [`archive/${mill}`]: fire }

  it('count from the next range on, and that is said', async () => {
    const made = repository(before, { ...gone, [file]: together })
    const { stdout, stderr } = await check(made)
    expect(stdout).not.toContain('VAR101')
    expect(stderr).toBe('New lines in variorum.links apply from the next range on.\n')
    expect((await check(made, '-q')).stderr).toBe('')
  })

  it('count at once where nothing is committed yet, on disk and staged', async () => {
    const made = new TestRepository()
    made.commit({ [`archive/${mill}`]: fire })
    const clone = join(temporaryFolder(), 'clone')
    execFileSync('git', ['clone', '-q', made.gitDir, clone])
    const git = (...args: string[]) => execFileSync('git', ['-C', clone, ...args])
    git('mv', '-k', `archive/${mill}`, 'archive/arrest.md')
    writeFileSync(join(clone, 'archive/arrest.md'), charged)
    const staged = () => runProgram({ cwd: clone }, 'check', '--staged')
    git('add', '-A')
    expect((await staged()).stdout).not.toContain('VAR101')
    writeFileSync(join(clone, file), `same ${mill} arrest.md\n`)
    expect((await runProgram({ cwd: clone }, 'check', '--worktree')).stdout).toContain(
      'archive/arrest.md:3:3: error VAR101',
    )
    expect((await staged()).stdout).not.toContain('VAR101')
    git('add', '-A')
    expect((await staged()).stdout).toContain('archive/arrest.md:3:3: error VAR101')
  })

  it('are named where they are about pages that never were', async () => {
    const line = (text: string) => ({ [`archive/${arrest}`]: charged, [file]: `${together}${text}` })
    const former = { ...before, 'archive/news/old.md': null }
    const made = repository({ ...before, 'archive/news/old.md': fire }, former)
    const at = { at: '2018-03-02T10:00:00Z' }
    made.commit(line(`same ${mill} news/old.md\nother ${mill} news/nosuch.md\nsame a.txt "Rain" ${mill}\n`), at)
    const { stderr } = await check(made)
    expect(stderr.split('\n').slice(1, -1)).toEqual([
      'Line 3 of variorum.links has no effect: there is no page news/nosuch.md.',
      'Line 4 of variorum.links has no effect: an item of a page that tells many is never one event with a page of its own.',
    ])
    made.commit({ [`archive/${mill}`]: charged }, { at: '2018-03-02T11:00:00Z' })
    expect((await check(made)).stderr).toBe('')
  })

  it('are refused where something else stands in the place of their file', async () => {
    const folder = repository(before, { ...gone, [`${file}/notes.txt`]: together })
    expect(await check(folder)).toMatchObject({ code: 2, stderr: expect.stringContaining('is not a regular file') })
  })

  it('are noticed where they cannot be followed, and mended ones are taken', async () => {
    const { code, stdout, stderr } = await check(repository(before, { ...gone, [file]: 'alike a b\n' }))
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('line 1: A line begins with "same" or "other"')
    const mended = await check(repository({ ...before, [file]: 'alike a b\n' }, { ...gone, [file]: together }))
    expect(mended.stdout).toContain('VAR101')
    expect(mended.stderr).toContain('is unreadable in the base')
  })
})
