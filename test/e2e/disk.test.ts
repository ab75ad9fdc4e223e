import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../sources/temporary-folder.ts'
import { canMount, mountReadOnly, mountSmallDisk, unmount } from '../store/sqlite/mounts.ts'
import { expectFailure, runInProcess } from './run-program.ts'
import { bridge, eventPage, makeArchive, makeRepository, runQuietly } from './test-archive.ts'

const where = canMount ? '' : ' (skipped: only a superuser may mount)'

it.skipIf(!canMount)(
  `reading commands work in a read-only folder, and writing ones name the file${where}`,
  async () => {
    const cwd = temporaryFolder()
    await cp(makeArchive(), cwd, { recursive: true })
    await runInProcess(cwd, 'import', '-q')
    const history = await runInProcess(cwd, 'history', '--format', 'ndjson')
    const page = readFileSync(join(cwd, bridge.now))
    mountReadOnly(cwd)
    onTestFinished(() => unmount(cwd))

    const reading = [
      ['history', '--format', 'ndjson'],
      ['changes', '--check'],
      ['import', '-n'],
    ]
    const results = await Promise.all(reading.map((command) => runInProcess(cwd, ...command)))
    expect(results).toMatchObject([
      { code: 0, stderr: '', stdout: history.stdout },
      { code: 1, stderr: '' },
      { code: 0, stderr: '' },
    ])
    const store = join(cwd, 'snapshots', 'variorum.db')
    for (const command of ['import', 'ingest', 'reindex'])
      expectFailure(await runInProcess(cwd, command), store, 'cannot be written', '--store')

    const written = await runInProcess(cwd, 'changes', '--write')
    expect(written).toMatchObject({ code: 1, stderr: '' })
    expect(written.stdout).toContain('The file was not changed')
    expect(readFileSync(join(cwd, bridge.now)).equals(page)).toBe(true)
    expectFailure(await runInProcess(cwd, 'audit', '--format', 'json:audit.json'), 'audit.json cannot be written')

    const elsewhere = join(temporaryFolder(), 'record.db')
    expect(await runInProcess(cwd, 'import', '--store', elsewhere)).toMatchObject({ code: 0, stderr: '' })
  },
)

it.skipIf(!canMount)(
  `import loses nothing on a full disk and continues when there is space${where}`,
  { tags: ['slow'] },
  async () => {
    const repository = makeNoise({ first: 10, second: 300 })
    const disk = temporaryFolder()
    mountSmallDisk(disk, 2 ** 20)
    onTestFinished(() => unmount(disk))
    await runInProcess(disk, 'import', repository, '--rev', 'main~1', '-q')
    const before = await runInProcess(disk, 'history', '--format', 'ndjson')
    const full = await runInProcess(disk, 'import', repository)
    expectFailure(full, join(disk, 'snapshots', 'variorum.db'), 'no space left', 'run the same command again')
    expect(await runInProcess(disk, 'history', '--format', 'ndjson')).toEqual(before)

    runQuietly('mount', '-o', 'remount,size=64m', disk)
    const again = JSON.parse((await runInProcess(disk, 'import', repository, '--format', 'json')).stdout)
    expect(again).toMatchObject({ revisions: 310, known: 10, snapshots: 300 })
    const elsewhere = temporaryFolder()
    await runInProcess(elsewhere, 'import', repository, '-q')
    const histories = await runInProcess(elsewhere, 'history', '--format', 'ndjson')
    expect((await runInProcess(disk, 'history', '--format', 'ndjson')).stdout).toBe(histories.stdout)
  },
)

it.skipIf(!canMount)(`changes and export leave no partial file on a full disk${where}`, async () => {
  const lead = 'The water rose all night. '.repeat(2000)
  const page = eventPage({ title: 'Two boats sink.', lead })
  const repository = makeRepository([{ 'page.md': eventPage({ title: 'One boat sinks.', lead }) }, { 'page.md': page }])
  const home = temporaryFolder()
  const store = ['--store', join(home, 'variorum.db')]
  await runInProcess(home, 'import', repository, '-q', ...store)
  const disk = temporaryFolder()
  mountSmallDisk(disk, 2 ** 18)
  onTestFinished(() => unmount(disk))
  writeFileSync(join(disk, 'page.md'), page)
  fill(disk)
  const names = readdirSync(disk)

  const written = await runInProcess(disk, 'changes', '--write', ...store)
  expect(written).toMatchObject({ code: 1, stderr: '' })
  expect(written.stdout).toContain('The file was not changed')
  expect(readFileSync(join(disk, 'page.md'), 'utf8')).toBe(page)
  expectFailure(await runInProcess(disk, 'export', '--format', 'ndjson:record.ndjson', ...store), 'record.ndjson')
  expect(readdirSync(disk)).toEqual(names)

  runQuietly('mount', '-o', 'remount,size=4m', disk)
  expect(await runInProcess(disk, 'changes', '--write', ...store)).toMatchObject({ code: 0, stderr: '' })
  expect(readFileSync(join(disk, 'page.md'), 'utf8')).toContain('(First version)')
})

it.skipIf(!existsSync('/dev/full'))('export exits with 2 when standard output has no space', async () => {
  const cwd = makeArchive()
  await runInProcess(cwd, 'import', '-q')
  const bin = new URL('../../src/cli/bin.ts', import.meta.url).pathname
  const shell = `"${process.execPath}" "${bin}" export > /dev/full`
  expect(() => execFileSync('sh', ['-c', shell], { cwd, stdio: ['ignore', 'ignore', 'pipe'] })).toThrow(
    /Standard output cannot be written/,
  )
})

/** Makes a repository with two commits that add pages which hardly compress. */
function makeNoise({ first, second }: { first: number; second: number }): string {
  const noise = (seed: number) =>
    Array.from({ length: 2000 }, (_, word) => (Math.imul(seed * 2000 + word, 2654435761) >>> 0).toString(36)).join(' ')
  const page = (index: number) =>
    eventPage({ title: `Boat ${index} leaves.`, lead: noise(index), source: `https://boat.example/${index}` })
  const pages = Array.from({ length: first + second }, (_, index) => [`news/${index}.md`, page(index)] as const)
  return makeRepository([Object.fromEntries(pages.slice(0, first)), Object.fromEntries(pages.slice(first))])
}

function fill(folder: string): void {
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(join(folder, 'filler'), Buffer.alloc(Number(bavail) * Number(bsize)))
}
