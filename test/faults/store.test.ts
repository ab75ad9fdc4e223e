import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openVariorum } from '../../src/index.ts'
import { runQuietly } from '../e2e/test-archive.ts'
import { temporaryFolder } from '../sources/temporary-folder.ts'
import { canMount, mountReadOnly, mountSmallDisk, unmount } from '../store/sqlite/mounts.ts'
import {
  expectStoreMatchesDisk,
  page,
  pagesOnDisk,
  startCaughtUpWatch,
  startWatchProcess,
  writePages,
} from './watch-process.ts'

const where = canMount ? '' : ' (skipped: only a superuser may mount)'
const testHooks = { retryStoreMs: 200 }

describe.skipIf(!canMount)(`a store that cannot be written to${where}`, { tags: ['slow'] }, () => {
  it('because the disk is full is reported as stuck, and all pages are recorded when there is space', async () => {
    const { cwd, snapshots } = makePlace()
    mountSmallDisk(snapshots, 2 ** 20)
    onTestFinished(() => unmount(snapshots))
    const watching = await startCaughtUpWatch(cwd, { testHooks, writeChanges: true })
    let saved = 0
    await watching.waitUntil(() => {
      writePages(cwd, noise(saved++))
      return watching.health().includes('stuck')
    })
    expect(watching.events.find(({ kind }) => kind === 'health')).toMatchObject({
      message: expect.stringContaining('no space left'),
    })
    writePages(cwd, { ...noise(saved++), 'page.md': page('A page is saved while the disk is full') })
    const before = pagesOnDisk(cwd)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect(watching.health()).toEqual(['stuck'])
    expect(pagesOnDisk(cwd)).toEqual(before)

    runQuietly('mount', '-o', 'remount,size=64m', snapshots)
    await watching.waitUntil(() => watching.health().at(-1) === 'live')
    await watching.waitUntilRecorded()
    await watching.stop()
    expect(watching.health()).toEqual(['stuck', 'live'])
    expect(pagesOnDisk(cwd)).toEqual(before)
    await expectStoreMatchesDisk(cwd)
  })

  it('because it became read-only is reported as stuck, and all pages are recorded when it is writable again', async () => {
    const { cwd, snapshots } = makePlace()
    writePages(cwd, { 'page.md': page('A page') })
    await ingest(cwd)
    const watching = await startCaughtUpWatch(cwd, { testHooks })
    mountReadOnly(snapshots)
    // The process can still have open files there.
    onTestFinished(() => runQuietly('umount', '--lazy', snapshots))
    writePages(cwd, { 'page.md': page('A page is saved'), 'new.md': page('Another page') })
    const before = pagesOnDisk(cwd)
    await watching.waitUntil(() => watching.health().length > 0)
    expect(watching.events.find(({ kind }) => kind === 'health')).toMatchObject({
      state: 'stuck',
      message: expect.stringContaining('cannot be written to'),
    })
    runQuietly('mount', '-o', 'remount,rw,bind', snapshots)
    await watching.waitUntilRecorded()
    await watching.stop()
    expect(watching.health()).toEqual(['stuck', 'live'])
    expect(pagesOnDisk(cwd)).toEqual(before)
    await expectStoreMatchesDisk(cwd)
  })

  it('from the start ends the watch at once with the reason', async () => {
    const { cwd, snapshots } = makePlace()
    writePages(cwd, { 'page.md': page('A page') })
    await ingest(cwd)
    mountReadOnly(snapshots)
    onTestFinished(() => unmount(snapshots))
    writePages(cwd, { 'page.md': page('A page is saved') })
    const before = pagesOnDisk(cwd)
    const watching = startWatchProcess(cwd, { testHooks, writeChanges: true })
    await watching.ended
    expect(watching.stderrText()).toContain('store-read-only')
    expect(pagesOnDisk(cwd)).toEqual(before)
  })
})

describe.skipIf(!canMount)(`a full disk under the pages${where}`, { tags: ['slow'] }, () => {
  it('leaves a page unchanged until its Changes section can be written', async () => {
    const { cwd } = makePlace()
    const archive = join(cwd, 'archive')
    const body = 'The water rose all night. '.repeat(2000)
    mountSmallDisk(archive, 2 ** 18)
    onTestFinished(() => unmount(archive))
    writePages(cwd, { 'page.md': page('One boat sinks', body) })
    const watching = await startCaughtUpWatch(cwd, { writeChanges: true })
    fill(archive)
    const retitled = page('Two boats sink', body)
    writePages(cwd, { 'page.md': retitled })
    await watching.waitUntil(() => watching.events.some(({ kind }) => kind === 'section'))
    expect(watching.events.find(({ kind }) => kind === 'section')).toMatchObject({ state: 'left', path: 'page.md' })
    expect(readFileSync(join(archive, 'page.md'), 'utf8')).toBe(retitled)

    rmSync(join(archive, 'filler'))
    await watching.waitUntil(() => readFileSync(join(archive, 'page.md'), 'utf8').includes('One boat sinks'))
    await watching.stop()
    const states = watching.events.flatMap((event) => (event.kind === 'section' ? [event.state] : []))
    expect(states).toEqual(['left', 'written'])
    await expectStoreMatchesDisk(cwd)
  })
})

function makePlace(): { cwd: string; snapshots: string } {
  const cwd = temporaryFolder()
  const snapshots = join(cwd, 'snapshots')
  mkdirSync(snapshots)
  mkdirSync(join(cwd, 'archive'))
  return { cwd, snapshots }
}

async function ingest(cwd: string): Promise<void> {
  await using variorum = await openVariorum({ cwd })
  await variorum.ingest()
}

/** Creates a page that hardly compresses. */
function noise(number: number): Record<string, string> {
  return { [`noise/${number}.md`]: page(`Ship ${number} leaves`, randomBytes(20_000).toString('base64')) }
}

function fill(folder: string): void {
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(join(folder, 'filler'), Buffer.alloc(Number(bavail) * Number(bsize)))
}
