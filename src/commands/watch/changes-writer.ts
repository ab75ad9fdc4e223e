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
  /** Whether somebody is saving a page at this moment. */
  readonly isChanging: (path: PagePath) => boolean
  /** Milliseconds between the last save of a page and the update of its section. */
  readonly pauseMs: number
  readonly onSection: (event: WatchSection) => void
}

const maxRememberedWrites = 1000

/**
 * Updates the Changes sections of recorded pages after a pause without saves. It replaces only recorded content, so that no
 * newer save is lost, and it remembers its own writes.
 */
export class ChangesWriter {
  readonly #context: CommandContext
  readonly #options: ChangesWriterOptions
  readonly #timers = new Map<EventId, NodeJS.Timeout>()
  readonly #writtenContents = new Set<ContentHash>()
  /** Written contents by page, until they are recorded. */
  readonly #unrecordedWrites = new Map<PagePath, ContentHash>()
  /** Events whose last write failed. */
  readonly #failedEvents = new Set<EventId>()
  #planner: IngestResult['planner'] | null = null
  #writing: Promise<void> = Promise.resolve()

  constructor(context: CommandContext, options: ChangesWriterOptions) {
    this.#context = context
    this.#options = options
  }

  /** Schedules the sections of recorded events. */
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

  /** Updates all scheduled sections now. @returns the written pages that are not recorded yet */
  async flush(): Promise<PagePath[]> {
    const ids = [...this.#timers.keys()]
    await this.cancel()
    for (const id of ids) await this.#update(id, true)
    return [...this.#unrecordedWrites.keys()]
  }

  /** Cancels all scheduled updates. */
  async cancel(): Promise<void> {
    // a pending update may schedule another one
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

  /** @param isLastAttempt no later update follows */
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
      // the section is updated once the newer save is recorded
      if (error.code === 'page-changed') return
      if (!this.#failedEvents.has(id))
        this.#options.onSection({ ...report, state: 'left', finding: writeFailureFinding(path, error) })
      this.#failedEvents.add(id)
      // a full disk may have space later
      if (error.code === 'write-failed' && !isLastAttempt) this.#schedule(id, 5 * this.#options.pauseMs)
    }
  }

  #remember(path: PagePath, bytes: Uint8Array): void {
    const [oldest] = this.#writtenContents
    if (this.#writtenContents.size >= maxRememberedWrites) this.#writtenContents.delete(oldest!)
    const content = hash('sha256', bytes) as ContentHash
    this.#writtenContents.add(content)
    this.#unrecordedWrites.set(path, content)
  }
}
