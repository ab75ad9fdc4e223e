import { resolve } from 'node:path'
import { VariorumError } from '../model/errors.ts'
import { openMemoryStore } from './memory/memory-store.ts'
import { openSqliteStore } from './sqlite/sqlite-store.ts'
import type { Store } from './store.ts'
import { openThreadedStore } from './threaded/threaded-store.ts'

export interface OpenStoreOptions {
  /** The base folder of relative paths. */
  readonly cwd: string
  /** `read`: the store must exist. `write`: a missing store is created, with its parent folders. */
  readonly mode: 'read' | 'write'
  /** Whether a separate thread writes, so that the main thread never waits for the disk or for other writers. */
  readonly threaded?: boolean
}

/**
 * Opens a store by its name.
 * @param url `sqlite:PATH`, a plain path, or `memory:`
 * @throws VariorumError `usage`, `store-…`
 */
export async function openStore(url: string, { cwd, mode, threaded = false }: OpenStoreOptions): Promise<Store> {
  // one letter before a colon is a drive of Windows
  const [, scheme = 'sqlite', rest = url] = /^([a-z][a-z0-9+.-]+):(.*)$/is.exec(url) ?? []
  switch (scheme.toLowerCase()) {
    case 'memory':
      return openMemoryStore(url)
    case 'sqlite':
      if (rest === '') throw unusableUrlError(url, 'names no file')
      return threaded && mode === 'write'
        ? openThreadedStore(resolve(cwd, rest), { url })
        : openSqliteStore(resolve(cwd, rest), { url, mode })
    case 'postgres':
    case 'postgresql':
      throw unusableUrlError(url, 'is a PostgreSQL store, which this version does not have yet')
    default:
      throw unusableUrlError(url, `begins with \`${scheme}:\`, which is not a kind of store`)
  }
}

function unusableUrlError(url: string, reason: string): VariorumError {
  // the address of a database may hold a password
  const displayUrl = url.replace(/\/\/[^/@]*@/, '//…@')
  return new VariorumError('usage', `The store ${displayUrl} ${reason}.`, {
    advice: 'Give a path, `sqlite:PATH` or `memory:`.',
  })
}
