import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import type { Instant } from '../../model/time.ts'
import { classifyEntry, type PageLimits, unreadablePageFinding } from '../files/classify-entry.ts'
import { readPageFile, readPageOnce } from '../files/page-file.ts'
import { readConcurrently } from '../files/read-concurrently.ts'
import { type FileStamp, isSameStamp } from '../files/stamp.ts'
import { inspectPath, isInAny, type WalkEntry } from '../files/walk.ts'
import { maxPageBytes } from '../source.ts'
import { Debouncer, type PendingPage } from './debouncer.ts'
import { archiveExists, type ScanResult } from './scan.ts'

/** Options of `ChangeTracker`. */
export interface ChangeTrackerOptions extends PageLimits {
  readonly now: () => Instant
  /** Milliseconds without a change after which a page has settled. */
  readonly settle: number
  /** Milliseconds after which a missing or empty page counts as removed or empty. */
  readonly patience: number
  readonly onFinding: (finding: Finding) => void
}

/** A page that has settled: its states since the last batch, and whether it is removed after them. */
export type SettledPage = Pick<PendingPage, 'path' | 'states' | 'isNew' | 'firstHintAt' | 'lastHintAt'> & {
  gone: boolean
}

/** Changes within this time belong together, such as a checkout or a renamed folder. */
const sameMomentMs = 100
/** A stamp that no file has. */
const unknownStamp: FileStamp = { ino: -1n, size: 0n, mtimeNs: 0n, ctimeNs: 0n }

/** Checks pages that may have changed, reads them when they rest, and lists them when they have settled. */
export class ChangeTracker {
  /** The stamp of each page when it was last handled. It is taken before the page is read, so a later change is found. */
  readonly lastSeen = new Map<PagePath, FileStamp>()
  readonly debouncer: Debouncer
  readonly settledPages: SettledPage[] = []
  /** Bytes of all states in memory. */
  heldBytes = 0
  readonly #root: string
  readonly #options: ChangeTrackerOptions

  constructor(root: string, options: ChangeTrackerOptions) {
    this.#root = root
    this.#options = options
    this.debouncer = new Debouncer(options.settle)
  }

  /** Marks a page, or all pages of a folder, as not handled. */
  forget(path: PagePath): void {
    for (const seenPath of this.lastSeen.keys())
      if (isInAny([path], seenPath)) this.lastSeen.set(seenPath, unknownStamp)
  }

  /** Records a hint for every page whose stamp in a scan differs from the one last handled. */
  compareScan({ stamps, mayExist }: ScanResult, at: number): void {
    for (const [path, seen] of stamps) {
      if (isSameStamp(this.lastSeen.get(path), seen)) continue
      const waiting = this.debouncer.get(path)
      if (waiting === undefined || (waiting.stamp !== null && !isSameStamp(waiting.stamp, seen)))
        this.debouncer.recordHint(path, at, { seen })
    }
    for (const path of this.lastSeen.keys()) {
      if (!stamps.has(path) && !mayExist(path) && !this.debouncer.get(path))
        this.debouncer.recordHint(path, at, { gone: true })
    }
  }

  /** Checks pages, a few at a time. @param last no check follows, so pages are read in their current state */
  async checkPages(pages: readonly PendingPage[], last = false): Promise<void> {
    await Array.fromAsync(readConcurrently(pages, (page) => this.#checkPage(page, last)))
  }

  /**
   * Settles missing pages early if the batch has new pages, or pages that changed at the same time. Their events may
   * continue in those pages, and matching needs both in one batch.
   */
  releaseMissing(): void {
    if (this.settledPages.length === 0 || !archiveExists(this.#root)) return
    const hasNewPages = this.settledPages.some(({ isNew }) => isNew)
    const from = Math.min(...this.settledPages.map(({ firstHintAt }) => firstHintAt)) - sameMomentMs
    const to = Math.max(...this.settledPages.map(({ lastHintAt }) => lastHintAt)) + sameMomentMs
    for (const page of this.debouncer.all()) {
      if (page.missingSince === null || !this.lastSeen.has(page.path)) continue
      if ((hasNewPages || (page.lastHintAt >= from && page.firstHintAt <= to)) && !this.#inspect(page))
        this.#finalise(page, true)
    }
  }

  async #checkPage(page: PendingPage, last: boolean): Promise<void> {
    const { path } = page
    const at = performance.now()
    const isLastChance = last || at - page.firstHintAt >= this.debouncer.maxWaitMs
    const entry = this.#inspect(page)
    if (entry === null) return this.#handleMissing(page, at, last)
    const outcome = classifyEntry(entry, this.#root, this.#options)
    if (entry.kind !== 'file' || outcome !== 'page') {
      if (typeof outcome === 'object') this.#options.onFinding(outcome)
      if (entry.kind === 'file' && outcome !== 'other') this.lastSeen.set(path, entry.stamp)
      return this.debouncer.drop(page)
    }
    if (isSameStamp(entry.stamp, this.lastSeen.get(path))) return this.#handleUnchanged(page, at, isLastChance)
    const pause = isLastChance ? 0 : this.#pauseMs(page, entry.stamp, at)
    page.stamp = entry.stamp
    if (pause > 0) return this.debouncer.postpone(page, at + pause)
    await this.#readPage(page, entry.stamp, last)
    if (isSameStamp(entry.stamp, this.lastSeen.get(path))) this.#handleUnchanged(page, performance.now(), isLastChance)
  }

  /** Milliseconds to wait because the page is still being saved. 0 if it rests. */
  #pauseMs(page: PendingPage, stamp: FileStamp, at: number): number {
    const before = this.lastSeen.get(page.path)
    page.missingSince = stamp.size === 0n && before !== undefined && before.size > 0n ? (page.missingSince ?? at) : null
    if (page.missingSince !== null) return page.missingSince + this.#options.patience - at
    if (page.stamp !== null && !isSameStamp(page.stamp, stamp)) return this.debouncer.quietMs
    // The page changed without a hint.
    const age = this.#options.now() - Number(stamp.ctimeNs / 1_000_000n)
    return age >= 0 && age < this.debouncer.quietMs ? this.debouncer.quietMs - age : 0
  }

  async #readPage(page: PendingPage, stamp: FileStamp, last: boolean): Promise<void> {
    const { path } = page
    const { maxBytes = maxPageBytes } = this.#options
    const absolutePath = join(this.#root, path)
    const outcome = last ? await readPageFile(absolutePath, maxBytes) : await readPageOnce(absolutePath, maxBytes)
    if (outcome === 'changing' || outcome.what === 'gone')
      return this.debouncer.postpone(page, performance.now() + this.debouncer.quietMs)
    if (outcome.what === 'refused') {
      this.#options.onFinding(unreadablePageFinding(path, `${path} ${outcome.reason}.`))
      // The cause can be temporary. The page stays unhandled, so the next scan finds it again.
      return this.#finalise(page, false)
    }
    page.isNew ||= !this.lastSeen.has(path)
    this.lastSeen.set(path, stamp)
    const before = page.states.at(-1)
    if (before && Buffer.compare(before.bytes, outcome.bytes) === 0) return
    page.states.push({ bytes: outcome.bytes, modified: outcome.modified })
    this.heldBytes += outcome.bytes.length
  }

  /** The page did not change since it was read. */
  #handleUnchanged(page: PendingPage, at: number, isLastChance: boolean): void {
    page.missingSince = null
    const quietUntil = page.lastHintAt + this.#options.settle
    if (page.states.length > 0 && quietUntil > at && !isLastChance) this.debouncer.postpone(page, quietUntil)
    else this.#finalise(page, false)
  }

  #handleMissing(page: PendingPage, at: number, last: boolean): void {
    page.missingSince ??= at
    const missingUntil = page.missingSince + this.#options.patience
    // Whether it returns, the next watch finds out.
    if (last || (!this.lastSeen.has(page.path) && page.states.length === 0)) this.#finalise(page, false)
    else if (at < missingUntil) this.debouncer.postpone(page, missingUntil)
    // If the whole archive is missing, the page was not removed.
    else if (!archiveExists(this.#root)) this.debouncer.postpone(page, at + this.#options.patience)
    else this.#finalise(page, true)
  }

  #finalise(page: PendingPage, gone: boolean): void {
    const { path, states, isNew, firstHintAt, lastHintAt } = page
    if (gone) this.lastSeen.delete(path)
    if (gone || states.length > 0) this.settledPages.push({ path, states, gone, isNew, firstHintAt, lastHintAt })
    this.debouncer.drop(page)
  }

  /** @returns null if there is no file */
  #inspect({ path, reportedGone }: PendingPage): WalkEntry | null {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const entry = inspectPath(this.#root, path, name)
    if (entry === 'nothing' || entry === 'folder') return null
    // On a case-insensitive disk, a page renamed in case only is still found by its old name.
    return reportedGone && !isListed(join(this.#root, dirname(path)), name) ? null : entry
  }
}

function isListed(folder: string, name: string): boolean {
  try {
    return readdirSync(folder).includes(name)
  } catch {
    return false
  }
}
