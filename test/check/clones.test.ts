import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { findCiRange } from '../../src/cli/config/ci-range.ts'
import { openVariorum } from '../../src/commands/open-variorum.ts'
import { TestRepository } from '../sources/git/test-repository.ts'
import { temporaryFolder } from '../sources/temporary-folder.ts'
import { findingLines, page, repositoryOf, runCheck, section } from './run-check.ts'

const bridge = 'news/2018/01/15/bridge.md'
const friday = page('The bridge opens on Friday')
const monday = page('The bridge opens on Monday')

/** Three titles in three commits, without a Changes section. */
function retitledTwice(): TestRepository {
  return repositoryOf({ [bridge]: page('The bridge opens on Thursday') }, { [bridge]: friday }, { [bridge]: monday })
}

function clone(repository: TestRepository, ...options: string[]): string {
  const to = join(temporaryFolder(), 'clone')
  execFileSync('git', ['clone', '-q', '--no-local', ...options, pathToFileURL(repository.gitDir).href, to], {
    env: { PATH: process.env.PATH ?? '', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    stdio: 'ignore',
  })
  return to
}

const unrecorded = `VAR101 error ${bridge}:3`
const remarks = [`VAR120 warning ${bridge}:3`, `VAR121 warning ${bridge}:3`]

describe('a shallow clone', () => {
  it('is checked if it has the base, and VAR160 says how to fetch the rest', async () => {
    const report = await runCheck(clone(retitledTwice(), '--depth=2'), { range: 'HEAD~1..HEAD' })
    expect(findingLines(report)).toEqual(['VAR160 warning', unrecorded, ...remarks])
    expect(report.findings[0]?.message).toContain('git fetch --unshallow')
    expect(report.findings.map(({ event }) => event)).toEqual([null, null, null, null])
  })

  it('without the base is an error of VAR160', async () => {
    const report = await runCheck(clone(retitledTwice(), '--depth=1'), { range: 'HEAD~1..HEAD' })
    expect(findingLines(report)).toEqual(['VAR160 error'])
    expect(report.totals).toMatchObject({ pages: 0, errors: 1 })
  })

  it('names the base from the environment in the message', async () => {
    const path = clone(retitledTwice(), '--depth=1')
    const env = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request' }
    for (const [more, name] of [
      [{ GITHUB_BASE_REF: 'release' }, 'origin/release'],
      [{}, 'The commit to compare with'],
    ] as const) {
      const [found] = (await runCheck(path, { asked: findCiRange({ ...env, ...more }, null)! })).findings
      expect(found).toMatchObject({
        severity: 'error',
        message: expect.stringMatching(`^${name} is not in this shallow`),
      })
    }
  })

  it('names the number of events with a cut history', async () => {
    const repository = retitledTwice()
    const ferry = 'news/2018/01/15/ferry.md'
    repository.commit({ [ferry]: page('The ferry sails') })
    repository.commit({ [bridge]: page('The bridge is open'), [ferry]: page('The ferry is gone') })
    const path = clone(repository, '--depth=2')
    const [found] = (await runCheck(path, { range: 'HEAD~1..HEAD' })).findings
    expect(found?.message).toContain(
      'the histories of 2 events are cut off, the first of which is "The bridge is open"',
    )
  })

  it('has no VAR160 if no changed event needs the missing history', async () => {
    const repository = retitledTwice()
    repository.commit({ 'news/2018/01/15/ferry.md': page('The ferry sails again') })
    expect(findingLines(await runCheck(clone(repository, '--depth=2'), { range: 'HEAD~1..HEAD' }))).toEqual([])
  })
})

describe('a whole clone', () => {
  it('reports the missing earlier title, with the same event id as an import', async () => {
    const path = clone(retitledTwice())
    const report = await runCheck(path, { range: 'HEAD~1..HEAD' })
    expect(findingLines(report)).toEqual([unrecorded, `VAR102 error ${bridge}:3`, ...remarks])
    await using variorum = await openVariorum({ cwd: path, archive: path, store: 'memory:' })
    await variorum.import()
    const histories = await Array.fromAsync(variorum.history())
    expect(new Set(report.findings.map(({ event }) => event))).toEqual(new Set([histories[0]?.event.id]))
  })

  it('with a single branch rejects the name of another branch', async () => {
    const repository = retitledTwice()
    repository.commit({ 'other.md': '# Other\n\nText.\n' }, { branch: 'other', parents: [] })
    const path = clone(repository, '--single-branch')
    await expect(runCheck(path, { since: 'origin/other' })).rejects.toMatchObject({ code: 'revision-unknown' })
  })

  it('with a detached head is checked as usual', async () => {
    const path = clone(retitledTwice())
    execFileSync('git', ['-C', path, 'checkout', '-q', '--detach', 'HEAD~1'])
    expect(findingLines(await runCheck(path, { range: 'HEAD~1..HEAD' }))).toEqual([unrecorded, ...remarks])
  })
})

describe('a partial clone', () => {
  it('reports the page whose contents it lacks, and fetches nothing', async () => {
    const repository = retitledTwice()
    repository.git(['config', 'uploadpack.allowFilter', 'true'])
    const path = clone(repository, '--filter=blob:none')
    const report = await runCheck(path, { range: 'HEAD~1..HEAD' })
    expect(findingLines(report)).toEqual([`VAR160 warning ${bridge}`])
    expect(report.findings[0]?.message).toContain('git fetch --refetch --no-filter')
  })
})

describe('odd histories', () => {
  it('compares a root commit with an empty base', async () => {
    const repository = new TestRepository()
    repository.commit({ [bridge]: page('The bridge opens', { sources: [] }) })
    const expected = [`VAR130 warning ${bridge}:3`]
    for (const range of ['HEAD', 'HEAD~1..HEAD', 'HEAD^..HEAD', `${'0'.repeat(40)}..HEAD`])
      expect(findingLines(await runCheck(repository.path, { range })), range).toEqual(expected)
  })

  it('compares base and head directly without a common ancestor, and reports VAR160', async () => {
    const repository = new TestRepository()
    repository.commit({ [bridge]: friday }, { branch: 'main' })
    repository.commit({ [bridge]: monday }, { branch: 'other', parents: [] })
    const report = await runCheck(repository.path, { range: 'main..other' })
    expect(findingLines(report)).toEqual(['VAR160 warning', unrecorded, ...remarks])
  })

  it('compares a branch with the merge base, not with the other branch', async () => {
    const repository = new TestRepository()
    const fork = repository.commit({ [bridge]: friday })
    repository.commit(
      { 'news/2018/01/15/ferry.md': page('The ferry sails again') },
      { branch: 'topic', parents: [fork] },
    )
    repository.commit({ [bridge]: monday })
    const report = await runCheck(repository.path, { range: 'main..topic' })
    expect(findingLines(report)).toEqual([])
    expect(report.pages).toEqual(['news/2018/01/15/ferry.md'])
  })

  it('compares a merge with its first parent', async () => {
    const repository = new TestRepository()
    const fork = repository.commit({ [bridge]: friday })
    const main = repository.commit({ 'news/2018/01/15/ferry.md': page('The ferry sails again') })
    const topic = repository.commit({ [bridge]: monday }, { branch: 'topic', parents: [fork] })
    const merged = { [bridge]: monday, 'news/2018/01/15/ferry.md': page('The ferry sails again') }
    repository.commit(merged, { parents: [main, topic] })
    const report = await runCheck(repository.path, { range: 'main^1..main' })
    expect(findingLines(report)).toEqual([unrecorded, ...remarks])
    const stale = { base: [fork], head: 'main', merges: topic, source: 'GitHub pull request' }
    expect((await runCheck(repository.path, { asked: stale })).range.base).toBe(main)
  })

  it('checks a forced push whose former head does not exist', async () => {
    const repository = retitledTwice()
    const event = JSON.stringify({ before: 'a'.repeat(40), forced: true, repository: { default_branch: 'main' } })
    const env = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'push' }
    const report = await runCheck(repository.path, { asked: findCiRange(env, event)! })
    expect(report.range.source).toBe('GitHub push, forced, since HEAD^')
    expect(findingLines(report)).toContain(unrecorded)
  })

  it('ignores a title that appeared and disappeared within the range', async () => {
    const repository = repositoryOf({ [bridge]: friday }, { [bridge]: monday }, { [bridge]: friday })
    expect(findingLines(await runCheck(repository.path, { range: 'HEAD~2..HEAD' }))).toEqual([])
  })

  it('takes the time of the first commit without the former title', async () => {
    const edited = page('The bridge opens on Monday', { lead: 'At noon.\n\n' })
    const repository = repositoryOf({ [bridge]: friday }, { [bridge]: monday }, { [bridge]: edited })
    const [found] = (await runCheck(repository.path, { range: 'HEAD~2..HEAD' })).findings
    expect(found).toMatchObject({ rule: 'VAR101', expected: expect.stringContaining('_2018-01-15 09:00:00 (First') })
  })

  it('reports a renamed folder once and keeps the histories of its events', async () => {
    const pages = Array.from({ length: 25 }, (_, index) => [`${index}.md`, page(`Ship ${index} comes in`)] as const)
    const repository = repositoryOf(Object.fromEntries(pages.map(([name, text]) => [`posts/${name}`, text])), {
      ...Object.fromEntries(pages.map(([name]) => [`posts/${name}`, null])),
      ...Object.fromEntries(pages.map(([name, text]) => [`pages/${name}`, text])),
    })
    const moved = await runCheck(repository.path, { range: 'HEAD~1..HEAD' })
    expect(findingLines(moved)).toEqual(['VAR150 info pages/0.md', 'VAR110 error posts/0.md'])
    repository.commit({ 'pages/7.md': page('Ship 7 stays out') })
    const retitled = await runCheck(repository.path, { range: 'HEAD' })
    await using variorum = await openVariorum({ cwd: repository.path, archive: repository.path, store: 'memory:' })
    await variorum.import()
    const [history] = await Array.fromAsync(variorum.history('pages/7.md'))
    expect(retitled.findings.map(({ event }) => event)).toContain(history?.event.id)
  })

  it('reports nothing for a conversion of line endings', async () => {
    const [first, second] = [
      '[Old](/news/2018/01/15/bridge.md) _2018-01-15 08:00:00 (First version)_',
      '[The bridge opens on Friday](/news/2018/01/15/bridge.md) _(Current version)_',
    ]
    const text = page('The bridge opens on Friday', { section: section(first!, second!) })
    const repository = repositoryOf({ [bridge]: text }, { [bridge]: text.replaceAll('\n', '\r\n') })
    const report = await runCheck(repository.path, { range: 'HEAD' })
    expect(findingLines(report)).toEqual([])
    expect(report.totals.pages).toBe(1)
  })

  it('checks a repository of SHA-256 like one of SHA-1', async () => {
    const repository = new TestRepository({ objectFormat: 'sha256' })
    repository.commit({ [bridge]: friday })
    repository.commit({ [bridge]: monday })
    expect(findingLines(await runCheck(repository.path, { range: 'HEAD' }))).toEqual([unrecorded, ...remarks])
  })
})

describe('the working tree', () => {
  it('is checked without git: new, changed, deleted, ignored and converted files', async () => {
    const path = clone(retitledTwice())
    const write = (name: string, text: string) => writeFileSync(join(path, name), text)
    write('.gitignore', 'draft.md\n')
    write('draft.md', page('A draft', { sources: [] }))
    write('new.md', page('A new page', { sources: [] }))
    expect(findingLines(await runCheck(path, { worktree: true }))).toEqual(['VAR130 warning new.md:3'])
    write(bridge, readFileSync(join(path, bridge), 'utf8').replaceAll('\n', '\r\n'))
    expect((await runCheck(path, { worktree: true })).pages).toEqual(['new.md'])
    write(bridge, friday)
    expect(findingLines(await runCheck(path, { worktree: true }))).toContain(unrecorded)
    execFileSync('rm', [join(path, bridge)])
    expect(findingLines(await runCheck(path, { worktree: true }))).toContain(`VAR110 warning ${bridge}`)
  })

  it('is compared with an older commit', async () => {
    const path = clone(retitledTwice())
    expect(findingLines(await runCheck(path, { worktree: true, since: 'HEAD~1' }))).toContain(unrecorded)
  })
})
