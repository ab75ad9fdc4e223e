import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { CommandContext } from '../../src/commands/archive/command-context.ts'
import { ingest } from '../../src/commands/ingest.ts'
import { openVariorum } from '../../src/commands/open-variorum.ts'
import { watch as watchArchive } from '../../src/commands/watch/watch.ts'
import { Rulings } from '../../src/identity/rulings/rulings.ts'
import { rebuildIndex } from '../../src/ingest/rebuild-index.ts'
import { VariorumError } from '../../src/model/errors.ts'
import type { WatchEvent } from '../../src/model/watch.ts'
import { openMemoryStore } from '../../src/store/memory/memory-store.ts'
import type { Store } from '../../src/store/store.ts'
import { appendUnindexed, commitOf } from '../helpers/commit-source.ts'
import { createArchiveFolder, pageText, startWatch } from '../helpers/start-watch.ts'

describe('several watches of one archive with one store', () => {
  it('record each state once, and end with the content on disk', async () => {
    const { cwd, archive, write } = createArchiveFolder({ 'a.md': pageText('Zero') })
    const watches = [await startWatch(cwd), await startWatch(cwd), await startWatch(cwd)]
    for (let save = 1; save <= 8; save++) {
      for (const name of ['a', 'b', 'c']) write(`${name}.md`, pageText(`Title ${save} of ${name}`))
      await setTimeout(120)
    }
    await setTimeout(800)
    for (const watch of watches) await watch.stop()
    await using after = await openVariorum({ cwd })
    const rows: { path: string; content: string | null }[] = []
    for await (const line of after.export()) {
      const row: { path?: string; content?: string | null } = JSON.parse(line)
      if (row.path !== undefined) rows.push({ path: row.path, content: row.content ?? null })
    }
    expect(new Set(rows.map(({ path, content }) => `${path} ${content}`)).size).toBe(rows.length)
    for (const name of readdirSync(archive)) {
      const head = rows.findLast(({ path }) => path === name)
      expect(head?.content).toBe(hash('sha256', readFileSync(join(archive, name))))
    }
    const told = await Array.fromAsync(after.history())
    await after.reindex()
    expect(await Array.fromAsync(after.history())).toEqual(told)
  })
})

const commitEnvironment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'desk',
  GIT_AUTHOR_EMAIL: 'desk@harbour.example',
  GIT_COMMITTER_NAME: 'desk',
  GIT_COMMITTER_EMAIL: 'desk@harbour.example',
  GIT_AUTHOR_DATE: '2018-01-15T10:00:00Z',
  GIT_COMMITTER_DATE: '2018-01-15T10:00:00Z',
}

describe('commands beside a watch', () => {
  it('record a page while a watch runs, and the watch continues from it', async () => {
    const { cwd, write } = createArchiveFolder({ 'a.md': pageText('One') })
    const watch = await startWatch(cwd, { settle: 400 })
    await using beside = await openVariorum({ cwd })
    write('a.md', pageText('Two'))
    expect((await beside.ingest()).versions).toBe(1)
    await setTimeout(700)
    write('a.md', pageText('Three'))
    await watch.waitUntil(() => watch.pageReports().includes('a.md @3'))
    expect(watch.pageReports()).toEqual(['a.md @1', 'a.md @3'])
    const [history] = await Array.fromAsync(beside.history('a.md'))
    expect(history?.versions.map(({ title }) => title)).toEqual(['One', 'Two', 'Three'])
  })

  it('import older history without losing a snapshot of a watch', async () => {
    const older = createArchiveFolder({
      'old.md': pageText('A lighthouse is painted', 'White, as before.', 'See the log.'),
    })
    const git = (...args: string[]) => execFileSync('git', ['-C', older.archive, ...args], { env: commitEnvironment })
    git('init', '-q')
    git('add', '.')
    git('commit', '-q', '-m', 'paint')
    const { cwd, write } = createArchiveFolder({ 'a.md': pageText('One') })
    const watch = await startWatch(cwd)
    await using beside = await openVariorum({ cwd })
    await beside.import({ from: older.archive })
    write('a.md', pageText('Two'))
    await watch.waitUntil(() => watch.pageReports().includes('a.md @2'))
    const titles = (await Array.fromAsync(beside.history())).map(({ event }) => event.title)
    expect(titles.toSorted()).toEqual(['A lighthouse is painted', 'Two'])
  })
})

describe('an incomplete index of another process', () => {
  it('is completed by the watch, which then reports versions again', async () => {
    const { cwd, write } = createArchiveFolder({ 'a.md': pageText('One') })
    const over = new AbortController()
    const store = openMemoryStore()
    const { events, reading, until } = watchWith(store, cwd, over)
    const told = () =>
      events.flatMap((event) => {
        if (event.kind === 'version') return [`${event.path} @${event.number}`]
        return event.kind === 'page' ? [`${event.path} ${event.what}`] : event.kind === 'health' ? [event.message] : []
      })
    await until(() => events.some(({ kind }) => kind === 'caught-up'))
    await appendUnindexed(store, commitOf(1, { 'old.md': 'A lighthouse is painted' }))
    write('a.md', pageText('Two'))
    await until(() => told().length === 3)
    write('a.md', pageText('Three'))
    await until(() => told().length === 4)
    expect(told()).toEqual([
      'a.md @1',
      'a.md kept',
      'The index is complete again, with everything that was recorded meanwhile.',
      'a.md @3',
    ])
    over.abort()
    await reading
  })
})

describe('a watch while other processes record', () => {
  const setUp = (rebuildAfterMs?: number) => {
    const { cwd, write } = createArchiveFolder({ 'a.md': pageText('One') })
    const over = new AbortController()
    const store = openMemoryStore()
    const begin = async () => {
      const watch = watchWith(store, cwd, over, rebuildAfterMs)
      await watch.until(() => watch.events.some(({ kind }) => kind === 'caught-up' || kind === 'health'))
      const end = () => {
        over.abort()
        return watch.reading
      }
      const of = (kind: WatchEvent['kind']) => watch.events.filter((event) => event.kind === kind)
      return { ...watch, end, of }
    }
    return { store, write, begin }
  }
  const older = commitOf(1, { 'old.md': 'A lighthouse is painted' })

  it('waits for processes that record faster than the index is rebuilt', async () => {
    const { store, begin } = setUp()
    await appendUnindexed(store, older)
    const replaceIndex = store.replaceIndex.bind(store)
    store.replaceIndex = async () => 'conflict'
    const { until, of, end } = await begin()
    expect(of('health')).toMatchObject([{ state: 'stuck' }])
    store.replaceIndex = replaceIndex
    await until(() => of('caught-up').length > 0)
    await end()
  })

  it('waits for processes that record faster than a save is planned', async () => {
    const { store, write, begin } = setUp()
    const { until, of, end } = await begin()
    const append = store.append.bind(store)
    let tries = 0
    store.append = async (plan) => (++tries < 25 ? 'conflict' : append(plan))
    write('a.md', pageText('Two'))
    await until(() => of('version').length === 2)
    expect(of('health')).toMatchObject([{ state: 'stuck' }, { state: 'live' }])
    await end()
  })

  it('leaves an incomplete index to the next run after an interruption', async () => {
    const { store, write, begin } = setUp(2 ** 30)
    const { until, of, end } = await begin()
    await appendUnindexed(store, older)
    write('a.md', pageText('Two'))
    await until(() => of('page').length > 0)
    await end()
    expect(await store.state()).toMatchObject({ size: 3, indexed: 1, generation: 0 })
  })

  it('plans a save again after another process completed the index, and reports its version', async () => {
    const { store, write, begin } = setUp()
    const { until, of, end } = await begin()
    await appendUnindexed(store, older)
    const append = store.append.bind(store)
    store.append = async (plan) => {
      store.append = append
      await rebuildIndex(store, { rulings: async () => Rulings.none })
      return append(plan)
    }
    write('a.md', pageText('Two'))
    await until(() => of('version').length + of('page').length > 1)
    expect(of('page')).toEqual([])
    await end()
  })
})

describe('a scan of an archive', () => {
  it('never leaves the index incomplete, even with removed pages', async () => {
    const { cwd, fileOf } = createArchiveFolder({ 'a.md': pageText('One'), 'b.md': pageText('Another') })
    const store = openMemoryStore()
    const append = store.append.bind(store)
    const behind: number[] = []
    store.append = async (plan) => {
      const outcome = await append(plan)
      const { size, indexed } = await store.state()
      behind.push(size - indexed)
      return outcome
    }
    const context = contextOf(store, cwd)
    await ingest(context, cwd)
    rmSync(fileOf('b.md'))
    await ingest(context, cwd)
    expect(behind).toEqual([0, 0])
  })
})

describe('an ingest while other processes record', () => {
  it('does not undo what they recorded after its scan', async () => {
    const { cwd, write, fileOf } = createArchiveFolder({ 'a.md': pageText('One'), 'b.md': pageText('Another') })
    const store = openMemoryStore()
    const context = contextOf(store, cwd)
    await ingest(context, cwd)
    write('c.md', pageText('A third'))
    const append = store.append.bind(store)
    store.append = async (plan) => {
      store.append = append
      // everything is read now, and nothing is recorded
      write('a.md', pageText('Two'))
      rmSync(fileOf('b.md'))
      write('d.md', pageText('A fourth'))
      await ingest(context, cwd)
      return store.append(plan)
    }
    await ingest(context, cwd)
    const standing = new Map<string, string>()
    for await (const { path, content } of store.latestSnapshots()) if (content !== null) standing.set(path, content)
    const onDisk = ['a.md', 'c.md', 'd.md'].map((path) => [path, hash('sha256', readFileSync(fileOf(path)))])
    expect([...standing]).toEqual(onDisk)
    expect((await Array.fromAsync(store.snapshots())).map(({ path }) => path)).toEqual([
      ...['a.md', 'b.md'],
      ...['a.md', 'b.md', 'c.md', 'd.md'],
    ])
  })
})

describe('a watch beside another process', () => {
  it('records a state that it read, after another page was recorded and the page was saved again', async () => {
    const { cwd, write } = createArchiveFolder({ 'a.md': pageText('One') })
    const over = new AbortController()
    const store = openMemoryStore()
    const { events, reading, until } = watchWith(store, cwd, over)
    await until(() => events.some(({ kind }) => kind === 'caught-up'))
    const append = store.append.bind(store)
    store.append = async (plan) => {
      store.append = append
      await appendUnindexed(store, commitOf(1, { 'old.md': 'A lighthouse is painted' }))
      write('a.md', pageText('Three'))
      return store.append(plan)
    }
    write('a.md', pageText('Two'))
    const saved = () => events.filter((event) => 'path' in event && event.path === 'a.md').length
    await until(() => saved() === 3)
    const rows = await Array.fromAsync(store.snapshots({ paths: ['a.md'] }))
    expect(rows.map(({ content }) => content)).toEqual(
      ['One', 'Two', 'Three'].map((title) => hash('sha256', pageText(title))),
    )
    over.abort()
    await reading
  })
})

/** A store that fails while the test says so. */
function fragile(): { store: Store; failing: { code: 'store-full' | 'store-damaged' | null } } {
  const failing: { code: 'store-full' | 'store-damaged' | null } = { code: null }
  const store = openMemoryStore()
  const append = store.append.bind(store)
  store.append = async (plan) => {
    if (failing.code !== null) throw new VariorumError(failing.code, 'The disk is full.')
    return append(plan)
  }
  return { store, failing }
}

function contextOf(store: Store, cwd: string): CommandContext {
  return {
    archive: join(cwd, 'archive'),
    storeUrl: 'memory:',
    excludedFolders: [],
    sections: undefined,
    now: Date.now,
    store: async () => store,
  }
}

function watchWith(store: Store, cwd: string, over: AbortController, rebuildAfterMs = 100) {
  const context = contextOf(store, cwd)
  const options = {
    settle: 20,
    scanEvery: 200,
    signal: over.signal,
    writeChanges: true,
    testHooks: { retryStoreMs: 50, rebuildAfterMs },
  }
  const events: WatchEvent[] = []
  const reading = (async () => {
    for await (const event of watchArchive(context, cwd, options)) if (event.kind !== 'status') events.push(event)
  })()
  const until = async (holds: () => boolean) => {
    for (let wait = 0; !holds(); wait++) {
      if (wait > 1000) throw new Error(`never came; told were ${JSON.stringify(events)}`)
      await setTimeout(10)
    }
  }
  return { events, reading, until }
}

describe('a store that cannot be written', () => {
  it('is reported once; no page is written, and saves are recorded once it can be written', async () => {
    const { cwd, write, fileOf } = createArchiveFolder({ 'a.md': pageText('One') })
    const over = new AbortController()
    const { store, failing } = fragile()
    const { events, reading, until } = watchWith(store, cwd, over)
    await until(() => events.some(({ kind }) => kind === 'caught-up'))
    failing.code = 'store-full'
    write('a.md', pageText('Two'))
    const health = () => events.flatMap((event) => (event.kind === 'health' ? [event.state] : []))
    await until(() => health().length > 0)
    write('b.md', pageText('Another'))
    await setTimeout(1500)
    expect(health()).toEqual(['stuck'])
    expect(readFileSync(fileOf('a.md'), 'utf8')).toBe(pageText('Two'))
    failing.code = null
    await until(() => events.filter(({ kind }) => kind === 'version').length === 3)
    expect(health()).toEqual(['stuck', 'live'])
    over.abort()
    await reading
  })

  it('ends the watch if a retry cannot help', async () => {
    const { cwd, write } = createArchiveFolder({ 'a.md': pageText('One') })
    const { store, failing } = fragile()
    const { events, reading, until } = watchWith(store, cwd, new AbortController())
    const ended = expect(reading).rejects.toMatchObject({ code: 'store-damaged' })
    await until(() => events.some(({ kind }) => kind === 'caught-up'))
    failing.code = 'store-damaged'
    write('a.md', pageText('Two'))
    await ended
    expect(existsSync(join(cwd, 'archive/a.md'))).toBe(true)
  })
})
