import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { openVariorum } from '../../../src/commands/open-variorum.ts'
import { openDatabase } from '../../../src/store/sqlite/open-database.ts'
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts'
import { commitOf, importFrom, sourceOf } from '../../helpers/commit-source.ts'
import { createArchiveFolder } from '../../helpers/start-watch.ts'

vi.mock('../../../src/store/sqlite/open-database.ts', { spy: true })

/** The connection of the store, and one for all iterations. */
const maxConnections = 2

/** A record with one event of many versions. */
async function recordLongEvent(versionCount: number): Promise<string> {
  const { cwd } = createArchiveFolder()
  const commits = Array.from({ length: versionCount }, (_, n) =>
    commitOf(n, { 'a.md': `The bridge is closed for ${n + 1} days` }),
  )
  await using store = openSqliteStore(join(cwd, 'variorum.db'), { url: 'variorum.db', mode: 'write' })
  await importFrom(store, sourceOf([commits.flat()]))
  return cwd
}

it('compares, unlinks and links versions of an event of 100 versions with one connection for reading', async () => {
  const cwd = await recordLongEvent(100)
  await using variorum = await openVariorum({ cwd, store: 'variorum.db' })
  vi.mocked(openDatabase).mockClear()
  const why = await variorum.why('a.md@1', 'a.md@100')
  expect(why.record?.joinings).toHaveLength(99)
  // a hash needs the snapshots of all versions
  expect(await variorum.why(`a.md@${'1'.padStart(40, '0')}`, 'a.md@-1')).toMatchObject({ same: true })
  expect(vi.mocked(openDatabase)).toHaveBeenCalledTimes(maxConnections)
  vi.mocked(openDatabase).mockClear()
  expect(await variorum.unlink('a.md@1', 'a.md@50', { dryRun: true })).toMatchObject({ state: 'planned' })
  expect(await variorum.link('a.md@1', 'a.md@50', { dryRun: true })).toMatchObject({ state: 'planned' })
  expect(vi.mocked(openDatabase).mock.calls.length).toBeLessThanOrEqual(maxConnections)
})

it('compares, unlinks and links versions of an event of 600 versions with 64 file handles', {
  tags: ['slow'],
}, async () => {
  const cwd = await recordLongEvent(600)
  const bin = new URL('../../../src/cli/bin.ts', import.meta.url).pathname
  for (const verb of ['why', 'unlink --dry-run', 'link --dry-run']) {
    const command = `ulimit -n 64; "$0" "$1" ${verb} --store variorum.db a.md@1 a.md@600; test $? -le 1`
    execFileSync('sh', ['-c', command, process.execPath, bin], { cwd, stdio: 'pipe' })
  }
})
