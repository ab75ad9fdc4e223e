import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../sources/temporary-folder.ts'
import { expectStoreMatchesDisk, page, startCaughtUpWatch, writePages } from './watch-process.ts'

const writer = fileURLToPath(new URL('write-worker.ts', import.meta.url))
const first = Object.fromEntries(
  Array.from({ length: 40 }, (_, n) => [`first/${n}.md`, page(`Boat ${n} leaves.`)] as const),
)
const newFolders = Array.from({ length: 40 }, (_, n) => `new/${n}`)

describe('when the watching process is blocked and the system drops watch events', { tags: ['slow'] }, () => {
  it('20,000 new pages and edits of older pages are all recorded', async () => {
    const cwd = temporaryFolder()
    // Events can be lost only in folders that are already watched.
    writePages(cwd, {
      ...first,
      ...Object.fromEntries(newFolders.map((folder) => [`${folder}/page.md`, page(folder)])),
    })
    const watching = await startCaughtUpWatch(cwd)
    await watching.send({ do: 'block', program: process.execPath, args: [writer, cwd, '20000', '0'] })
    await watching.waitUntilRecorded()
    await watching.stop()
    await expectStoreMatchesDisk(cwd)
  })

  it('a scan starts at once even if the scan interval is long', async () => {
    const cwd = temporaryFolder()
    writePages(cwd, first)
    const watching = await startCaughtUpWatch(cwd, { scanEvery: 600_000 })
    const args = [writer, cwd, '0', String(2 * queueLength())]
    await watching.send({ do: 'block', program: process.execPath, args })
    await watching.waitUntilRecorded()
    await watching.stop()
    await expectStoreMatchesDisk(cwd)
    expect(watching.health()).toEqual([])
  })
})

/** The number of events that the system queues for a process before it drops them. */
function queueLength(): number {
  try {
    return Number(readFileSync('/proc/sys/fs/inotify/max_queued_events', 'utf8'))
  } catch {
    return 20_000
  }
}
