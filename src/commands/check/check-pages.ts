import type { Rulings } from '../../identity/rulings/rulings.ts'
import { bodyPrint } from '../../identity/scoring/body-fingerprint.ts'
import { Profile } from '../../identity/scoring/score-same-event.ts'
import type { ReadingOptions } from '../../ingest/read-page.ts'
import type { RunOptions } from '../../ingest/run-options.ts'
import type { PageEvent, PagePath } from '../../model/page.ts'
import type { ContentHash } from '../../model/revision.ts'
import { type Redirects, redirectsOf } from '../../page/front-matter/redirects.ts'
import { regeneratedPart } from '../../page/regenerated.ts'
import { entryPaths } from '../../page/sections/local-links.ts'
import type { JudgedPage, JudgedRange, PageState, RegeneratedPage } from '../../rules/judged-range.ts'
import type { Comparison, Touched } from '../../sources/git/comparison/comparison.ts'
import { findMoves, movedUnderItsName } from '../../versioning/matching/moves.ts'
import { readState } from './page-state.ts'

export type CheckReading = ReadingOptions & Pick<RunOptions, 'signal'> & { readonly rulings: Rulings }

/** The pages that a range touches, read on both sides. */
export interface ReadPages {
  /** Of the pages, by path; files that are no pages are left out. */
  readonly touched: readonly Touched[]
  readonly pages: readonly JudgedPage[]
  readonly regenerated: readonly RegeneratedPage[]
  /** Pages whose contents the repository lacks, on either side. */
  readonly lacking: readonly PagePath[]
}

/** Reads the pages that differ. What was moved is known by its content or its name. */
export async function readTouched(comparison: Comparison, options: CheckReading): Promise<ReadPages> {
  const states = new Map<string, PageState | 'no page'>()
  const regenerated: RegeneratedPage[] = []
  const touched: Touched[] = []
  for await (const { page, before, after } of bothSides(comparison, await comparison.touched())) {
    options.signal?.throwIfAborted()
    const part = before && after ? regeneratedPart(page.path, before, after, options.sections) : null
    if (part !== null) {
      regenerated.push({ path: page.path, ...part })
      continue
    }
    touched.push(page)
    for (const [key, bytes] of [[page.before, before] as const, [page.after, after] as const]) {
      if (key !== null && bytes) states.set(stateKey(page.path, key), stateOfPage(page.path, bytes, options))
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

/**
 * The pages in order, each as soon as its contents have come: git reads on while a page is looked at, and contents are
 * held no longer than pages need them.
 */
async function* bothSides(
  comparison: Comparison,
  pages: readonly Touched[],
): AsyncGenerator<{ page: Touched; before: Uint8Array | undefined; after: Uint8Array | undefined }> {
  const keysOf = ({ before, after }: Touched) => [before, after].filter((key) => key !== null)
  const keys = [...new Set(pages.flatMap(keysOf))]
  const places = new Map(keys.map((key, place) => [key, place]))
  const uses = new Map<string, number>()
  for (const key of pages.flatMap(keysOf)) uses.set(key, (uses.get(key) ?? 0) + 1)
  const held = new Map<string, Uint8Array>()
  const taken = (key: string | null) => {
    if (key === null) return undefined
    const bytes = held.get(key)
    const left = uses.get(key)! - 1
    uses.set(key, left)
    if (left === 0) held.delete(key)
    return bytes
  }
  let next = 0
  function* complete(reached: number) {
    for (; next < pages.length; next++) {
      const page = pages[next]!
      if (keysOf(page).some((key) => places.get(key)! > reached)) return
      yield { page, before: taken(page.before), after: taken(page.after) }
    }
  }
  for await (const { key, bytes } of comparison.contents(keys)) {
    held.set(key, bytes)
    yield* complete(places.get(key)!)
  }
  yield* complete(keys.length)
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
  const folders = new Set(['', comparison.compared.folder])
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
