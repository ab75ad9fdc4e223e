import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openStore } from '../../src/store/open.ts'
import { bundleProgram } from '../helpers/bundle-program.ts'
import { temporaryFolder } from '../sources/temporary-folder.ts'
import { type ProcessResult, runInProcess, runProgram, startProgram } from './run-program.ts'
import { bridge, makeArchive, makeLongHistory } from './test-archive.ts'

const [friday, monday, cracks] = bridge.titles

it('imports an archive, answers questions, exports a journal and restores it, all in processes', async () => {
  const { bin } = await bundleProgram(temporaryFolder())
  const cwd = makeArchive()
  const variorum = (...args: string[]) => runProgram({ cwd, bin }, ...args)

  const before = await variorum()
  expect(before).toMatchObject({ code: 0, stderr: '' })
  expect(before.stdout).toContain('variorum import')

  const imported = await variorum('import', '--format', 'json')
  expect(imported).toMatchObject({ code: 0, stderr: '' })
  const summary = JSON.parse(imported.stdout)
  expect(summary).toMatchObject({ schemaVersion: 1, revisions: 10, stored: 8, removed: 1, skipped: 1, known: 0 })
  expect(summary).toMatchObject({ snapshots: 9, events: 3, titleChanges: 3, findings: [] })
  expect(summary.folded).toMatchObject({ related: 1, list: 1 })

  const again = await variorum('import')
  expect(again).toMatchObject({ code: 0, stderr: '' })
  expect(again.stdout).toMatch(/9 +known from an earlier run/)
  expect(again.stdout).toContain('No new version.')

  const [history, text, audit, factual, diff, raw] = await Promise.all([
    variorum('history', 'swing bridge', '--format', 'json').then(document),
    variorum('history', 'swing bridge'),
    variorum('audit', '--format', 'ndjson', '--kind', 'number').then(lines),
    variorum('audit', '--severity', 'factual', '--format', 'json').then(document),
    variorum('diff', 'swing bridge', '@1', '@2', '--format', 'json').then(document),
    variorum('show', `${bridge.now}@2`, '--raw'),
  ])
  expect(history.event).toMatchObject({ title: cracks, day: '2018-01-15', paths: [bridge.first, bridge.now] })
  expect(history.versions).toMatchObject([
    { number: 1, label: 'First version', title: friday, from: '2018-01-15T08:00:00Z', until: '2018-01-15T10:00:00Z' },
    { number: 2, label: 'Update', title: monday, from: '2018-01-15T10:00:00Z', until: '2018-01-15T11:00:00Z' },
    { number: 3, label: 'Current version', title: cracks, from: '2018-01-15T11:00:00Z', until: null },
  ])
  for (const words of ['First version', '[-Friday-]{+Monday', 'Current version']) expect(text.stdout).toContain(words)

  expect(audit.map(({ to }) => to.title)).toEqual([cracks, 'The museum closes for 3 weeks'])
  expect(factual.totals).toMatchObject({ eventsRetitled: 2, changes: 3 })

  expect(diff.changes[0]).toMatchObject({ field: 'title' })
  expect(diff.changes[0].diff).toContainEqual(['removed', 'Friday'])

  const kept = execFileSync('git', ['show', `main~3:${bridge.now}`], { cwd })
  expect(raw.bytes.equals(kept)).toBe(true)

  const journal = join(temporaryFolder(), 'record.ndjson')
  expect(await variorum('export', '--format', `ndjson:${journal}`)).toMatchObject({ code: 0, stdout: '' })
  const histories = (await variorum('history', '--format', 'ndjson')).stdout
  expect((await variorum('reindex')).code).toBe(0)
  expect((await variorum('history', '--format', 'ndjson')).stdout).toBe(histories)

  const other = temporaryFolder()
  const restored = await runProgram({ cwd: other, bin }, 'import', journal, '--format', 'json')
  expect(JSON.parse(restored.stdout)).toMatchObject({ stored: 8, removed: 1, known: 0, titleChanges: 3 })
  expect((await runProgram({ cwd: other, bin }, 'history', '--format', 'ndjson')).stdout).toBe(histories)
  const exported = await runProgram({ cwd: other, bin }, 'export')
  expect(exported.stdout).toBe(await readFile(journal, 'utf8'))
  expect(exported.stderr).toContain('lines exported')
})

it('writes the Changes sections of an archive and changes no other text', async () => {
  const cwd = makeArchive()
  const variorum = (...args: string[]) => runInProcess(cwd, ...args)
  const page = join(cwd, bridge.now)
  const untouched = await readFile(page, 'utf8')
  expect((await variorum('import', '-q')).stdout).toBe('')

  const drift = await variorum('changes', '--check')
  expect(drift).toMatchObject({ code: 1, stderr: '' })
  expect(drift.stdout).toContain('has no Changes section yet')
  expect((await variorum('changes', '--write', '-n')).code).toBe(0)
  expect(await readFile(page, 'utf8')).toBe(untouched)

  expect((await variorum('changes', '--write')).code).toBe(0)
  const section = [
    '### Changes:',
    '',
    `1. [${friday}](/${bridge.first}) _2018-01-15 10:00:00 (First version)_`,
    `2. [${monday}](/${bridge.now}) _2018-01-15 11:00:00 (Update)_`,
    `3. [${cracks}](/${bridge.now}) _(Current version)_`,
    '',
    '',
  ].join('\n')
  const written = await readFile(page, 'utf8')
  expect(written).toContain(section)
  expect(written.replace(section, '')).toBe(untouched)

  expect((await variorum('changes', '--check')).code).toBe(0)
  expect((await variorum('changes', '--write')).stdout).toContain('0 pages written')
  expect(await readFile(page, 'utf8')).toBe(written)
})

it('ingests an edited page from disk once', async () => {
  const cwd = makeArchive()
  await runInProcess(cwd, 'import', '-q')
  await writeFile(
    join(cwd, bridge.now),
    (await readFile(join(cwd, bridge.now), 'utf8')).replace('3 cracks', '4 cracks'),
  )
  const ingest = async () => JSON.parse((await runInProcess(cwd, 'ingest', '--format', 'json')).stdout)
  expect(await ingest()).toMatchObject({ snapshots: 1, versions: 1, titleChanges: 1 })
  expect(await ingest()).toMatchObject({ snapshots: 0, versions: 0 })
})

it('continues an interrupted import', { tags: ['slow'] }, async () => {
  const cwd = makeLongHistory({ commits: 600, files: 99 })
  const store = join(cwd, 'snapshots', 'variorum.db')
  const importing = startProgram(['import'], { cwd })
  let ended: ProcessResult | null = null
  importing.ended.then((result) => {
    ended = result
  })
  while (ended === null && (await recorded(store)) === 0) await sleep(5)
  importing.child.kill('SIGINT')
  const interrupted = await importing.ended
  expect(interrupted).toMatchObject({ code: 130, stdout: '' })
  expect(interrupted.stderr).toContain('run the same command again to continue')
  const kept = await recorded(store)
  expect(kept).toBeGreaterThan(0)
  expect(kept).toBeLessThan(59_460)

  const resumed = JSON.parse((await runProgram({ cwd }, 'import', '--format', 'json')).stdout)
  expect(resumed).toMatchObject({ revisions: 59_460, known: kept, snapshots: 59_460 - kept })
  const history = await runProgram({ cwd }, 'history', 'trams', '--format', 'json')
  expect(JSON.parse(history.stdout).versions).toHaveLength(60)
})

async function recorded(store: string): Promise<number> {
  if (!existsSync(store)) return 0
  await using open = await openStore(store, { cwd: '/', mode: 'read' })
  return (await open.state()).size
}

function document({ stdout }: ProcessResult) {
  return JSON.parse(stdout)
}

function lines({ stdout }: ProcessResult) {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}
