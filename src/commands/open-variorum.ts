import { realpath } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { VariorumError } from '../model/errors.ts'
import type { SectionNames } from '../page/sections.ts'
import { openMemoryStore } from '../store/memory.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { audit, titleChanges } from './audit.ts'
import { changes } from './changes.ts'
import { check } from './check.ts'
import type { Context, StoreMode } from './context.ts'
import { diff } from './diff.ts'
import { exportJournal } from './export.ts'
import { suggestEvents } from './find-event.ts'
import { history } from './history.ts'
import { importHistory } from './import.ts'
import { ingest } from './ingest-files.ts'
import { reindex } from './reindex.ts'
import { show } from './show.ts'
import { status } from './status.ts'
import type { Variorum } from './variorum.ts'
import { watch } from './watch.ts'

export interface OpenOptions {
  /** What relative paths start from; default the current folder. */
  readonly cwd?: string
  /** The archive's root; default `archive` in `cwd`. */
  readonly archive?: string
  /** `sqlite:PATH`, a plain path, or `memory:`; default `snapshots/variorum.db` in `cwd`. */
  readonly store?: string
  readonly config?: { readonly sections?: SectionNames | undefined }
}

/**
 * Opens an archive with its store. The store is opened by the first verb that needs it, and created by the first that
 * writes to it.
 */
export async function openVariorum(options: OpenOptions = {}): Promise<Variorum> {
  const cwd = resolve(options.cwd ?? '.')
  const named = resolve(cwd, options.archive ?? 'archive')
  const archive = await realpath(named).catch(() => named)
  const stores = new StoreKeeper(options.store ?? 'snapshots/variorum.db', cwd)
  const context: Context = {
    archive,
    storeUrl: stores.url,
    storeFolder: stores.folder,
    sections: options.config?.sections,
    now: Date.now,
    store: (mode) => stores.open(mode),
  }
  return {
    archive,
    store: stores.url,
    status: () => status(context),
    import: (importOptions) => importHistory(context, cwd, importOptions),
    ingest: (ingestOptions) => ingest(context, cwd, ingestOptions),
    watch: (watchOptions) => watch(context, cwd, watchOptions),
    reindex: (runOptions) => reindex(context, runOptions),
    history: (event, readOptions) => history(context, event, readOptions),
    diff: (event, diffOptions) => diff(context, event, diffOptions),
    show: (event) => show(context, event),
    audit: (filter) => audit(context, filter),
    titleChanges: (filter) => titleChanges(context, filter),
    changes: (changesOptions) => changes(context, cwd, changesOptions),
    check: (checkOptions) => check(context, cwd, checkOptions),
    export: (readOptions) => exportJournal(context, readOptions),
    suggest: async (event) => suggestEvents(await context.store('read'), event),
    [Symbol.asyncDispose]: () => stores.close(),
  }
}

/** One store, opened when first needed; opened again for writing where it was open for reading only. */
class StoreKeeper {
  readonly url: string
  readonly #cwd: string
  #open: { readonly store: Store; readonly mode: 'read' | 'write' } | null = null

  constructor(url: string, cwd: string) {
    this.url = url
    this.#cwd = cwd
  }

  /** The folder that holds the store's file; null for a store that is no file. */
  get folder(): string | null {
    if (/^(?:memory:|postgres(?:ql)?:\/\/)/.test(this.url)) return null
    return dirname(resolve(this.#cwd, this.url.replace(/^sqlite:/, '')))
  }

  async open(mode: StoreMode): Promise<Store> {
    const writes = mode === 'write' || mode === 'live'
    if (this.#open && (!writes || this.#open.mode === 'write')) return this.#open.store
    if (this.url === 'memory:' && this.#open) return this.#open.store
    await this.close()
    try {
      const access = writes ? 'write' : 'read'
      const store = await openStore(this.url, { cwd: this.#cwd, mode: access, threaded: mode === 'live' })
      this.#open = { store, mode: access }
    } catch (error) {
      if (mode !== 'peek' || !(error instanceof VariorumError) || error.code !== 'store-not-found') throw error
      return openMemoryStore()
    }
    return this.#open.store
  }

  async close(): Promise<void> {
    const open = this.#open
    this.#open = null
    await open?.store[Symbol.asyncDispose]()
  }
}
