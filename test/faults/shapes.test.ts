import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../sources/temporary-folder.ts'
import {
  expectStoreMatchesDisk,
  page,
  pagesOnDisk,
  recordedPages,
  startCaughtUpWatch,
  type WatchProcess,
  writePages,
} from './watch-process.ts'

const two = { 'quay/a.md': page('Boat A'), 'quay/b.md': page('Boat B') }
const options = { scanEvery: 500, testHooks: { patience: 300, retryEvery: 1000 } }

describe('an archive folder', { tags: ['slow'] }, () => {
  it('that is removed and created again is reported as away, and only its later state is recorded', async () => {
    const cwd = temporaryFolder()
    writePages(cwd, two)
    const watching = await startCaughtUpWatch(cwd, options)
    const before = pagesOnDisk(cwd)
    rmSync(join(cwd, 'archive'), { recursive: true })
    await watching.waitUntil(() => watching.health().length > 0)
    await sleep(1000)
    expect(watching.health()).toEqual(['away'])
    expect(await recordedPages(cwd)).toEqual(before)

    writePages(cwd, { 'quay/a.md': page('Boat A comes back'), 'quay/c.md': page('Boat C') })
    await watching.waitUntil(() => watching.health().at(-1) === 'live')
    await watching.waitUntilRecorded()
    expect(watching.health()).toEqual(['away', 'live'])
    await watching.stop()
    await expectStoreMatchesDisk(cwd)
  })

  it.each([
    ['that is replaced by another one', remake],
    ['that is moved away and back', moveAndBack],
  ])('%s is still watched', async (_, change) => {
    const cwd = temporaryFolder()
    writePages(cwd, two)
    const watching = await startCaughtUpWatch(cwd, options)
    change(cwd)
    await watching.waitUntilRecorded()
    writePages(cwd, { 'quay/b.md': page('Boat B is repainted'), 'pier/d.md': page('Boat D') })
    await watching.waitUntilRecorded()
    await watching.stop()
    await expectStoreMatchesDisk(cwd)
  })
})

describe('a page', { tags: ['slow'] }, () => {
  it('that becomes a folder of pages and a page again is recorded each time', async () => {
    const cwd = temporaryFolder()
    writePages(cwd, two)
    const watching = await startCaughtUpWatch(cwd, options)
    const place = join(cwd, 'archive/quay/a.md')
    for (let turn = 0; turn < 2; turn++) {
      rmSync(place)
      writePages(cwd, { 'quay/a.md/inner.md': page(`Inside of A, ${turn}`) })
      await watching.waitUntilRecorded()
      rmSync(place, { recursive: true })
      writePages(cwd, { 'quay/a.md': page(`Boat A again, ${turn}`) })
      await watching.waitUntilRecorded()
    }
    await watching.stop()
    await expectStoreMatchesDisk(cwd)
  })

  it('that is a pipe or a broken link is a finding, and is recorded when it becomes a page', async () => {
    const cwd = temporaryFolder()
    writePages(cwd, two)
    makeOddities(cwd, 'before')
    const watching = await startCaughtUpWatch(cwd, options)
    makeOddities(cwd, 'meanwhile')
    writePages(cwd, { 'quay/a.md': page('Boat A is saved beside them') })
    const odd = ['before', 'meanwhile'].flatMap((when) => [`${when}/link.md`, `${when}/pipe.md`])
    await watching.waitUntil(() =>
      odd.every((path) => findingMessages(watching).some((message) => message.startsWith(`${path} is `))),
    )
    await watching.waitUntilRecorded()
    // Each is reported once, although scans find it again.
    await sleep(1500)
    expect(findingMessages(watching)).toHaveLength(odd.length)

    for (const path of odd) {
      rmSync(join(cwd, 'archive', path))
      writePages(cwd, { [path]: page(`A page at ${path}`) })
    }
    await watching.waitUntilRecorded()
    // A page that becomes a pipe keeps its recorded state.
    const before = await recordedPages(cwd)
    rmSync(join(cwd, 'archive/quay/a.md'))
    execFileSync('mkfifo', [join(cwd, 'archive/quay/a.md')])
    await watching.waitUntil(() => findingMessages(watching).some((message) => message.startsWith('quay/a.md is ')))
    expect(await recordedPages(cwd)).toEqual(before)
    rmSync(join(cwd, 'archive/quay/a.md'))
    await watching.waitUntilRecorded()
    await watching.stop()
    await expectStoreMatchesDisk(cwd)
  })
})

function remake(cwd: string): void {
  rmSync(join(cwd, 'archive'), { recursive: true })
  writePages(cwd, { 'quay/b.md': page('Boat B in another folder'), 'quay/c.md': page('Boat C') })
}

function moveAndBack(cwd: string): void {
  renameSync(join(cwd, 'archive'), join(cwd, 'elsewhere'))
  renameSync(join(cwd, 'elsewhere'), join(cwd, 'archive'))
}

function makeOddities(cwd: string, folder: string): void {
  const place = join(cwd, 'archive', folder)
  mkdirSync(place)
  symlinkSync('nowhere', join(place, 'link.md'))
  execFileSync('mkfifo', [join(place, 'pipe.md')])
}

function findingMessages({ events }: WatchProcess): string[] {
  return events.flatMap((event) => (event.kind === 'finding' ? [event.finding.message] : []))
}
