import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { TestRepository } from '../sources/git/test-repository.ts'
import { checkIn, checkOut, page, repositoryOf } from './run-check.ts'

const file = 'archive/variorum.links'
const mill = 'news/2018/01/15/mill.md'
const arrest = 'news/2018/03/02/arrest.md'
const fire = page('A fire destroys the old mill at Alder')
const charged = page('Two men are charged with arson', { day: '2018-03-02', sources: ['https://courier.example/7'] })
const together = `same ${mill} ${arrest}\n`

const check = ({ path }: TestRepository, ...args: string[]) => checkIn(path, 'HEAD~1..HEAD', ...args)

describe('a ruling that pages are one event', () => {
  const gone = { [`archive/${mill}`]: null, [`archive/${arrest}`]: charged }

  it('requires the old title on the new page, months apart and with other words', async () => {
    const alone = await check(repositoryOf({ [`archive/${mill}`]: fire }, gone))
    expect(alone.stdout).not.toContain('VAR101')
    const ruled = await check(repositoryOf({ [`archive/${mill}`]: fire, [file]: together }, gone))
    expect(ruled.code).toBe(1)
    expect(ruled.stdout).toContain(`archive/${arrest}:3:3: error VAR101`)
  })

  it('uses a page that the range does not touch', async () => {
    const fresh = { [`archive/${arrest}`]: charged }
    const { stdout } = await check(repositoryOf({ [`archive/${mill}`]: fire, [file]: together }, fresh))
    expect(stdout).toContain(`archive/${arrest}:3:3: error VAR101`)
  })

  it('prevents VAR111 for two pages without links', async () => {
    const copy = { 'archive/news/2018/01/15/blaze.md': fire }
    const before = { [`archive/${mill}`]: fire }
    expect((await check(repositoryOf(before, copy))).stdout).toContain('VAR111')
    const said = { ...before, [file]: `same ${mill} news/2018/01/15/blaze.md\n` }
    expect((await check(repositoryOf(said, copy))).stdout).not.toContain('VAR111')
  })
})

describe('a ruling that pages are two events', () => {
  it('prevents VAR111 for two pages with the same title', async () => {
    const twins = { [`archive/${mill}`]: fire, 'archive/news/2018/01/15/blaze.md': fire }
    const other = `other ${mill} news/2018/01/15/blaze.md\n`
    expect((await check(repositoryOf({ 'archive/a.txt': '' }, twins))).stdout).toContain('VAR111')
    const { code, stdout } = await check(repositoryOf({ [file]: other }, twins))
    expect({ code, findings: stdout.includes('VAR111') }).toEqual({ code: 0, findings: false })
  })
})

describe('rulings that the range adds', () => {
  const gone = { [`archive/${mill}`]: null, [`archive/${arrest}`]: charged }
  const before = { [`archive/${mill}`]: fire }

  it('are reported as applying from the next range on', async () => {
    const made = repositoryOf(before, { ...gone, [file]: together })
    const { stdout, stderr } = await check(made)
    expect(stdout).not.toContain('VAR101')
    expect(stderr).toBe('New lines in variorum.links apply from the next range on.\n')
    expect((await check(made, '-q')).stderr).toBe('')
  })

  it('apply at once in the working tree and in the index', async () => {
    const clone = checkOut(repositoryOf({ [`archive/${mill}`]: fire }))
    const git = (...args: string[]) => execFileSync('git', ['-C', clone, ...args])
    git('mv', '-k', `archive/${mill}`, 'archive/arrest.md')
    writeFileSync(join(clone, 'archive/arrest.md'), charged)
    const staged = () => checkIn(clone, '--staged')
    git('add', '-A')
    expect((await staged()).stdout).not.toContain('VAR101')
    writeFileSync(join(clone, file), `same ${mill} arrest.md\n`)
    expect((await checkIn(clone, '--worktree')).stdout).toContain('archive/arrest.md:3:3: error VAR101')
    expect((await staged()).stdout).not.toContain('VAR101')
    git('add', '-A')
    expect((await staged()).stdout).toContain('archive/arrest.md:3:3: error VAR101')
  })

  it('are reported if they name pages that never existed', async () => {
    const line = (text: string) => ({ [`archive/${arrest}`]: charged, [file]: `${together}${text}` })
    const former = { ...before, 'archive/news/old.md': null }
    const made = repositoryOf({ ...before, 'archive/news/old.md': fire }, former)
    const at = { at: '2018-03-02T10:00:00Z' }
    made.commit(line(`same ${mill} news/old.md\nother ${mill} news/nosuch.md\nsame a.txt "Rain" ${mill}\n`), at)
    const { stderr } = await check(made)
    expect(stderr.split('\n').slice(1, -1)).toEqual([
      'Line 3 of variorum.links has no effect: there is no page news/nosuch.md.',
      'Line 4 of variorum.links has no effect: an item of a multi-event page and a page of its own are never one event.',
    ])
    made.commit({ [`archive/${mill}`]: charged }, { at: '2018-03-02T11:00:00Z' })
    expect((await check(made)).stderr).toBe('')
  })

  it('exit with 2 if their file is a folder', async () => {
    const folder = repositoryOf(before, { ...gone, [`${file}/notes.txt`]: together })
    expect(await check(folder)).toMatchObject({ code: 2, stderr: expect.stringContaining('is not a regular file') })
  })

  it('exit with 2 if they cannot be parsed, and apply once corrected', async () => {
    const { code, stdout, stderr } = await check(repositoryOf(before, { ...gone, [file]: 'alike a b\n' }))
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('line 1: A line begins with "same" or "other"')
    const mended = await check(repositoryOf({ ...before, [file]: 'alike a b\n' }, { ...gone, [file]: together }))
    expect(mended.stdout).toContain('VAR101')
    expect(mended.stderr).toContain('is unreadable in the base')
  })
})
