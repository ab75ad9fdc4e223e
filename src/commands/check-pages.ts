import { bodyPrint } from '../identity/body-print.ts'
import { Profile } from '../identity/same-event.ts'
import type { PageEvent, PagePath } from '../model/page.ts'
import type { ContentHash } from '../model/revision.ts'
import { entryPaths } from '../page/local-links.ts'
import { type Redirects, redirectsOf } from '../page/redirects.ts'
import { type RegeneratedPart, regeneratedPart } from '../page/regenerated.ts'
import type { JudgedPage, JudgedRange, PageState, RegeneratedPage } from '../rules/range.ts'
import type { Comparison, Touched } from '../sources/git/comparison.ts'
import { findMoves, movedUnderItsName } from '../versioning/moves.ts'
import { readState } from './page-state.ts'
import type { ReadingOptions } from './reading.ts'
import type { RunOptions } from './variorum.ts'

export type CheckReading = ReadingOptions & Pick<RunOptions, 'signal'>

/** The pages that a range touches, read on both sides. */
export interface ReadPages {
  /** Of the pages, by path; files that are no pages are left out. */
  readonly touched: readonly Touched[]
  readonly pages: readonly JudgedPage[]
  readonly regenerated: readonly RegeneratedPage[]
  /** Pages whose contents the repository lacks, on either side. */
  readonly lacking: readonly PagePath[]
}

/** So many pages are read at a time, so that what differs in a generated part alone is not held. */
const stretch = 4_000

/** Reads the pages that differ. What was moved is known by its content or its name. */
export async function readTouched(comparison: Comparison, options: CheckReading): Promise<ReadPages> {
  const all = await comparison.touched()
  const states = new Map<string, PageState | 'no page'>()
  const regenerated: RegeneratedPage[] = []
  const touched: Touched[] = []
  for (let start = 0; start < all.length; start += stretch) {
    const pages = all.slice(start, start + stretch)
    const bytes = new Map<string, Uint8Array>()
    const keys = pages.flatMap(({ before, after }) => [before ?? [], after ?? []].flat())
    for await (const content of comparison.contents(keys)) bytes.set(content.key, content.bytes)
    options.signal?.throwIfAborted()
    for (const page of pages) {
      const part = regeneratedOf(page, bytes, options)
      if (part !== null) regenerated.push({ path: page.path, ...part })
      else touched.push(page)
      for (const key of part === null ? [page.before, page.after] : []) {
        const content = key === null ? undefined : bytes.get(key)
        if (key !== null && content) states.set(stateKey(page.path, key), stateOfPage(page.path, content, options))
      }
    }
  }
  const stateOf = (path: PagePath, key: string | null) =>
    key === null ? null : (states.get(stateKey(path, key)) ?? null)
  const isPage = ({ path, before, after }: Touched) =>
    [before, after].some((key) => key !== null && stateOf(path, key) !== 'no page')
  const kept = touched.filter(isPage)
  const moves = movesOf(kept, stateOf)
  const movedTo = new Map([...moves].map(([to, from]) => [from, to]))
  const beforeKeys = new Map(kept.map(({ path, before }) => [path, before]))
  const lacking = new Set<PagePath>()
  const read = (path: PagePath, key: string | null): PageState | null => {
    const state = stateOf(path, key)
    if (key !== null && state === null) lacking.add(path)
    return state === 'no page' ? null : state
  }
  const pages = kept.map(({ path, before, after }): JudgedPage => {
    const formerly = moves.get(path) ?? null
    const former = formerly === null ? null : read(formerly, beforeKeys.get(formerly) ?? null)
    return {
      path,
      before: read(path, before) ?? former,
      after: read(path, after),
      formerly,
      movedTo: movedTo.get(path) ?? null,
    }
  })
  return { touched: kept, pages, regenerated, lacking: [...lacking] }
}

function regeneratedOf(
  { path, before, after }: Touched,
  bytes: ReadonlyMap<string, Uint8Array>,
  { sections }: CheckReading,
): RegeneratedPart | null {
  const old = before === null ? undefined : bytes.get(before)
  const now = after === null ? undefined : bytes.get(after)
  return old && now ? regeneratedPart(path, old, now, sections) : null
}

function stateOfPage(path: PagePath, bytes: Uint8Array, options: CheckReading): PageState | 'no page' {
  return readState(path, bytes, options) ?? 'no page'
}

/** Reads contents, each under the path that it stands at; `no page` for files that are none. */
export async function readStates(
  comparison: Comparison,
  wanted: readonly { readonly path: PagePath; readonly key: string }[],
  options: CheckReading,
): Promise<Map<string, PageState | 'no page'>> {
  const paths = Map.groupBy(wanted, ({ key }) => key)
  const states = new Map<string, PageState | 'no page'>()
  for await (const { key, bytes } of comparison.contents([...paths.keys()])) {
    options.signal?.throwIfAborted()
    for (const { path } of paths.get(key) ?? []) {
      states.set(stateKey(path, key), stateOfPage(path, bytes, options))
    }
  }
  return states
}

export function stateKey(path: PagePath, key: string): string {
  return `${key} ${path}`
}

function movesOf(
  touched: readonly Touched[],
  stateOf: (path: PagePath, key: string | null) => PageState | 'no page' | null,
): Map<PagePath, PagePath> {
  const content = (key: string) => key as ContentHash
  const keys = new Map(touched.map(({ path, before, after }) => [path, after ?? before]))
  const told = (path: PagePath): PageEvent | null => {
    const state = stateOf(path, keys.get(path) ?? null)
    return state === null || state === 'no page' || state.page.dialect === 'portal'
      ? null
      : (state.page.events[0] ?? null)
  }
  return findMoves(
    touched.flatMap(({ path, before, after }) => (before && !after ? [{ path, content: content(before) }] : [])),
    touched.flatMap(({ path, before, after }) => (after && !before ? [{ path, content: content(after) }] : [])),
    (from, to) => {
      const [former, current] = [told(from), told(to)]
      return former === null || current === null || movedUnderItsName(profileOf(former), profileOf(current))
    },
  )
}

function profileOf(event: PageEvent): Profile {
  return new Profile(event, bodyPrint(event.body))
}

/** Every path that the pages link to, on either side. */
export function* linkedPaths({ pages, regenerated }: ReadPages): Iterable<PagePath> {
  for (const { path, before, after, formerly } of pages) {
    yield path
    for (const state of [before, after]) {
      for (const link of state?.links ?? []) yield* link.paths
      const from = state === before ? (formerly ?? path) : path
      for (const { target } of state?.page.changes ?? []) yield* entryPaths(target, from, state?.mount ?? '')
    }
  }
  for (const { before, after } of regenerated) for (const link of [...before, ...after]) yield* link.paths
}

/** Where sites keep the rules by which a published address leads to another. */
const ruleFiles = ['_redirects', 'static/_redirects', 'public/_redirects']

/** What leads on from a path where nothing stands, before the range and after it. */
export async function readRedirects(
  comparison: Comparison,
  pages: readonly JudgedPage[],
): Promise<JudgedRange['redirects']> {
  const folders = new Set(['', comparison.folder])
  const files = [...folders].flatMap((folder) => ruleFiles.map((name) => (folder === '' ? name : `${folder}/${name}`)))
  const redirects = async (side: 'before' | 'after'): Promise<Redirects> => {
    const texts = await Promise.all(files.map((file) => comparison.file(file, side)))
    return redirectsOf(
      pages.flatMap((page) => page[side]?.page.aliases ?? []),
      texts.flatMap((bytes) => (bytes === null ? [] : new TextDecoder().decode(bytes))),
    )
  }
  const [before, after] = await Promise.all([redirects('before'), redirects('after')])
  return (path, side) => (side === 'before' ? before(path) : after(path))
}
