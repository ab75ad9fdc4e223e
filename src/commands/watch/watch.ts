import { setTimeout } from 'node:timers/promises'
import type { Rulings } from '../../identity/rulings/rulings.ts'
import { record } from '../../ingest/ingest.ts'
import type { Recorded } from '../../ingest/ingest-result.ts'
import { isOnDisk } from '../../ingest/observations.ts'
import { wanted } from '../../ingest/read-page.ts'
import { rebuildIndex } from '../../ingest/rebuild-index.ts'
import { joinedSummaries } from '../../ingest/summary.ts'
import type { ErrorCode, VariorumError } from '../../model/errors.ts'
import type { Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import type { Summary } from '../../model/report.ts'
import type { WatchEvent, WatchHealth } from '../../model/watch.ts'
import { LiveFiles, type LiveOptions } from '../../sources/live/live-files.ts'
import type { Store } from '../../store/store.ts'
import { archivePaths } from '../archive/archive-paths.ts'
import type { Context } from '../archive/context.ts'
import { openArchive } from '../archive/open-archive.ts'
import { rulingsOf } from '../rulings/open-rulings.ts'
import type { WatchOptions } from '../variorum.ts'
import { SectionKeeper } from './changes-writer.ts'
import { Feed } from './event-queue.ts'
import { IndexMender } from './index-rebuilder.ts'
import { WatchFigures } from './watch-counts.ts'
import { tellRecorded } from './watch-events.ts'
import { watchSource } from './watch-source.ts'

const settleUsual = 50
const retryStore = 2000
const mendAfter = 3000

/**
 * Records the archive as it is, and then every saved state of every page, until the signal fires: an import that does not
 * end. What was saved while nobody watched comes first. A store that cannot be written to is tried again until it can.
 * @throws VariorumError `archive-not-found`, `file-not-found`, `outside-archive`, `store-…` where waiting does not help
 */
export async function* watch(
  context: Context,
  cwd: string,
  options: WatchOptions & WatchSeams = {},
): AsyncGenerator<WatchEvent> {
  const feed = new Feed<WatchEvent>()
  const left = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, left.signal]) : left.signal
  const watching = new Watch(context, { ...options, signal }, feed).run(cwd).then(
    () => feed.end(),
    (error: unknown) => feed.end(error),
  )
  try {
    yield* feed
  } finally {
    left.abort()
    await watching
  }
}

/** What tests put in the place of the system. */
export interface WatchSeams {
  readonly seams?: Pick<LiveOptions, 'subscribe' | 'patience' | 'retryEvery'> & {
    /** Milliseconds after which a store that cannot be written to is tried again. */
    readonly retryStore?: number
    /** Milliseconds for which nobody records, after which an index that was left behind is completed. */
    readonly mendAfter?: number
  }
}

class Watch {
  readonly #context: Context
  readonly #options: WatchOptions & WatchSeams & { readonly signal: AbortSignal }
  readonly #feed: Feed<WatchEvent>
  readonly #findings = new Map<string, Finding>()
  readonly #missed = { snapshots: 0, versions: 0, titleChanges: 0 }
  readonly #rulings: () => Promise<Rulings>
  #catchingUp = true
  #toRead = 0
  #figures: WatchFigures | null = null
  #keeper: SectionKeeper | null = null
  #mender: IndexMender | null = null
  #live: LiveFiles | null = null
  #health: WatchHealth['state'] = 'live'
  #stuck = false

  constructor(
    context: Context,
    options: WatchOptions & WatchSeams & { readonly signal: AbortSignal },
    feed: Feed<WatchEvent>,
  ) {
    this.#context = context
    this.#options = options
    this.#feed = feed
    this.#rulings = rulingsOf(context)
  }

  async run(cwd: string): Promise<void> {
    const { signal, dryRun, once, paths, writeChanges } = this.#options
    const { archive, now } = this.#context
    const began = now()
    const scope = paths?.length ? archivePaths(this.#context, cwd, paths) : null
    const store = await this.#context.store(dryRun ? 'peek' : 'live')
    // read before anything is told, so that there are some to go on with where they cannot be read later
    await this.#rulings()
    await using live = once ? null : this.#openLive(scope)
    this.#live = live
    await live?.open()
    if (live) this.#feed.tell({ kind: 'ready', at: now(), archive })
    await live?.takeAsRead()
    this.#keeper = writeChanges && !dryRun ? this.#openKeeper() : null
    this.#figures = once ? null : this.#openFigures()
    this.#mender = once || dryRun ? null : this.#openMender(store)
    try {
      const summary = await this.#record(store, scope, live, signal).finally(() => this.#mender?.close())
      const written = (await this.#keeper?.finish()) ?? []
      // what was written last is seen by nobody else any more
      const sections =
        written.length > 0 ? await this.#record(store, written, null, new AbortController().signal) : null
      const findings = [...this.#findings.values()]
      const whole = sections ? joinedSummaries(summary, sections) : summary
      this.#feed.tell({ kind: 'end', at: now(), summary: { ...whole, findings, seconds: (now() - began) / 1000 } })
    } finally {
      this.#figures?.close()
      await this.#keeper?.abandon()
    }
  }

  #openMender(store: Store): IndexMender {
    const rulings = this.#rulings
    return new IndexMender(store, {
      pause: this.#options.seams?.mendAfter ?? mendAfter,
      rebuild: (signal) => rebuildIndex(store, { sections: this.#context.sections, rulings, signal }),
      onMended: () => {
        const message = 'The record is complete again; events tell what was recorded meanwhile.'
        this.#feed.tell({ kind: 'health', at: this.#context.now(), state: this.#health, message })
      },
    })
  }

  #openLive(scope: readonly PagePath[] | null): LiveFiles {
    const { archive, storeFolder, now } = this.#context
    const { settle = settleUsual, signal, scanEvery, seams = {} } = this.#options
    return new LiveFiles(archive, {
      ...seams,
      now,
      settle,
      signal,
      scanEvery,
      accepts: (path) => wanted(path),
      ...(scope ? { scope } : {}),
      ...(storeFolder && storeFolder !== archive ? { without: [storeFolder] } : {}),
      onFinding: (finding) => this.#remark(finding),
      onHealth: ({ state, message }) => {
        this.#health = state
        this.#feed.tell({ kind: 'health', at: now(), state, message })
      },
    })
  }

  #openKeeper(): SectionKeeper {
    const { settle = settleUsual } = this.#options
    return new SectionKeeper(this.#context, {
      isChanging: (path) => this.#live?.isChanging(path) ?? false,
      pause: Math.max(1000, 2 * settle),
      onSection: (told) => this.#feed.tell(told),
    })
  }

  #openFigures(): WatchFigures {
    return new WatchFigures({
      now: this.#context.now,
      timeZone: this.#options.timeZone ?? 'UTC',
      read: () => ({
        pages: this.#live?.pages ?? 0,
        queue: this.#catchingUp ? this.#toRead : (this.#live?.waiting ?? 0),
        catchingUp: this.#catchingUp,
        health: this.#stuck ? 'stuck' : this.#health,
      }),
      tell: (status) => this.#feed.tell(status),
    })
  }

  /** @param live null: only what stands now */
  async #record(
    store: Store,
    scope: readonly PagePath[] | null,
    live: LiveFiles | null,
    signal: AbortSignal,
  ): Promise<Summary> {
    const { dryRun } = this.#options
    const archive = await openArchive(this.#context, store, { ...(scope ? { paths: scope } : {}), signal })
    await using source = watchSource(archive, live, signal, () => this.#caughtUp(archive.findings))
    const { summary } = await record(store, source, {
      verb: 'watch',
      now: this.#context.now,
      sections: this.#context.sections,
      rulings: this.#rulings,
      ...(dryRun ? { dryRun } : {}),
      onOpened: (planner) => this.#figures?.begin(planner),
      onProgress: ({ done, total }) => {
        this.#toRead = Math.max(0, (total ?? done) - done)
      },
      isCurrent: isOnDisk(this.#context.archive),
      leavesBehind: () => signal.aborted,
      onRecorded: (recorded) => this.#recorded(recorded, store),
      onFailure: (error) => this.#waitForStore(error),
    })
    return summary
  }

  async #recorded(recorded: Recorded, store: Store): Promise<void> {
    this.#storeWorks()
    if (recorded.behind) this.#mender?.behind()
    this.#keeper?.concern(recorded)
    const events = await tellRecorded(recorded, store, {
      at: this.#context.now(),
      missed: this.#catchingUp,
      isOurs: (content) => this.#keeper?.isOurs(content) ?? false,
      sections: this.#context.sections,
    })
    this.#figures?.count(events)
    if (this.#catchingUp) {
      const versions = events.filter((event) => event.kind === 'version')
      this.#missed.snapshots += recorded.snapshots.length
      this.#missed.versions += versions.length
      this.#missed.titleChanges += versions.filter((event) => event.title !== null).length
    }
    for (const event of events) {
      // of what was missed, a save that came to nothing is no news
      if (!(event.kind === 'page' && event.what === 'folded' && event.missed)) this.#feed.tell(event)
    }
    this.#forget(recorded.snapshots.map(({ path }) => path))
    for (const finding of recorded.findings) this.#remark(finding)
  }

  #caughtUp(findings: readonly Finding[]): void {
    for (const finding of findings) {
      this.#remark(finding)
      if (finding.path !== null) this.#live?.takeAsUnread(finding.path)
    }
    if (!this.#catchingUp) return
    this.#catchingUp = false
    this.#feed.tell({ kind: 'caught-up', at: this.#context.now(), pages: this.#live?.pages ?? 0, ...this.#missed })
  }

  /** Tells a finding once for as long as its page stays so. */
  #remark(finding: Finding): void {
    const { rule, path, line, message } = finding
    const key = `${path ?? ''}\0${rule}\0${line}\0${message}`
    if (this.#findings.has(key)) return
    this.#findings.set(key, finding)
    this.#feed.tell({ kind: 'finding', at: this.#context.now(), finding })
  }

  #forget(paths: readonly PagePath[]): void {
    if (this.#findings.size === 0) return
    const gone = new Set(paths)
    for (const [key, { path }] of this.#findings) if (path !== null && gone.has(path)) this.#findings.delete(key)
  }

  /** @returns whether to try again: always, except where trying cannot help, or after an interruption */
  async #waitForStore(error: VariorumError): Promise<boolean> {
    const { signal, seams } = this.#options
    if (signal.aborted || !passing.has(error.code)) return false
    const every = seams?.retryStore ?? retryStore
    if (!this.#stuck) {
      this.#stuck = true
      const message = `${error.message} It is tried again every ${every / 1000} s; no save is lost meanwhile, only late.`
      this.#feed.tell({ kind: 'health', at: this.#context.now(), state: 'stuck', message })
    }
    await setTimeout(every, null, { signal }).catch(() => {})
    return true
  }

  #storeWorks(): void {
    if (!this.#stuck) return
    this.#stuck = false
    const message = 'The store can be written to again.'
    this.#feed.tell({ kind: 'health', at: this.#context.now(), state: this.#health, message })
  }
}

/** Troubles of a store that may pass. */
const passing: ReadonlySet<ErrorCode> = new Set(['store-full', 'store-busy', 'store-read-only', 'store-unreadable'])
