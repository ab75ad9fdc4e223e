// The titles of an archive in git, counted by another way than Variorum's, for it to be compared with. On purpose nothing of
// src/ is used: git is asked plainly, pages are read by a few patterns, and wordings are paired by three simple rules.
import { spawnSync } from 'node:child_process'
import { type Item, likeness, pageOf, readItems } from './audit-items.ts'

export interface CountedChange {
  readonly sha: string
  readonly from: string
  readonly to: string
}

/** What one commit did to the titles of the pages that it touched, and what stood there and stays. */
export interface Turn {
  readonly gone: ReadonlySet<string>
  readonly come: ReadonlySet<string>
  readonly stays: ReadonlySet<string>
}

export interface Count {
  readonly events: number
  readonly retitled: number
  readonly changes: readonly CountedChange[]
  /** Titles with which an event began, by commit. */
  readonly births: readonly { readonly sha: string; readonly title: string }[]
  readonly turns: ReadonlyMap<string, Turn>
}

interface Touch {
  readonly path: string
  readonly blob: string | null
}

const nothing = /^0+$/
export function countTitles(repository: string): Count {
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
  const counter = new Counter()
  for (let first = 0; first < commits.length; first += 50) {
    const some = commits.slice(first, first + 50)
    const blobs = [...new Set(some.flatMap(({ touches }) => touches.flatMap(({ blob }) => blob ?? [])))]
    const contents = blobs.length === 0 ? new Map() : readBatch(git(['cat-file', '--batch'], `${blobs.join('\n')}\n`))
    for (const { sha, touches } of some) counter.turn(sha, touches, contents)
  }
  return counter.count()
}

function readLog(text: string): { sha: string; touches: Touch[] }[] {
  const commits: { sha: string; touches: Touch[] }[] = []
  const parts = text.split('\0').map((part) => part.replace(/^\n/, ''))
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at]!
    if (/^[0-9a-f]{40,64}$/.test(part)) commits.push({ sha: part, touches: [] })
    if (!part.startsWith(':')) continue
    const [, , , blob = ''] = part.split(' ')
    const path = parts[++at]!
    if (pageOf(path) !== null) commits.at(-1)!.touches.push({ path, blob: nothing.test(blob) ? null : blob })
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

class Counter {
  readonly #pages = new Map<string, Item[]>()
  readonly #paths = new Map<string, Set<string>>()
  /** The event that had a title on a page last. */
  readonly #known = new Map<string, number>()
  readonly #changes: (CountedChange & { event: number })[] = []
  readonly #births: { sha: string; title: string }[] = []
  readonly #turns = new Map<string, Turn>()

  turn(sha: string, touches: readonly Touch[], contents: ReadonlyMap<string, string>): void {
    const after = new Map<string, Item[]>()
    for (const { path, blob } of touches) {
      const page = pageOf(path)!
      const paths = this.#paths.get(page) ?? new Set()
      this.#paths.set(page, paths)
      if (blob === null) paths.delete(path)
      else {
        paths.add(path)
        after.set(page, readItems(page, contents.get(blob) ?? ''))
      }
    }
    for (const { path } of touches) {
      const page = pageOf(path)!
      if (!after.has(page) && this.#paths.get(page)!.size === 0) after.set(page, [])
    }
    const gone: Item[] = []
    const come: Item[] = []
    const stays = new Set<string>()
    for (const [page, items] of after) {
      const left = [...(this.#pages.get(page) ?? [])]
      for (const item of items) {
        const at = left.findIndex(({ title }) => title === item.title)
        if (at < 0) come.push(item)
        else {
          item.event = left.splice(at, 1)[0]!.event
          stays.add(item.title)
        }
      }
      gone.push(...left)
      this.#pages.set(page, items)
    }
    this.#turns.set(sha, { gone: new Set(gone.map(titleOf)), come: new Set(come.map(titleOf)), stays })
    this.#settle(sha, gone, come)
    for (const items of after.values())
      for (const item of items) this.#known.set(`${item.page} ${item.title}`, item.event)
  }

  /** Pairs what went with what came: one title, else a source in common, else half of the words on one page. */
  #settle(sha: string, gone: Item[], come: Item[]): void {
    const rules: ((one: Item, other: Item) => number)[] = [
      (one, other) => (one.title === other.title ? 1 : 0),
      (one, other) => (one.sources.some((url) => other.sources.includes(url)) ? 0.01 + likeness(one, other) : 0),
      (one, other) => (one.page === other.page && likeness(one, other) >= 0.5 ? likeness(one, other) : 0),
    ]
    for (const rule of rules) {
      const pairs = gone.flatMap((one) =>
        come.map((other) => ({ one, other, score: rule(one, other) })).filter(({ score }) => score > 0),
      )
      for (const { one, other } of pairs.sort((a, b) => b.score - a.score)) {
        if (!gone.includes(one) || !come.includes(other)) continue
        gone.splice(gone.indexOf(one), 1)
        come.splice(come.indexOf(other), 1)
        other.event = one.event
        if (one.title !== other.title) this.#changes.push({ sha, from: one.title, to: other.title, event: one.event })
      }
    }
    for (const item of come) {
      const known = this.#known.get(`${item.page} ${item.title}`)
      item.event = known ?? this.#births.length
      if (known === undefined) this.#births.push({ sha, title: item.title })
    }
  }

  count(): Count {
    return {
      events: this.#births.length,
      retitled: new Set(this.#changes.map(({ event }) => event)).size,
      changes: this.#changes,
      births: this.#births,
      turns: this.#turns,
    }
  }
}

function titleOf({ title }: Item): string {
  return title
}
