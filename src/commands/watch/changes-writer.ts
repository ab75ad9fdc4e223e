import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { IngestResult } from '../../ingest/ingest-result.ts'
import { VariorumError } from '../../model/errors.ts'
import type { EventId } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { ContentHash } from '../../model/revision.ts'
import type { WatchSection } from '../../model/watch.ts'
import { historyEvent } from '../../versioning/history/build-history.ts'
import { recordOf } from '../../versioning/index/event-index.ts'
import { currentPageOf } from '../../versioning/matching/current-page.ts'
import type { CommandContext } from '../archive/command-context.ts'
import { expectedSection } from '../changes/changes.ts'
import { writeFailureFinding, writeSection } from '../changes/write-section.ts'

export interface ChangesWriterOptions {
  /** Whether somebody is saving a page just now. */
  readonly isChanging: (path: PagePath) => boolean
  /** Milliseconds that a page is left alone after it was saved. */
  readonly pauseMs: number
  readonly onSection: (event: WatchSection) => void
}

const maxRememberedWrites = 1000

/**
 * Keeps the Changes sections of the pages that are recorded, once each has been left alone for a while. It writes only
 * over what is recorded, so that nothing newer is lost, and remembers what it wrote.
 */
export class ChangesWriter {
  readonly #context: CommandContext
  readonly #options: ChangesWriterOptions
  readonly #timers = new Map<EventId, NodeJS.Timeout>()
  readonly #writtenContents = new Set<ContentHash>()
  /** Pages as they were written, until they are recorded so. */
  readonly #unrecordedWrites = new Map<PagePath, ContentHash>()
  /** Events whose section could not be written when it was last tried. */
  readonly #failedEvents = new Set<EventId>()
  #planner: IngestResult['planner'] | null = null
  #writing: Promise<void> = Promise.resolve()

  constructor(context: CommandContext, options: ChangesWriterOptions) {
    this.#context = context
    this.#options = options
  }

  /** Events that were recorded: the pages that tell them are looked at soon. */
  enqueue({ events, snapshots, planner }: Pick<IngestResult, 'events' | 'snapshots' | 'planner'>): void {
    this.#planner = planner
    for (const { path, content } of snapshots) {
      if (this.#unrecordedWrites.get(path) === content) this.#unrecordedWrites.delete(path)
    }
    for (const { id, versions, live } of events) {
      if (live && versions.some(({ title }) => title !== versions[0]!.title)) this.#schedule(id)
    }
  }

  isOwnWrite(content: ContentHash): boolean {
    return this.#writtenContents.has(content)
  }

  /** Looks at all pages that wait, now. @returns those that were written, now or before, and are not recorded so yet */
  async flush(): Promise<PagePath[]> {
    const ids = [...this.#timers.keys()]
    await this.cancel()
    for (const id of ids) await this.#update(id, true)
    return [...this.#unrecordedWrites.keys()]
  }

  /** Leaves all pages alone from now on. */
  async cancel(): Promise<void> {
    // what is being written may ask for another look
    for (let round = 0; round < 2; round++) {
      for (const timer of this.#timers.values()) clearTimeout(timer)
      this.#timers.clear()
      await this.#writing
    }
  }

  #schedule(id: EventId, pauseMs = this.#options.pauseMs): void {
    clearTimeout(this.#timers.get(id))
    const timer = setTimeout(() => {
      this.#timers.delete(id)
      this.#writing = this.#writing.then(() => this.#update(id, false))
    }, pauseMs)
    this.#timers.set(id, timer)
  }

  /** @param isLastAttempt it is not tried again */
  async #update(id: EventId, isLastAttempt: boolean): Promise<void> {
    const tracked = this.#planner?.eventIndex.events.get(id)
    if (!this.#planner || !tracked?.single || tracked.shown.length === 0) return
    const event = recordOf(tracked)
    const path = currentPageOf(event)
    const bytes = await readFile(join(this.#context.archive, path)).catch(() => null)
    if (bytes === null) return
    const isRecorded = this.#planner.currentContents.get(path) === hash('sha256', bytes)
    if (this.#options.isChanging(path) || !isRecorded) {
      if (!isLastAttempt) this.#schedule(id)
      return
    }
    const { currentContents } = this.#planner
    const section = expectedSection(this.#context, path, event, bytes, (other) => currentContents.has(other))
    if (section === null || section.state === 'same') return
    const { day, topic, title } = historyEvent(event)
    const report = { kind: 'section', at: this.#context.now(), path, event: { id, day, topic, title } } as const
    try {
      this.#remember(path, await writeSection(this.#context, path, bytes, section.section))
      this.#failedEvents.delete(id)
      this.#options.onSection({ ...report, state: 'written', finding: null })
    } catch (error) {
      if (!(error instanceof VariorumError)) throw error
      // who saved in the meantime comes first: it is looked at again once that is recorded
      if (error.code === 'page-changed') return
      if (!this.#failedEvents.has(id))
        this.#options.onSection({ ...report, state: 'left', finding: writeFailureFinding(path, error) })
      this.#failedEvents.add(id)
      // a full disk has space again some day
      if (error.code === 'write-failed' && !isLastAttempt) this.#schedule(id, 5 * this.#options.pauseMs)
    }
  }

  #remember(path: PagePath, bytes: Uint8Array): void {
    const [oldest] = this.#writtenContents
    if (oldest !== undefined && this.#writtenContents.size >= maxRememberedWrites) this.#writtenContents.delete(oldest)
    const content = hash('sha256', bytes) as ContentHash
    this.#writtenContents.add(content)
    this.#unrecordedWrites.set(path, content)
  }
}
