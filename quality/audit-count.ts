// An independent count of the title changes of an archive in git, to compare with an audit. It uses nothing of src/: it reads
// plain git output, parses pages with a few patterns, and pairs titles by three simple rules.
import { spawnSync } from 'node:child_process'
import { pageKeyOf, readItems, type TitleItem, titleSimilarity } from './audit-items.ts'

export interface CountedChange {
  readonly sha: string
  readonly from: string
  readonly to: string
}

/** The titles that one commit removed, added and kept on the pages that it touched. */
export interface CommitTitles {
  readonly removed: ReadonlySet<string>
  readonly added: ReadonlySet<string>
  readonly unchanged: ReadonlySet<string>
}

export interface TitleCount {
  readonly events: number
  readonly retitled: number
  readonly changes: readonly CountedChange[]
  /** The first title of each event, with its commit. */
  readonly firstTitles: readonly { readonly sha: string; readonly title: string }[]
  readonly commitTitles: ReadonlyMap<string, CommitTitles>
}

interface TouchedPage {
  readonly path: string
  readonly blob: string | null
}

const zeroId = /^0+$/

/** Counts events and title changes along the first-parent history. @throws Error if git fails */
export function countTitles(repository: string): TitleCount {
  const git = (args: string[], input = '') => {
    const { stdout, status } = spawnSync('git', ['-C', repository, ...args], { input, maxBuffer: 2 ** 31 - 1 })
    if (status !== 0) throw new Error(`git ${args[0]} failed in ${repository}`)
    return stdout
  }
  const commits = readLog(
    git([
      'log',
      '--reverse',
      '--first-parent',
      '--diff-merges=first-parent',
      '--raw',
      '--no-abbrev',
      '--no-renames',
      '-z',
      '--format=%H',
    ]).toString(),
  )
  const counter = new TitleCounter()
  for (let first = 0; first < commits.length; first += 50) {
    const batch = commits.slice(first, first + 50)
    const blobs = [...new Set(batch.flatMap(({ touches }) => touches.flatMap(({ blob }) => blob ?? [])))]
    const contents = blobs.length === 0 ? new Map() : readBatch(git(['cat-file', '--batch'], `${blobs.join('\n')}\n`))
    for (const { sha, touches } of batch) counter.addCommit(sha, touches, contents)
  }
  return counter.result()
}

function readLog(text: string): { sha: string; touches: TouchedPage[] }[] {
  const commits: { sha: string; touches: TouchedPage[] }[] = []
  const parts = text.split('\0').map((part) => part.replace(/^\n/, ''))
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at]!
    if (/^[0-9a-f]{40,64}$/.test(part)) commits.push({ sha: part, touches: [] })
    if (!part.startsWith(':')) continue
    const [, , , blob = ''] = part.split(' ')
    const path = parts[++at]!
    if (pageKeyOf(path) !== null) commits.at(-1)!.touches.push({ path, blob: zeroId.test(blob) ? null : blob })
  }
  return commits
}

function readBatch(bytes: Buffer): Map<string, string> {
  const contents = new Map<string, string>()
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at)
    const [id = '', , size = '0'] = bytes.toString('latin1', at, end).split(' ')
    contents.set(id, bytes.toString('utf8', end + 1, end + 1 + Number(size)))
    at = end + 2 + Number(size)
  }
  return contents
}

class TitleCounter {
  readonly #pages = new Map<string, TitleItem[]>()
  readonly #paths = new Map<string, Set<string>>()
  /** The last event with this title on this page. */
  readonly #eventByTitle = new Map<string, number>()
  readonly #changes: (CountedChange & { event: number })[] = []
  readonly #firstTitles: { sha: string; title: string }[] = []
  readonly #commitTitles = new Map<string, CommitTitles>()

  addCommit(sha: string, touches: readonly TouchedPage[], contents: ReadonlyMap<string, string>): void {
    const after = new Map<string, TitleItem[]>()
    for (const { path, blob } of touches) {
      const page = pageKeyOf(path)!
      const paths = this.#paths.get(page) ?? new Set()
      this.#paths.set(page, paths)
      if (blob === null) paths.delete(path)
      else {
        paths.add(path)
        after.set(page, readItems(page, contents.get(blob) ?? ''))
      }
    }
    for (const { path } of touches) {
      const page = pageKeyOf(path)!
      if (!after.has(page) && this.#paths.get(page)!.size === 0) after.set(page, [])
    }
    const removed: TitleItem[] = []
    const added: TitleItem[] = []
    const unchanged = new Set<string>()
    for (const [page, items] of after) {
      const remaining = [...(this.#pages.get(page) ?? [])]
      for (const item of items) {
        const at = remaining.findIndex(({ title }) => title === item.title)
        if (at < 0) added.push(item)
        else {
          item.event = remaining.splice(at, 1)[0]!.event
          unchanged.add(item.title)
        }
      }
      removed.push(...remaining)
      this.#pages.set(page, items)
    }
    this.#commitTitles.set(sha, {
      removed: new Set(removed.map(titleOf)),
      added: new Set(added.map(titleOf)),
      unchanged,
    })
    this.#matchTitles(sha, removed, added)
    for (const items of after.values())
      for (const item of items) this.#eventByTitle.set(`${item.page} ${item.title}`, item.event)
  }

  /** Pairs removed with added titles: the same title, a shared source, or half of the words on the same page. */
  #matchTitles(sha: string, removed: TitleItem[], added: TitleItem[]): void {
    const rules: ((one: TitleItem, other: TitleItem) => number)[] = [
      (one, other) => (one.title === other.title ? 1 : 0),
      (one, other) => (one.sources.some((url) => other.sources.includes(url)) ? 0.01 + titleSimilarity(one, other) : 0),
      (one, other) => (one.page === other.page && titleSimilarity(one, other) >= 0.5 ? titleSimilarity(one, other) : 0),
    ]
    for (const rule of rules) {
      const pairs = removed.flatMap((one) =>
        added.map((other) => ({ one, other, score: rule(one, other) })).filter(({ score }) => score > 0),
      )
      for (const { one, other } of pairs.sort((a, b) => b.score - a.score)) {
        if (!removed.includes(one) || !added.includes(other)) continue
        removed.splice(removed.indexOf(one), 1)
        added.splice(added.indexOf(other), 1)
        other.event = one.event
        if (one.title !== other.title) this.#changes.push({ sha, from: one.title, to: other.title, event: one.event })
      }
    }
    for (const item of added) {
      const knownEvent = this.#eventByTitle.get(`${item.page} ${item.title}`)
      item.event = knownEvent ?? this.#firstTitles.length
      if (knownEvent === undefined) this.#firstTitles.push({ sha, title: item.title })
    }
  }

  result(): TitleCount {
    return {
      events: this.#firstTitles.length,
      retitled: new Set(this.#changes.map(({ event }) => event)).size,
      changes: this.#changes,
      firstTitles: this.#firstTitles,
      commitTitles: this.#commitTitles,
    }
  }
}

function titleOf({ title }: TitleItem): string {
  return title
}
