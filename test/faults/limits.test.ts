import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../sources/temporary-folder.ts'
import {
  expectStoreMatchesDisk,
  page,
  startCaughtUpWatch,
  startWatchProcess,
  type WatchProcess,
  writePages,
} from './watch-process.ts'

const limits = {
  ENOSPC: '/proc/sys/user/max_inotify_watches',
  EMFILE: '/proc/sys/user/max_inotify_instances',
} as const
const canLimit = tryLimits()
const where = canLimit ? '' : ' (skipped: no user namespace with its own limits can be created)'

describe.skipIf(!canLimit)(`when the system refuses to watch${where}`, { tags: ['slow'] }, () => {
  it.each([
    ['ENOSPC', 12],
    ['EMFILE', 0],
  ] as const)('with %s, the watch reports degraded, records every edit by scans, and recovers', async (code, limit) => {
    const cwd = temporaryFolder()
    writePages(cwd, pages('is seen'))
    const options = { scanEvery: 1000, testHooks: { retryEvery: 3000, patience: 300 } }
    const watching = await startCaughtUpWatch(cwd, options, { wrapper: limited(limits[code], limit) })
    expect(watching.health()).toEqual(['degraded'])
    expect(messages(watching)[0]).toMatch(new RegExp(`^degraded: scanning every 1 s, since .*${code}`))

    writePages(cwd, { ...pages('is seen again'), 'new/folder/page.md': page('A new page in a new folder') })
    await watching.waitUntilRecorded()
    // The retries fail too, but are not reported again.
    expect(watching.health()).toEqual(['degraded'])

    await watching.send({ do: 'write', file: limits[code], text: '1000' })
    await watching.waitUntil(() => watching.health().at(-1) === 'live')
    writePages(cwd, pages('is seen at last'))
    await watching.waitUntilRecorded()
    expect(watching.health()).toEqual(['degraded', 'live'])
    await watching.stop()
    await expectStoreMatchesDisk(cwd)
  })
})

describe('when the process can open only a few more files', { tags: ['slow'] }, () => {
  it.each([0, 1, 2, 4])('(%i) during the watch, all edits are recorded after the limit is lifted', async (leave) => {
    const cwd = temporaryFolder()
    writePages(cwd, pages('is moored'))
    const watching = await startCaughtUpWatch(cwd, {
      scanEvery: 500,
      testHooks: { retryEvery: 500, retryStoreMs: 200 },
    })
    await watching.send({ do: 'open files', freeFiles: leave })
    writePages(cwd, { ...pages('changes'), 'new/page.md': page('A new page') })
    await watching.waitUntil(() => watching.events.some(({ kind }) => kind === 'finding' || kind === 'health'))
    await watching.send({ do: 'close files' })
    await watching.waitUntilRecorded()
    await watching.stop()
    await expectStoreMatchesDisk(cwd)
  })

  it.each([0, 1, 2, 4])('(%i) while it catches up, all pages are recorded after the limit is lifted', async (leave) => {
    const cwd = temporaryFolder()
    writePages(cwd, pages('is moored'))
    const watching = startWatchProcess(
      cwd,
      { scanEvery: 500, testHooks: { retryEvery: 500, retryStoreMs: 200 } },
      { freeFiles: leave },
    )
    await watching.waitUntil(() => watching.events.some(({ kind }) => kind === 'finding' || kind === 'health'))
    await watching.send({ do: 'close files' })
    await watching.waitUntilRecorded()
    await watching.stop()
    await expectStoreMatchesDisk(cwd)
  })
})

/** Creates forty pages in forty folders. */
function pages(what: string): Record<string, string> {
  return Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`quay/${n}/page.md`, page(`Boat ${n} ${what}`)]))
}

function messages({ events }: WatchProcess): string[] {
  return events.flatMap((event) => (event.kind === 'health' ? [event.message] : []))
}

/** Words before a command line that run it in a user namespace with a limit of its own. */
function limited(file: string, limit: number): string[] {
  return ['unshare', '--user', '--map-root-user', 'sh', '-c', `echo ${limit} > ${file} && exec "$0" "$@"`]
}

function tryLimits(): boolean {
  try {
    const [program = '', ...args] = limited(limits.ENOSPC, 1)
    execFileSync(program, [...args, 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
