import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { copyFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { VariorumError } from '../../../src/model/errors.ts'
import type { LedgerHead } from '../../../src/model/revision.ts'
import { openStore } from '../../../src/store/open.ts'
import { openThreadedStore } from '../../../src/store/threaded/threaded-store.ts'
import { contentOf, eventOf, headOf, planOf, sequenceNumbers } from '../sample-plans.ts'
import { makeFolder } from '../store-kinds.ts'

let folder: string
let path: string

beforeEach(async () => {
  folder = await makeFolder()
  path = join(folder, 'variorum.db')
})
afterEach(() => rm(folder, { recursive: true }))

const open = (patience = 20_000) => openThreadedStore(path, { url: path, busyTimeoutMs: patience })
const page = (name: string, follows?: LedgerHead) =>
  planOf([{ path: `${name}.md`, bytes: `text of ${name}` }], follows ? { follows } : {})

/** The thread that the next write starts. */
async function nextThread(): Promise<Worker> {
  const [thread] = await once(process, 'worker')
  return thread
}

/** Another writer, which holds the store until it is released. */
function otherWriter() {
  const db = new DatabaseSync(path)
  db.exec('BEGIN IMMEDIATE')
  return {
    [Symbol.dispose]() {
      db.exec('ROLLBACK')
      db.close()
    },
  }
}

describe('while a write waits for another writer', () => {
  test('runs timers and reads', async () => {
    await using store = open()
    await store.append(page('first'))
    let answer: string | undefined
    let ticks = 0
    const writing = store.state().then(async (state) => {
      answer = await store.append(page('second', state))
    })
    {
      using _ = otherWriter()
      while (ticks < 20) {
        await sleep(2)
        expect(sequenceNumbers(await Array.fromAsync(store.snapshots()))).toEqual([1])
        ticks += 1
      }
      expect(answer).toBeUndefined()
    }
    await writing
    expect(answer).toBe('stored')
    expect((await store.state()).size).toBe(2)
  })

  test('fails after the timeout, with code and advice', async () => {
    await using store = open(20)
    using _ = otherWriter()
    const error = await store.append(page('a')).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(VariorumError)
    expect(error).toMatchObject({ code: 'store-busy', advice: expect.stringMatching(/\.$/) })
    expect(error.message).toContain(path)
  })
})

describe('a writer thread that dies', () => {
  test('rejects all pending writes, and the next write starts another thread', async () => {
    await using store = open(300)
    const starting = nextThread()
    {
      using _ = otherWriter()
      const first = page('first')
      const answers = [store.append(first), store.append(page('second', headOf(first)))].map((answer) =>
        answer.catch((error) => error),
      )
      const thread = await starting
      await once(thread, 'online')
      await thread.terminate()
      for (const error of await Promise.all(answers)) {
        expect(error).toBeInstanceOf(VariorumError)
        expect(error).toMatchObject({ code: 'store-unreadable', message: expect.stringContaining(path) })
      }
    }
    expect((await store.state()).size).toBe(0)
    expect(await store.append(page('third'))).toBe('stored')
    expect((await store.state()).size).toBe(1)
  })

  test('does not prevent the store from closing', async () => {
    const starting = nextThread()
    {
      await using store = open()
      await store.append(page('a'))
      await (await starting).terminate()
    }
    await using again = open()
    expect((await again.state()).size).toBe(1)
  })
})

describe('closing a threaded store', () => {
  test('finishes pending writes, ends the thread and leaves no log', async () => {
    const starting = nextThread()
    const store = open()
    const plans = [page('0')]
    for (let n = 1; n < 10; n++) plans.push(page(`${n}`, headOf(plans[n - 1] ?? page(''))))
    const answers = Promise.all(plans.map((plan) => store.append(plan)))
    const thread = await starting
    await store[Symbol.asyncDispose]()
    expect(thread.threadId).toBe(-1)
    expect(new Set(await answers)).toEqual(new Set(['stored']))
    expect(readdirSync(folder).sort()).toEqual(['CHECKPOINT', 'variorum.db'])
    await using again = open()
    expect((await again.state()).size).toBe(10)
  })

  test('refuses later writes, and may be repeated', async () => {
    const store = open()
    await store.append(page('a'))
    await store[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
    await expect(store.append(page('b'))).rejects.toThrow('closed')
    await expect(store.replaceIndex({ events: [], indexed: 1, algorithm: 1 })).rejects.toThrow('closed')
  })

  test('starts no thread if nothing was written', async () => {
    let threads = 0
    const count = () => {
      threads += 1
    }
    process.on('worker', count)
    {
      await using store = open()
      await store.state()
    }
    process.off('worker', count)
    expect(threads).toBe(0)
  })
})

test('does not take the contents of a plan from its caller, pooled buffers included', async () => {
  await using store = open()
  const content = contentOf(Buffer.from('of a pool'))
  const plan = planOf([{ path: 'a.md', bytes: content.bytes }])
  expect(await store.append(plan)).toBe('stored')
  expect(plan.contents[0]?.bytes).toEqual(Buffer.from('of a pool'))
  expect(await store.content(content.hash)).toEqual(new TextEncoder().encode('of a pool'))
})

test('stores the plan as it was at the call, even if the caller changes it later', async () => {
  await using store = open()
  const bytes = new TextEncoder().encode('as given')
  const plan = planOf([{ path: 'a.md', bytes }], { events: [eventOf('e')] })
  const answer = store.append(plan)
  bytes.fill(0)
  expect(await answer).toBe('stored')
  const [snapshot] = await Array.fromAsync(store.snapshots())
  expect(snapshot?.content && (await store.content(snapshot.content))).toEqual(new TextEncoder().encode('as given'))
})

test.each(['before the first write', 'between two writes'])(
  'does not write to a file that replaces the store: %s',
  async (when) => {
    await using store = open()
    if (when === 'between two writes') await store.append(page('first'))
    const plan = page('second', await store.state())
    await copyFile(path, `${path}.copy`)
    await rename(`${path}.copy`, path)
    await expect(store.append(plan)).rejects.toMatchObject({ code: 'store-damaged' })
    await expect(Array.fromAsync(store.snapshots())).rejects.toMatchObject({ code: 'store-damaged' })
  },
)

test('refuses to write to a store that is open for reading, with or without a thread', async () => {
  await using maker = open()
  await maker.append(page('a'))
  await using store = await openStore(path, { cwd: folder, mode: 'read', threaded: true })
  await expect(store.append(page('b', await store.state()))).rejects.toMatchObject({ code: 'store-read-only' })
})

describe('a program with a threaded store', () => {
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  const program = fileURLToPath(new URL('program.ts', import.meta.url))

  const sources = join(root, 'src/store/open.ts')

  test('ends with an open store, after its writes', () => {
    expect(run(sources, 'leaves')).toEqual({ status: 0, stdout: 'stored, stored', stderr: '' })
  })

  test('ends after its store is closed', () => {
    expect(run(sources, 'closes')).toEqual({ status: 0, stdout: 'stored, stored, closed', stderr: '' })
  })

  test('finds the thread in the built package', { tags: ['slow'] }, () => {
    const built = join(folder, 'dist')
    // another check reports type errors
    spawnSync(process.execPath, [
      join(root, 'node_modules/typescript/bin/tsc'),
      ...['-p', join(root, 'tsconfig.build.json'), '--outDir', built],
    ])
    expect(run(join(built, 'store/open.js'), 'closes')).toEqual({
      status: 0,
      stdout: 'stored, stored, closed',
      stderr: '',
    })
  })

  function run(module: string, how: string) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, module, path, how], {
      encoding: 'utf8',
      timeout: 20_000,
    })
    return { status, stdout, stderr }
  }
})
