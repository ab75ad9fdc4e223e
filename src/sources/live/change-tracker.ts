import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Finding } from '../../model/finding.ts'
import type { PagePath } from '../../model/page.ts'
import type { Instant } from '../../model/time.ts'
import { type PageLimits, remark, verdict } from '../files/classify-entry.ts'
import { readOnce, readPageFile } from '../files/page-file.ts'
import { type Stamp, sameStamp } from '../files/stamp.ts'
import { look } from '../files/walk.ts'
import { largestPage } from '../source.ts'
import { Settling, type Unsettled } from './debouncer.ts'
import type { Scan } from './scan.ts'
import { isThere } from './scan.ts'

export interface AttendingOptions extends PageLimits {
  readonly now: () => Instant
  /** Milliseconds without a change after which a page has settled. */
  readonly settle: number
  /** Milliseconds after which a page that is gone, or empty, is taken to stay so. */
  readonly patience: number
  readonly onFinding: (finding: Finding) => void
}

/** A page that has settled: its states since it was handed over last, and whether it is gone after them. */
export interface Settled {
  readonly path: PagePath
  readonly states: Unsettled['states']
  readonly gone: boolean
  /** It was not there before. */
  readonly fresh: boolean
  /** The first sign of its change, and the last: milliseconds of a clock that only goes forward. */
  readonly since: number
  readonly last: number
}

const readAhead = 8
/** What happens to two pages within so many milliseconds happened at once: a commit that is checked out, a folder renamed. */
const atOnce = 100
/** What no file is like. */
const unlike: Stamp = { inode: -1n, size: 0n, modified: 0n, changed: 0n }

/** Looks at pages that may have changed, reads them once they rest, and hands them over once they have settled. */
export class Attending {
  /** What each page was like when it was last dealt with: taken before it was read, so that nothing later is overlooked. */
  readonly dealt = new Map<PagePath, Stamp>()
  readonly settling: Settling
  readonly settled: Settled[] = []
  /** Bytes of the states held. */
  held = 0
  readonly #root: string
  readonly #options: AttendingOptions

  constructor(root: string, options: AttendingOptions) {
    this.#root = root
    this.#options = options
    this.settling = new Settling(options.settle)
  }

  /** This page, or all in this folder, was not dealt with after all. */
  undo(path: PagePath): void {
    for (const known of this.dealt.keys())
      if (path === '' || known === path || known.startsWith(`${path}/`)) this.dealt.set(known, unlike)
  }

  /** Signs for all that a scan found to be other than it was when it was dealt with. */
  compare({ stamps, mayHold }: Scan, at: number): void {
    for (const [path, seen] of stamps) {
      if (sameStamp(this.dealt.get(path), seen)) continue
      const waiting = this.settling.get(path)
      if (waiting === undefined || (waiting.stamp !== null && !sameStamp(waiting.stamp, seen)))
        this.settling.sign(path, at, { seen })
    }
    for (const path of this.dealt.keys()) {
      if (!stamps.has(path) && !mayHold(path) && !this.settling.get(path)) this.settling.sign(path, at, { gone: true })
    }
  }

  /** Looks at pages, a few at a time. @param last there is no later look: they are read as they are */
  async attend(pages: readonly Unsettled[], last = false): Promise<void> {
    const rest = pages.values()
    const worker = async () => {
      for (const page of rest) await this.#attend(page, last)
    }
    await Promise.all(Array.from({ length: Math.min(readAhead, pages.length) }, worker))
  }

  /**
   * Pages that went a moment ago and are still gone have settled so, where others came, or where others changed at that
   * moment: what was told there may have gone on in those, and is looked for in what is told together.
   */
  releaseGone(): void {
    if (this.settled.length === 0 || !isThere(this.#root)) return
    const came = this.settled.some(({ fresh }) => fresh)
    const from = Math.min(...this.settled.map(({ since }) => since)) - atOnce
    const to = Math.max(...this.settled.map(({ last }) => last)) + atOnce
    for (const page of this.settling.all()) {
      if (page.missing === null || !this.dealt.has(page.path)) continue
      if ((came || (page.last >= from && page.since <= to)) && this.#isGone(page)) this.#settle(page, true)
    }
  }

  async #attend(page: Unsettled, last: boolean): Promise<void> {
    const { path } = page
    const at = performance.now()
    const late = last || at - page.since >= this.settling.longest
    const found = this.#look(page)
    if (found === 'nothing' || found === 'folder') return this.#attendMissing(page, at, last)
    const judged = verdict(found, this.#root, this.#options)
    if (found.kind !== 'file' || judged !== 'page') {
      if (typeof judged === 'object') this.#options.onFinding(judged)
      if (found.kind === 'file' && judged !== 'other') this.dealt.set(path, found.stamp)
      return this.settling.drop(page)
    }
    if (sameStamp(found.stamp, this.dealt.get(path))) return this.#attendUnchanged(page, at, late)
    const pause = late ? 0 : this.#pause(page, found.stamp, at)
    page.stamp = found.stamp
    if (pause > 0) return this.settling.later(page, at + pause)
    await this.#read(page, found.stamp, last)
    if (sameStamp(found.stamp, this.dealt.get(path))) this.#attendUnchanged(page, performance.now(), late)
  }

  /** Milliseconds for which a page should be left alone, since it is still being saved; 0 where it rests. */
  #pause(page: Unsettled, stamp: Stamp, at: number): number {
    const before = this.dealt.get(page.path)
    page.missing = stamp.size === 0n && before !== undefined && before.size > 0n ? (page.missing ?? at) : null
    if (page.missing !== null) return page.missing + this.#options.patience - at
    if (page.stamp !== null && !sameStamp(page.stamp, stamp)) return this.settling.rest
    // a change that no sign has told of
    const age = this.#options.now() - Number(stamp.changed / 1_000_000n)
    return age >= 0 && age < this.settling.rest ? this.settling.rest - age : 0
  }

  async #read(page: Unsettled, stamp: Stamp, last: boolean): Promise<void> {
    const { path } = page
    const { maxBytes = largestPage } = this.#options
    const place = join(this.#root, path)
    const outcome = last ? await readPageFile(place, maxBytes) : await readOnce(place, maxBytes)
    if (outcome === 'changing' || outcome.what === 'gone')
      return this.settling.later(page, performance.now() + this.settling.rest)
    if (outcome.what === 'refused') {
      this.#options.onFinding(remark(path, `${path} ${outcome.reason}.`))
      // it may not be the page's fault: the next scan finds it again, since it is not dealt with
      return this.#settle(page, false)
    }
    page.fresh ||= !this.dealt.has(path)
    this.dealt.set(path, stamp)
    const before = page.states.at(-1)
    if (before && Buffer.compare(before.bytes, outcome.bytes) === 0) return
    page.states.push({ bytes: outcome.bytes, modified: outcome.modified })
    this.held += outcome.bytes.length
  }

  /** The page is as it was when it was read last. */
  #attendUnchanged(page: Unsettled, at: number, late: boolean): void {
    page.missing = null
    const quiet = page.last + this.#options.settle
    if (page.states.length > 0 && quiet > at && !late) this.settling.later(page, quiet)
    else this.#settle(page, false)
  }

  #attendMissing(page: Unsettled, at: number, last: boolean): void {
    if (last || (!this.dealt.has(page.path) && page.states.length === 0)) {
      // whether it comes back, the next watch will see
      this.#settle(page, false)
      return
    }
    page.missing ??= at
    const over = page.missing + this.#options.patience
    if (at < over) this.settling.later(page, over)
    // a page is not gone by itself where the whole archive is
    else if (!isThere(this.#root)) this.settling.later(page, at + this.#options.patience)
    else this.#settle(page, true)
  }

  #settle(page: Unsettled, gone: boolean): void {
    const { path, states, fresh, since, last } = page
    if (gone) this.dealt.delete(path)
    if (gone || states.length > 0) this.settled.push({ path, states, gone, fresh, since, last })
    this.settling.drop(page)
  }

  #isGone(page: Unsettled): boolean {
    const found = this.#look(page)
    return found === 'nothing' || found === 'folder'
  }

  #look(page: Unsettled): ReturnType<typeof look> {
    const { path, gone } = page
    const name = path.slice(path.lastIndexOf('/') + 1)
    const found = look(this.#root, path, name)
    // Where letter case does not tell names apart, a page renamed in case only still answers to its old name.
    if (!gone || found === 'nothing' || found === 'folder') return found
    return isListed(join(this.#root, dirname(path)), name) ? found : 'nothing'
  }
}

function isListed(folder: string, name: string): boolean {
  try {
    return readdirSync(folder).includes(name)
  } catch {
    return false
  }
}
