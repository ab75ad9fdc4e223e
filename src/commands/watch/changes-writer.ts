import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Recorded } from '../../ingest/ingest-result.ts'
import { VariorumError } from '../../model/errors.ts'
import type { EventId } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { ContentHash } from '../../model/revision.ts'
import type { WatchSection } from '../../model/watch.ts'
import { eventHead } from '../../versioning/history/history.ts'
import { recordOf } from '../../versioning/index/event-index.ts'
import { pageTelling } from '../../versioning/matching/page-of-event.ts'
import type { Context } from '../archive/context.ts'
import { sectionOf } from '../changes/changes.ts'
import { unwritten, writeSection } from '../changes/write-section.ts'

export interface KeeperOptions {
  /** Whether somebody is saving a page just now. */
  readonly isChanging: (path: PagePath) => boolean
  /** Milliseconds that a page is left alone after it was saved. */
  readonly pause: number
  readonly onSection: (told: WatchSection) => void
}

const mostRemembered = 1000

/**
 * Keeps the Changes sections of the pages that are recorded, once each has been left alone for a while. It writes only
 * over what is recorded, so that nothing newer is lost, and remembers what it wrote.
 */
export class SectionKeeper {
  readonly #context: Context
  readonly #options: KeeperOptions
  readonly #waiting = new Map<EventId, NodeJS.Timeout>()
  readonly #written = new Set<ContentHash>()
  /** Pages as they were written, until they are recorded so. */
  readonly #unrecorded = new Map<PagePath, ContentHash>()
  /** Events whose section could not be written when it was last tried. */
  readonly #left = new Set<EventId>()
  #planner: Recorded['planner'] | null = null
  #writing: Promise<void> = Promise.resolve()

  constructor(context: Context, options: KeeperOptions) {
    this.#context = context
    this.#options = options
  }

  /** Events that were recorded: the pages that tell them are looked at soon. */
  concern({ events, snapshots, planner }: Pick<Recorded, 'events' | 'snapshots' | 'planner'>): void {
    this.#planner = planner
    for (const { path, content } of snapshots) {
      if (this.#unrecorded.get(path) === content) this.#unrecorded.delete(path)
    }
    for (const { id, versions, live } of events) {
      if (live && versions.some(({ title }) => title !== versions[0]!.title)) this.#wait(id)
    }
  }

  isOurs(content: ContentHash): boolean {
    return this.#written.has(content)
  }

  /** Looks at all pages that wait, now. @returns those that were written, now or before, and are not recorded so yet */
  async finish(): Promise<PagePath[]> {
    const ids = [...this.#waiting.keys()]
    await this.abandon()
    for (const id of ids) await this.#keep(id, true)
    return [...this.#unrecorded.keys()]
  }

  /** Leaves all pages alone from now on. */
  async abandon(): Promise<void> {
    // what is being written may ask for another look
    for (let round = 0; round < 2; round++) {
      for (const timer of this.#waiting.values()) clearTimeout(timer)
      this.#waiting.clear()
      await this.#writing
    }
  }

  #wait(id: EventId, pause = this.#options.pause): void {
    clearTimeout(this.#waiting.get(id))
    const timer = setTimeout(() => {
      this.#waiting.delete(id)
      this.#writing = this.#writing.then(() => this.#keep(id, false))
    }, pause)
    this.#waiting.set(id, timer)
  }

  /** @param last it is not tried again */
  async #keep(id: EventId, last: boolean): Promise<void> {
    const known = this.#planner?.book.events.get(id)
    if (!this.#planner || !known?.single || known.shown.length === 0) return
    const event = recordOf(known)
    const path = pageTelling(event)
    const bytes = await readFile(join(this.#context.archive, path)).catch(() => null)
    if (bytes === null) return
    const isRecorded = this.#planner.standing.get(path) === hash('sha256', bytes)
    if (this.#options.isChanging(path) || !isRecorded) {
      if (!last) this.#wait(id)
      return
    }
    const { standing } = this.#planner
    const section = sectionOf(this.#context, path, event, bytes, (other) => standing.has(other))
    if (section === null || section.state === 'same') return
    const { day, topic, title } = eventHead(event)
    const told = { kind: 'section', at: this.#context.now(), path, event: { id, day, topic, title } } as const
    try {
      this.#remember(path, await writeSection(this.#context, path, bytes, section.section))
      this.#left.delete(id)
      this.#options.onSection({ ...told, state: 'written', finding: null })
    } catch (error) {
      if (!(error instanceof VariorumError)) throw error
      // who saved in the meantime comes first: it is looked at again once that is recorded
      if (error.code === 'page-changed') return
      if (!this.#left.has(id)) this.#options.onSection({ ...told, state: 'left', finding: unwritten(path, error) })
      this.#left.add(id)
      // a full disk has space again some day
      if (error.code === 'write-failed' && !last) this.#wait(id, 5 * this.#options.pause)
    }
  }

  #remember(path: PagePath, bytes: Uint8Array): void {
    const [oldest] = this.#written
    if (oldest !== undefined && this.#written.size >= mostRemembered) this.#written.delete(oldest)
    const content = hash('sha256', bytes) as ContentHash
    this.#written.add(content)
    this.#unrecorded.set(path, content)
  }
}
