import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'

/** A kind of store. `open` gives an empty one, and a function that removes it. */
export interface StoreKind {
  readonly name: string
  open(): Promise<{ store: Store; remove(): Promise<void> }>
}

export const storeKinds: readonly StoreKind[] = [
  {
    name: 'memory',
    async open() {
      const store = await openStore('memory:', { cwd: '/', mode: 'write' })
      return { store, remove: async () => store[Symbol.asyncDispose]() }
    },
  },
  { name: 'SQLite', open: () => openFile(false) },
  { name: 'SQLite, written to in a thread', open: () => openFile(true) },
]

async function openFile(threaded: boolean) {
  const folder = await makeFolder()
  const store = await openStore('snapshots/variorum.db', { cwd: folder, mode: 'write', threaded })
  const remove = async () => {
    await store[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  }
  return { store, remove }
}

export function makeFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'variorum-store-'))
}
