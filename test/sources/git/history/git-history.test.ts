import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Revision } from '../../../../src/model/revision.ts'
import { toRfc3339 } from '../../../../src/model/time.ts'
import { type GitHistoryOptions, openGitHistory } from '../../../../src/sources/git/history/git-history.ts'
import { defaultBatchLimits } from '../../../../src/sources/source.ts'
import { readAll, readBatches, revisionLines } from '../../read-source.ts'
import { processesIn, replaceTmpdir, temporaryFolder } from '../../temporary-folder.ts'
import { TestRepository } from '../test-repository.ts'

async function readHistory(path: string, options?: GitHistoryOptions) {
  await using history = await openGitHistory(path, options)
  const revisions = await readAll(history)
  const { cut, findings, skipped, total } = history
  return { revisions, lines: revisionLines(revisions), cut, findings, skipped, total }
}

describe('a git history', () => {
  it('yields each changed file of each commit, oldest first', async () => {
    const repository = new TestRepository()
    const first = repository.commit(
      { 'b.md': 'one', 'a.md': 'one' },
      { at: '2018-01-15T10:00:00+02:00', author: 'Zoë' },
    )
    const second = repository.commit({ 'a.md': 'two' }, { at: '2018-01-15T10:00:00Z' })
    const { revisions, total } = await readHistory(repository.path)
    expect(revisionLines(revisions)).toEqual(['a.md=one', 'b.md=one', 'a.md=two'])
    expect(revisions.map(({ group }) => group)).toEqual([first, first, second])
    expect(revisions[0]?.origin).toEqual({ kind: 'commit', sha: first, author: 'Zoë' })
    expect(toRfc3339(revisions[0]?.at ?? 0)).toBe('2018-01-15T08:00:00Z')
    expect(total).toBe(3)
  })

  it('keeps ranks in order when commit times go back, and keeps the times', async () => {
    const repository = new TestRepository()
    for (const at of ['2018-03-01T00:00:00Z', '2017-01-01T00:00:00Z', '2018-03-02T00:00:00Z']) {
      repository.commit({ 'a.md': at }, { at })
    }
    const { revisions } = await readHistory(repository.path)
    expect(revisions.map(({ text }) => text?.slice(0, 10))).toEqual(['2018-03-01', '2017-01-01', '2018-03-02'])
    expect(revisions.map(({ at }) => toRfc3339(at).slice(0, 10))).toEqual(['2018-03-01', '2017-01-01', '2018-03-02'])
    expect(revisions.map(({ rank }) => toRfc3339(rank).slice(0, 10))).toEqual([
      '2018-03-01',
      '2018-03-01',
      '2018-03-02',
    ])
  })

  it('yields a merged branch as one step of the mainline', async () => {
    const repository = new TestRepository()
    const root = repository.commit({ 'a.md': 'one' })
    const side = repository.commit({ 'a.md': 'draft' }, { parents: [root], branch: 'side' })
    const done = repository.commit({ 'a.md': 'done' }, { parents: [side], branch: 'side' })
    const main = repository.commit({ 'b.md': 'other' }, { parents: [root] })
    const merge = repository.commit({ 'a.md': 'done' }, { parents: [main, done] })
    const { revisions } = await readHistory(repository.path)
    expect(revisionLines(revisions)).toEqual(['a.md=one', 'b.md=other', 'a.md=done'])
    expect(revisions[2]?.group).toBe(merge)
  })

  it('yields deletions, reverts and mode changes', async () => {
    const repository = new TestRepository()
    repository.commit({ 'a.md': 'one' })
    repository.commit({ 'a.md': 'two' })
    repository.commit({ 'a.md': 'one' })
    repository.commit({ 'a.md': { mode: '100755', content: 'one' } })
    repository.commit({ 'a.md': null })
    expect((await readHistory(repository.path)).lines).toEqual([
      'a.md=one',
      'a.md=two',
      'a.md=one',
      'a.md=one',
      'a.md gone',
    ])
  })

  it('reads any path that is UTF-8, and any content', async () => {
    const repository = new TestRepository()
    const files = { 'n\new.md': '', '日本/ä "q" \\.md': '\0\n\n', 'b\t.md': 'x\r\n', '-n.md': '-' }
    repository.commit(files)
    const { revisions } = await readHistory(repository.path)
    expect(Object.fromEntries(revisions.map(({ path, text }) => [path, text]))).toEqual(files)
  })

  it('reads a content whose id begins with zeros', async () => {
    const repository = new TestRepository()
    const text = Array.from({ length: 50_000 }, (_, index) => `text ${index}`).find((text) =>
      hash('sha1', `blob ${text.length}\0${text}`).startsWith('000'),
    )
    repository.commit({ 'a.md': text ?? '' })
    const { revisions, lines } = await readHistory(repository.path)
    expect(revisions[0]?.content).toMatch(/^000/)
    expect(lines).toEqual([`a.md=${text}`])
  })

  it('reads sha256 and bare repositories', async () => {
    const repository = new TestRepository({ bare: true, objectFormat: 'sha256' })
    const sha = repository.commit({ 'a.md': 'one' })
    const { revisions } = await readHistory(repository.path)
    expect(revisionLines(revisions)).toEqual(['a.md=one'])
    expect(sha).toHaveLength(64)
    expect(revisions[0]?.content).toHaveLength(64)
  })

  it('reads the whole repository from any folder, or an archive by its own paths', async () => {
    const repository = new TestRepository()
    repository.commit({ 'archive/news/a.md': 'one', 'archivist.md': 'no', 'README.md': 'no' })
    mkdirSync(join(repository.path, 'archive', 'news'), { recursive: true })
    const inside = join(repository.path, 'archive', 'news')
    expect((await readHistory(inside)).lines).toHaveLength(3)
    const archive = join(repository.path, 'archive')
    expect((await readHistory(inside, { archive })).lines).toEqual(['news/a.md=one'])
    await expect(openGitHistory(inside, { archive: temporaryFolder() })).rejects.toMatchObject({ code: 'usage' })
  })

  it('reads linked working trees', async () => {
    const repository = new TestRepository()
    repository.commit({ 'a.md': 'one' })
    const tree = join(temporaryFolder(), 'tree')
    repository.git(['worktree', 'add', '-q', tree, '-b', 'other'])
    expect((await readHistory(tree)).lines).toEqual(['a.md=one'])
  })

  it('yields only matching files and counts those that are not pages', async () => {
    const repository = new TestRepository()
    repository.commit({ 'news/2017/a.md': '1', 'news/2018/b.md': '2', 'news/2018/c.png': '3', 'new.md': '4' })
    const accepts = (path: string) => path.endsWith('.md')
    const ask = async (paths: string[]) => (await readHistory(repository.path, { paths, accepts })).lines
    expect(await ask(['news/2018/**'])).toEqual(['news/2018/b.md=2'])
    expect(await ask(['news'])).toEqual(['news/2017/a.md=1', 'news/2018/b.md=2'])
    expect(await ask(['*.md', 'news/2017'])).toEqual(['new.md=4', 'news/2017/a.md=1'])
    const { skipped, total } = await readHistory(repository.path, { accepts })
    expect([skipped, total]).toEqual([1, 4])
  })

  it('yields a range of commits', async () => {
    const repository = new TestRepository()
    const shas = ['one', 'two', 'three'].map((text) => repository.commit({ 'a.md': text }))
    repository.git(['tag', 'v1', shas[1] ?? ''])
    expect((await readHistory(repository.path, { rev: 'v1' })).lines).toEqual(['a.md=one', 'a.md=two'])
    expect((await readHistory(repository.path, { rev: 'v1..main' })).lines).toEqual(['a.md=three'])
    expect((await readHistory(repository.path, { rev: 'HEAD~2..' })).lines).toEqual(['a.md=two', 'a.md=three'])
    expect((await readHistory(repository.path, { rev: `${shas[2]}..HEAD` })).lines).toEqual([])
  })

  it('reports a shallow clone and marks where its history is cut', async () => {
    const repository = new TestRepository()
    for (const text of ['one', 'two', 'three']) repository.commit({ 'a.md': text })
    const clone = join(temporaryFolder(), 'clone')
    execFileSync('git', ['clone', '-q', '--depth=2', `file://${repository.path}`, clone], { stdio: 'ignore' })
    const { revisions, cut, findings } = await readHistory(clone)
    expect(cut).toBe(true)
    expect(findings).toMatchObject([{ rule: 'VAR160', name: 'history-cut', message: /git fetch --unshallow/ }])
    expect(revisionLines(revisions)).toEqual(['a.md=two', 'a.md=three'])
    expect(revisions.map(({ origin }) => 'cut' in origin)).toEqual([true, false])
    expect((await readHistory(repository.path)).cut).toBe(false)
  })

  it('reports links, submodules and impossible names once, and follows none', async () => {
    const repository = new TestRepository()
    const link = { mode: '120000', content: '/etc/passwd' }
    repository.commit([
      [Buffer.from('a.md'), 'one'],
      [Buffer.from('link.md'), link],
      [Buffer.from('module'), { mode: '160000', content: '1'.repeat(40) }],
      [Buffer.from([0x66, 0xff, 0x2e, 0x6d, 0x64]), 'latin'],
    ])
    repository.commit({ 'a.md': link, 'link.md': { ...link, content: '/etc/shadow' } })
    repository.commit({ 'link.md': 'a page now' })
    const { revisions, findings } = await readHistory(repository.path)
    expect(revisionLines(revisions)).toEqual(['a.md=one', 'a.md gone', 'link.md=a page now'])
    expect(findings.map(({ path, name }) => [path, name])).toEqual([
      [null, 'page-unreadable'],
      ['link.md', 'page-unreadable'],
      ['module', 'page-unreadable'],
      ['a.md', 'page-unreadable'],
    ])
  })

  it('leaves out paths that lead out of the archive', async () => {
    const repository = new TestRepository()
    const blob = repository.blob('evil')
    const inner = repository.git(['mktree'], `100644 blob ${blob}\tevil.md\n`)
    const tree = repository.git(['mktree'], `040000 tree ${inner}\t..\n100644 blob ${blob}\tgood.md\n`)
    repository.commitTree(tree, { at: '2018-01-01T00:00:00Z', author: 'Eve', parents: [], branch: 'main' })
    const { revisions, findings } = await readHistory(repository.path)
    expect(revisionLines(revisions)).toEqual(['good.md=evil'])
    expect(findings).toMatchObject([{ path: null, message: /no folder can hold/ }])
  })

  it('reads large contents and leaves out those over the limit', async () => {
    const repository = new TestRepository()
    const large = 'variorum '.repeat(2_000_000)
    repository.commit({ 'large.md': large, 'small.md': 'small' })
    const { revisions } = await readHistory(repository.path)
    expect(revisions.map(({ text }) => text === large)).toEqual([true, false])
    const limited = await readHistory(repository.path, { maxBytes: 1000 })
    expect(limited.lines).toEqual(['small.md=small'])
    expect(limited.findings).toMatchObject([{ path: 'large.md', message: /18000000 bytes/ }])
  })

  it('reports a missing content and continues', async () => {
    const repository = new TestRepository()
    repository.commit({ 'a.md': 'lost', 'b.md': 'kept' })
    const lost = repository.blob('lost')
    rmSync(join(repository.gitDir, 'objects', lost.slice(0, 2), lost.slice(2)))
    const { revisions, findings } = await readHistory(repository.path)
    expect(revisionLines(revisions)).toEqual(['b.md=kept'])
    expect(findings).toMatchObject([{ path: 'a.md', rule: 'VAR143' }])
  })

  it('leaves out recorded revisions and does not read their contents', async () => {
    const repository = new TestRepository()
    repository.commit({ 'a.md': 'one', 'b.md': 'two' })
    repository.commit({ 'a.md': 'three' })
    await using history = await openGitHistory(repository.path)
    const recorded = async (revisions: readonly Revision[]) => new Set(revisions.filter(({ path }) => path === 'a.md'))
    const keys: string[] = []
    for await (const batch of history.batches({ findRecorded: recorded })) {
      expect(batch.revisions.map(({ path }) => path)).toEqual(['b.md'])
      for await (const { path } of batch.contents()) keys.push(path)
    }
    expect(keys).toEqual(['b.md'])
    await using again = await openGitHistory(repository.path)
    expect(await readBatches(again, { findRecorded: async (all) => new Set(all) })).toEqual([])
    expect(again.total).toBe(3)
  })

  it('splits batches between commits and yields each content once per batch', async () => {
    const repository = new TestRepository()
    for (const text of ['1', '2', '3']) repository.commit({ 'a.md': text, 'b.md': text, 'c.md': 'same' })
    const read = async (limits: { revisions: number; bytes: number }) => {
      await using history = await openGitHistory(repository.path)
      return (await readBatches(history, { limits })).map((batch) => batch.length)
    }
    expect(await read({ revisions: 5, bytes: 1000 })).toEqual([5, 2])
    expect(await read({ revisions: 4, bytes: 1000 })).toEqual([3, 4])
    expect(await read({ revisions: 100, bytes: 6 })).toEqual([5, 2])
    expect(await read({ revisions: 2, bytes: 1000 })).toEqual([2, 1, 2, 2])
  })

  it('leaves no files and processes after it ends or is disposed early', async () => {
    const folder = replaceTmpdir()
    const repository = new TestRepository({ path: join(temporaryFolder(), 'repository') })
    for (const text of ['1', '2', '3']) repository.commit({ 'a.md': text.repeat(3_000_000) })
    const left = () => readdirSync(folder).filter((name) => name.startsWith('variorum-git'))

    await readHistory(repository.path)
    expect(left()).toEqual([])
    {
      await using history = await openGitHistory(repository.path)
      for await (const batch of history.batches()) {
        for await (const _ of batch.contents()) break
        expect(left()).toHaveLength(1)
        break
      }
    }
    expect(left()).toEqual([])
    expect(processesIn(join(folder, 'variorum-git'))).toEqual([])
  })

  it('stops on interruption and leaves no files and processes', async () => {
    const folder = replaceTmpdir()
    const repository = new TestRepository({ path: join(temporaryFolder(), 'repository') })
    for (const text of ['1', '2', '3']) repository.commit({ 'a.md': text.repeat(3_000_000) })
    const abort = new AbortController()
    const read = async () => {
      await using history = await openGitHistory(repository.path, { signal: abort.signal })
      // With one content a batch, the next batch needs git again after the interruption.
      const limits = { ...defaultBatchLimits, revisions: 1 }
      for await (const batch of history.batches({ limits })) for await (const _ of batch.contents()) abort.abort()
    }
    await expect(read()).rejects.toMatchObject({ code: 'interrupted' })
    expect(readdirSync(folder).filter((name) => name.startsWith('variorum-git'))).toEqual([])
    expect(processesIn(join(folder, 'variorum-git'))).toEqual([])
    await expect(openGitHistory(repository.path, { signal: abort.signal })).rejects.toMatchObject({
      code: 'interrupted',
    })
  })
})

describe('a source that has no git history', () => {
  it('is an error with advice: no repository, a file, or a repository without commits', async () => {
    const folder = temporaryFolder()
    const empty = new TestRepository()
    const file = join(folder, 'file')
    writeFileSync(file, 'text')
    await expect(openGitHistory(folder)).rejects.toMatchObject({
      code: 'repository-not-found',
      advice: /variorum ingest/,
    })
    await expect(openGitHistory(join(folder, 'none'))).rejects.toMatchObject({ code: 'repository-not-found' })
    await expect(openGitHistory(file)).rejects.toMatchObject({ code: 'repository-not-found' })
    await expect(openGitHistory(empty.path)).rejects.toMatchObject({ code: 'repository-empty' })
  })

  it('is an error with advice to clone: a bundle', async () => {
    const repository = new TestRepository()
    repository.commit({ 'a.md': 'one' })
    const bundle = join(temporaryFolder(), 'pages.bundle')
    repository.git(['bundle', 'create', '-q', bundle, 'main'])
    await expect(openGitHistory(bundle)).rejects.toMatchObject({ code: 'repository-not-found', advice: /git clone/ })
  })

  it('is an error with the nearest name: an unknown revision', async () => {
    const repository = new TestRepository()
    const sha = repository.commit({ 'a.md': 'one' })
    repository.git(['branch', 'release', sha])
    await expect(openGitHistory(repository.path, { rev: 'relaese' })).rejects.toMatchObject({
      code: 'revision-unknown',
      advice: /release/,
    })
  })

  it('is refused: a repository with objects elsewhere', async () => {
    const secret = new TestRepository()
    secret.commit({ 'secret.md': 'secret' })
    const attempts = ['alternates', 'objects', 'pack', 'commondir'].map((what) => {
      const hostile = new TestRepository()
      const sha = hostile.commit({ 'a.md': 'one' })
      const objects = join(hostile.gitDir, 'objects')
      if (what === 'alternates') writeFileSync(join(objects, 'info', 'alternates'), join(secret.gitDir, 'objects'))
      if (what === 'pack') {
        rmSync(join(objects, 'pack'), { recursive: true })
        symlinkSync(join(secret.gitDir, 'objects', 'pack'), join(objects, 'pack'))
      }
      if (what === 'objects') {
        renameSync(objects, `${objects}.away`)
        symlinkSync(`${objects}.away`, objects)
      }
      if (what === 'commondir') {
        writeFileSync(join(hostile.gitDir, 'commondir'), `${secret.gitDir}\n`)
        writeFileSync(join(hostile.gitDir, 'HEAD'), secret.git(['rev-parse', 'main']))
      }
      return { what, hostile, sha }
    })
    for (const { hostile } of attempts) {
      await expect(openGitHistory(hostile.path)).rejects.toMatchObject({ code: 'repository-refused' })
    }
  })

  it('is an error with advice to install git: a machine without git', async () => {
    const repository = new TestRepository()
    repository.commit({ 'a.md': 'one' })
    const { errorWithoutGit } = await import('../without-git.ts')
    expect(await errorWithoutGit(repository.path)).toMatchObject({ code: 'git-failed', advice: /Install git/ })
  })
})
