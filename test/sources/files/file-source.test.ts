import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  linkSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type FileSourceOptions, openFileSource } from '../../../src/sources/files/file-source.ts'
import { readAll, readBatches, revisionLines } from '../read-source.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const now = Date.parse('2018-01-15T10:00:00Z')

function archive(files: Record<string, string | Buffer>): string {
  const root = temporaryFolder()
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  return root
}

async function readFiles(root: string, options: Partial<FileSourceOptions> = {}) {
  await using files = await openFileSource(root, { now, ...options })
  const revisions = await readAll(files)
  return { files, revisions, lines: revisionLines(revisions), findings: files.findings }
}

describe('the file source', () => {
  it('reads contents by file name and yields revisions by path', async () => {
    const root = archive({ '2018/a.md': 'one', '2017/b.md': 'two', '2017/a.md': 'three' })
    await using files = await openFileSource(root, { now })
    const read: string[] = []
    for await (const batch of files.batches()) {
      for await (const { path } of batch.contents()) read.push(path)
      expect(batch.revisions.map(({ path }) => path)).toEqual(['2017/a.md', '2017/b.md', '2018/a.md'])
      expect(batch.revisions[0]).toMatchObject({
        rank: now,
        origin: { kind: 'file', observedAt: now },
        group: `scan:${now}`,
      })
    }
    expect(read).toEqual(['2017/a.md', '2018/a.md', '2017/b.md'])
    expect(files.total).toBe(3)
  })

  it('uses the file time if it is plausible, else the time of observation', async () => {
    const root = archive({ 'past.md': '', 'zero.md': '', 'future.md': '' })
    utimesSync(join(root, 'past.md'), now / 1000, now / 1000 - 60)
    utimesSync(join(root, 'zero.md'), 0, 0)
    utimesSync(join(root, 'future.md'), now / 1000, now / 1000 + 60)
    const { revisions } = await readFiles(root)
    expect(revisions.map(({ path, at }) => [path, at])).toEqual([
      ['future.md', now],
      ['past.md', now - 60_000],
      ['zero.md', now],
    ])
  })

  it('skips dot folders, node_modules and the store folder', async () => {
    const root = archive({
      'a.md': '',
      '.git/b.md': '',
      'node_modules/c.md': '',
      'snapshots/d.md': '',
      'x/snapshots/e.md': '',
    })
    const { revisions } = await readFiles(root, { without: [join(root, 'snapshots')] })
    expect(revisions.map(({ path }) => path)).toEqual(['a.md', 'x/snapshots/e.md'])
  })

  it('counts files that are not pages but does not read them', async () => {
    const root = archive({ 'a.md': 'page', 'b.png': 'picture' })
    symlinkSync('b.png', join(root, 'c.png'))
    const { files, lines, findings } = await readFiles(root, { accepts: (path) => path.endsWith('.md') })
    expect(lines).toEqual(['a.md=page'])
    expect([files.skipped, files.total]).toEqual([2, 3])
    expect(findings).toEqual([])
  })

  it('reports links, pipes, sockets and large files as findings without waiting', async () => {
    const root = archive({ 'a.md': 'page', 'folder/b.md': 'page', 'large.md': '' })
    symlinkSync('/etc/passwd', join(root, 'link.md'))
    symlinkSync('/etc', join(root, 'etc'))
    symlinkSync('nowhere', join(root, 'dangling.md'))
    linkSync(join(root, 'a.md'), join(root, 'hard.md'))
    execFileSync('mkfifo', [join(root, 'pipe.md')])
    truncateSync(join(root, 'large.md'), 2 ** 30)
    const server = createServer().listen(join(root, 'socket.md'))
    onTestFinished(() => void server.close())
    await new Promise((resolve) => server.once('listening', resolve))
    const { lines, findings, files } = await readFiles(root)
    expect(lines).toEqual(['a.md=page', 'folder/b.md=page', 'hard.md=page'])
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['VAR143']))
    const unread = ['dangling.md', 'etc', 'large.md', 'link.md', 'pipe.md', 'socket.md']
    expect(findings.map(({ path }) => path).sort()).toEqual(unread)
    expect(files.findMissing([...unread, 'gone.md'])).toEqual(['gone.md'])
  })

  it('reports a name that is not UTF-8 as a finding', async () => {
    const root = archive({ 'a.md': 'page' })
    writeFileSync(Buffer.concat([Buffer.from(`${root}/b`), Buffer.from([0xff]), Buffer.from('.md')]), 'page')
    const { lines, findings } = await readFiles(root)
    expect(lines).toEqual(['a.md=page'])
    expect(findings).toMatchObject([{ path: null, message: /not UTF-8/ }])
  })

  it('reports a file that is still being written as a finding and does not read it', async () => {
    const root = archive({ 'growing.md': 'x', 'resting.md': 'rests' })
    const growing = setInterval(() => appendFileSync(join(root, 'growing.md'), 'x'), 1)
    // A large file takes so long to read that the writer changes it in between.
    truncateSync(join(root, 'growing.md'), 30_000_000)
    onTestFinished(() => clearInterval(growing))
    const { lines, findings, files } = await readFiles(root)
    expect(lines).toEqual(['resting.md=rests'])
    expect(findings).toMatchObject([{ path: 'growing.md', message: /still being written/ }])
    expect(files.findMissing(['growing.md'])).toEqual([])
  })

  it('finds missing paths only within the given paths', async () => {
    const root = archive({ 'news/a.md': '', 'other/b.md': '' })
    const known = ['news/a.md', 'news/gone.md', 'news.md', 'other/gone.md']
    expect((await readFiles(root, { paths: ['news'] })).files.findMissing(known)).toEqual(['news/gone.md'])
    expect((await readFiles(root)).files.findMissing(known)).toEqual(['news/gone.md', 'news.md', 'other/gone.md'])
    rmSync(join(root, 'news'), { recursive: true })
    expect((await readFiles(root)).files.findMissing(known)).toEqual([
      'news/a.md',
      'news/gone.md',
      'news.md',
      'other/gone.md',
    ])
  })

  it.skipIf(process.getuid?.() === 0)('does not report the pages of an unreadable folder as missing', async () => {
    const root = archive({ 'shut/a.md': '', 'b.md': '' })
    chmodSync(join(root, 'shut'), 0)
    onTestFinished(() => chmodSync(join(root, 'shut'), 0o700))
    const { files, findings } = await readFiles(root)
    expect(files.findMissing(['shut/a.md', 'c.md'])).toEqual(['c.md'])
    expect(findings).toMatchObject([{ path: 'shut' }])
  })

  it('accepts paths that are absolute or relative to the root', async () => {
    const root = archive({ 'news/a.md': 'a', 'news/b.md': 'b', 'c.md': 'c' })
    const paths = ['news/a.md', join(root, 'c.md'), 'news/../c.md']
    expect((await readFiles(root, { paths })).lines).toEqual(['c.md=c', 'news/a.md=a'])
  })

  it('refuses paths outside the archive, also through a link', async () => {
    const root = archive({ 'a.md': 'a' })
    const outside = archive({ 'secret.md': 'secret' })
    symlinkSync(outside, join(root, 'door'))
    for (const path of ['..', '../x.md', '/etc/passwd', 'door/secret.md', `${root}-evil/a.md`]) {
      await expect(openFileSource(root, { now, paths: [path] })).rejects.toMatchObject({ code: 'outside-archive' })
    }
    await expect(openFileSource(root, { now, paths: ['b.md'] })).rejects.toMatchObject({ code: 'file-not-found' })
    await expect(openFileSource(join(root, 'none'), { now })).rejects.toMatchObject({ code: 'archive-not-found' })
    await expect(openFileSource(join(root, 'a.md'), { now })).rejects.toMatchObject({ code: 'archive-not-found' })
  })

  it('yields batches within the limits', async () => {
    const root = archive(Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${index}.md`, 'x'.repeat(10)])))
    await using files = await openFileSource(root, { now })
    const batches = await readBatches(files, { limits: { revisions: 9, bytes: 80 } })
    expect(batches.map((batch) => batch.length)).toEqual([8, 8, 4])
  })

  it('stops when it is interrupted', async () => {
    const root = archive({ 'a.md': '', 'b.md': '' })
    const abort = new AbortController()
    abort.abort()
    await expect(readFiles(root, { signal: abort.signal })).rejects.toMatchObject({ code: 'interrupted' })
  })
})
