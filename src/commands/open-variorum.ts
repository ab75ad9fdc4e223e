import { realpath } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { VariorumError } from '../model/errors.ts'
import type { SectionNames } from '../page/sections/outline.ts'
import { resolveOutwardLink } from '../sources/files/outward-link.ts'
import type { Store } from '../store/store.ts'
import type { CommandContext, StoreMode } from './archive/command-context.ts'
import type { Variorum } from './variorum.ts'

export interface OpenOptions {
  /** The base folder of relative paths; default: the current folder. */
  readonly cwd?: string
  /** The archive's root; default: `archive` in `cwd`. */
  readonly archive?: string
  /** `sqlite:PATH`, a plain path, or `memory:`; default: `snapshots/variorum.db` in `cwd`. */
  readonly store?: string
  readonly config?: { readonly sections?: SectionNames | undefined }
}

/**
 * Opens an archive with its store. The first method that needs the store opens it; the first one that writes creates it.
 */
export async function openVariorum(options: OpenOptions = {}): Promise<Variorum> {
  const cwd = resolve(options.cwd ?? '.')
  const requestedArchive = resolve(cwd, options.archive ?? 'archive')
  const archive = await realpath(requestedArchive).catch(() => requestedArchive)
  const storeHandle = new StoreHandle(options.store ?? 'snapshots/variorum.db', cwd)
  const { folder } = storeHandle
  const context: CommandContext = {
    archive,
    storeUrl: storeHandle.url,
    excludedFolders: folder === null || folder === archive ? [] : [folder],
    sections: options.config?.sections,
    now: Date.now,
    store: (mode) => storeHandle.open(mode),
  }
  // each command is loaded on its first call: a check needs no database, and a history no watcher
  return {
    archive,
    store: storeHandle.url,
    status: async () => (await import('./status.ts')).status(context),
    import: async (importOptions) => (await import('./import.ts')).importHistory(context, cwd, importOptions),
    ingest: async (ingestOptions) => (await import('./ingest.ts')).ingest(context, cwd, ingestOptions),
    watch: (watchOptions) => stream(async () => (await import('./watch/watch.ts')).watch(context, cwd, watchOptions)),
    reindex: async (runOptions) => (await import('./reindex.ts')).reindex(context, runOptions),
    history: (event, readOptions) =>
      stream(async () => (await import('./history.ts')).history(context, event, readOptions)),
    diff: async (event, diffOptions) => (await import('./diff.ts')).diff(context, event, diffOptions),
    show: async (event) => (await import('./show.ts')).show(context, event),
    audit: async (filter) => (await import('./audit/audit.ts')).audit(context, filter),
    titleChanges: (filter) => stream(async () => (await import('./audit/audit.ts')).titleChanges(context, filter)),
    topics: async () => (await import('./audit/audit.ts')).topics(context),
    committedAt: async (revision, readOptions) =>
      (await import('../sources/git/repository/commit-time.ts')).readCommitTime(archive, revision, readOptions?.signal),
    changes: (changesOptions) =>
      stream(async () => (await import('./changes/changes.ts')).changes(context, cwd, changesOptions)),
    check: async (checkOptions) => (await import('./check/check.ts')).check(context, cwd, checkOptions),
    why: async (a, b) => (await import('./rulings/why.ts')).why(context, [a, b]),
    link: async (a, b, rulingOptions) =>
      (await import('./rulings/link.ts')).applyRuling(context, 'same', [a, b], rulingOptions),
    unlink: async (a, b, rulingOptions) =>
      (await import('./rulings/link.ts')).applyRuling(context, 'other', [a, b], rulingOptions),
    export: (readOptions) =>
      stream(async () => (await import('./export.ts')).exportJournal(context, readOptions?.signal)),
    suggest: async (event) =>
      (await import('./events/find-event.ts')).suggestEvents(await context.store('read'), event),
    [Symbol.asyncDispose]: () => storeHandle.close(),
  }
}

/** Loads a command with the first step of its iteration. */
async function* stream<Item>(load: () => Promise<AsyncIterable<Item>>): AsyncGenerator<Item> {
  yield* await load()
}

/** One store. It is opened on first use, and opened again if it was open for reading and a command writes. */
class StoreHandle {
  readonly url: string
  readonly #cwd: string
  #open: { readonly store: Store; readonly mode: 'read' | 'write' } | null = null

  constructor(url: string, cwd: string) {
    this.url = url
    this.#cwd = cwd
  }

  /** The folder of the store's file; null for a store without a file. */
  get folder(): string | null {
    return this.#file === null ? null : dirname(this.#file)
  }

  get #file(): string | null {
    if (/^(?:memory:|postgres(?:ql)?:\/\/)/.test(this.url)) return null
    return resolve(this.#cwd, this.url.replace(/^sqlite:/, ''))
  }

  async open(mode: StoreMode): Promise<Store> {
    const writes = mode === 'write' || mode === 'live'
    if (this.#open && (!writes || this.#open.mode === 'write')) return this.#open.store
    if (this.url === 'memory:' && this.#open) return this.#open.store
    await this.close()
    await this.#refuseOutwardLink()
    try {
      const access = writes ? 'write' : 'read'
      const { openStore } = await import('../store/open.ts')
      const store = await openStore(this.url, { cwd: this.#cwd, mode: access, threaded: mode === 'live' })
      this.#open = { store, mode: access }
    } catch (error) {
      if (mode !== 'peek' || !(error instanceof VariorumError) || error.code !== 'store-not-found') throw error
      return (await import('../store/memory/memory-store.ts')).openMemoryStore()
    }
    return this.#open.store
  }

  async #refuseOutwardLink(): Promise<void> {
    const outside = this.#file === null ? null : await resolveOutwardLink(this.#file, this.#cwd)
    if (outside === null) return
    throw new VariorumError('usage', `The store ${this.url} is a link to ${outside}, outside the project.`, {
      advice: `To use that store, name it: --store ${outside}`,
    })
  }

  async close(): Promise<void> {
    const open = this.#open
    this.#open = null
    await open?.store[Symbol.asyncDispose]()
  }
}
