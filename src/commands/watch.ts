import { VariorumError } from '../model/errors.ts'
import type { Finding } from '../model/finding.ts'
import type { PagePath } from '../model/page.ts'
import type { Summary } from '../model/report.ts'
import type { WatchEvent, WatchHealth } from '../model/watch.ts'
import { LiveFiles } from '../sources/live-files.ts'
import { openArchive } from './archive.ts'
import { archivePaths } from './archive-paths.ts'
import type { Context } from './context.ts'
import { Feed } from './feed.ts'
import { type RecordOptions, record } from './ingest.ts'
import { wanted } from './reading.ts'
import type { Recorded } from './recorded.ts'
import { SectionKeeper } from './section-keeper.ts'
import { tellRecorded } from './telling.ts'
import type { WatchOptions } from './variorum.ts'
import { WatchFigures } from './watch-figures.ts'
import { watchSource } from './watch-source.ts'

const settleUsual = 50
const retryStore = 2000

/**
 * Records the archive as it is, and then every saved state of every page, until the signal fires: an import that does not
 * end. What was saved while nobody watched comes first. A store that cannot be written to is tried again until it can.
 * @throws VariorumError `archive-not-found`, `file-not-found`, `outside-archive`, `store-…` where waiting does not help
 */
export async function* watch(context: Context, cwd: string, options: WatchOptions = {}): AsyncIterable<WatchEvent> {
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

class Watch {
  readonly #context: Context
  readonly #options: WatchOptions & { readonly signal: AbortSignal }
  readonly #feed: Feed<WatchEvent>
  readonly #findings = new Map<string, Finding>()
  #figures: WatchFigures | null = null
  #keeper: SectionKeeper | null = null
  #live: LiveFiles | null = null
  #missed = true
  /** The store's trouble, told once; null while there is none. */
  #stuck: string | null = null
  #health: WatchHealth['state'] = 'live'

  constructor(
    context: Context,
    options: WatchOptions & { readonly signal: AbortSignal },
    feed: Feed<WatchEvent>,
  ) {
    this.#context = context
    this.#options = options
    this.#feed = feed
  }

  async run(cwd: string): Promise<void> {
    const { signal, dryRun, once } = this.#options
    const { now } = this.#context
    const began = now()
    const scope = this.#options.paths?.length ? archivePaths(this.#context, cwd, this.#options.paths) : undefined
    const store = await this.#context.store(dryRun ? 'peek' : 'write')
    await using live = once ? null : this.#openLive(scope)
    this.#live = live
    await live?.open()
    if (live && !signal.aborted) this.#feed.tell({ kind: 'ready', at: now(), archive: this.#context.archive })
    if (this.#options.writeChanges && !dryRun) this.#keeper = this.#openKeeper()
    await live?.takeAsRead()
    const recording = this.#recording(store)
    const archive = await openArchive(this.#context, store, { ...(scope ? { paths: scope } : {}), signal })
    await using source = watchSource(archive, live, signal, () => this.#caughtUp(archive.total, archive.skipped))
    const { summary } = await record(store, source, recording)
    for (const finding of source.findings) this.#remark(finding)
    const sections = await this.#recordSections(store, recording)
    this.#figures?.close()
    const whole = sections ? added(summary, sections) : summary
    const seconds = (now() - began) / 1000
    this.#feed.tell({
      kind: 'end',
      at: now(),
      summary: { ...whole, findings: [...this.#findings.values()], seconds },
    })
  }

  #openLive(scope: readonly PagePath[] | undefined): LiveFiles {
    const { archive, storeFolder, now } = this.#context
    const { settle = settleUsual, signal, scanEvery, sources } = this.#options
    return new LiveFiles(archive, {
      ...sources,
      now,
      settle,
      signal,
      scanEvery,
      accepts: (path) => wanted(path),
      ...(scope ? { scope } : {}),
      ...(storeFolder && storeFolder !== archive ? { without: [storeFolder] } : {}),
      onFinding: (finding) => this.#remark(finding),
      onHealth: (health) => this.#tellHealth(health),
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

  #recording(store: Awaited<ReturnType<Context['store']>>): RecordOptions {
    const { dryRun, onProgress } = this.#options
    return {
      verb: 'watch',
      now: this.#context.now,
      sections: this.#context.sections,
      ...(dryRun ? { dryRun } : {}),
      // once it has caught up, the figures say how far it is
      onProgress: (progress) => this.#missed && onProgress?.(progress),
      onFailure: (error) => this.#waitForStore(error),
      onRecorded: async (recorded) => {
        this.#storeWorks()
        this.#begin(recorded)
        this.#figures?.count(recorded)
        this.#keeper?.concern(recorded)
        const events = await tellRecorded(recorded, store, {
          at: this.#context.now(),
          missed: this.#missed,
          isOurs: (content) => this.#keeper?.isOurs(content) ?? false,
          sections: this.#context.sections,
        })
        for (const event of events) this.#feed.tell(event)
        for (const finding of recorded.findings) this.#remark(finding)
      },
    }
  }
}
