import { posix } from 'node:path'
import type { Rulings } from '../../identity/rulings/rulings.ts'
import { bodyFingerprint } from '../../identity/scoring/body-fingerprint.ts'
import { WordingProfile } from '../../identity/scoring/score-same-event.ts'
import type { ReadingOptions } from '../../ingest/read-page.ts'
import type { RunOptions } from '../../ingest/run-options.ts'
import type { PagePath } from '../../model/page.ts'
import type { ContentHash } from '../../model/revision.ts'
import { buildRedirectLookup } from '../../page/front-matter/redirects.ts'
import { findRegeneratedPartChange } from '../../page/regenerated-part.ts'
import { entryPaths } from '../../page/sections/local-links.ts'
import type { CheckedPage, PageState, RegeneratedPage, RuleInput } from '../../rules/rule-input.ts'
import type { ChangedPage, RangeComparison } from '../../sources/git/comparison/comparison.ts'
import { findMoves, isMoveUnderSameName } from '../../versioning/matching/moves.ts'
import { parsePageState } from './page-state.ts'

export type CheckReadOptions = ReadingOptions & Pick<RunOptions, 'signal'> & { readonly rulings: Rulings }

/** The pages that a range changes, read on both sides. */
export interface TouchedPages {
  /** The changed pages by path, without files that are not pages. */
  readonly touched: readonly ChangedPage[]
  readonly pages: readonly CheckedPage[]
  readonly regenerated: readonly RegeneratedPage[]
  /** Pages whose content is missing in the repository, on either side. */
  readonly missingContents: readonly PagePath[]
}

/** Reads the pages that differ. A move is recognised by its content or its file name. */
export async function readTouchedPages(comparison: RangeComparison, options: CheckReadOptions): Promise<TouchedPages> {
  const states = new Map<string, PageState | 'no page'>()
  const regenerated: RegeneratedPage[] = []
  const touched: ChangedPage[] = []
  for await (const { page, before, after } of withContents(comparison, await comparison.changedPages())) {
    options.signal?.throwIfAborted()
    const part = before && after ? findRegeneratedPartChange(page.path, before, after, options.sections) : null
    if (part !== null) {
      regenerated.push({ path: page.path, ...part })
      continue
    }
    touched.push(page)
    for (const [key, bytes] of [[page.before, before] as const, [page.after, after] as const]) {
      if (key !== null && bytes) states.set(stateKey(page.path, key), pageStateOf(page.path, bytes, options))
    }
  }
  const stateOf = (path: PagePath, key: string | null) =>
    key === null ? null : (states.get(stateKey(path, key)) ?? null)
  const isPage = ({ path, before, after }: ChangedPage) =>
    [before, after].some((key) => key !== null && stateOf(path, key) !== 'no page')
  const touchedPages = touched.filter(isPage)
  const moves = findPageMoves(touchedPages, stateOf)
  const movedTo = new Map([...moves].map(([to, from]) => [from, to]))
  const beforeKeys = new Map(touchedPages.map(({ path, before }) => [path, before]))
  const missingContents = new Set<PagePath>()
  const readStateOf = (path: PagePath, key: string | null): PageState | null => {
    const state = stateOf(path, key)
    if (key !== null && state === null) missingContents.add(path)
    return state === 'no page' ? null : state
  }
  const pages = touchedPages.map((page): CheckedPage => {
    const { path } = page
    const movedFrom = moves.get(path) ?? null
    const former = movedFrom === null ? null : readStateOf(movedFrom, beforeKeys.get(movedFrom) ?? null)
    const before = readStateOf(path, page.before) ?? former
    return { path, before, after: readStateOf(path, page.after), movedFrom, movedTo: movedTo.get(path) ?? null }
  })
  return { touched: touchedPages, pages, regenerated, missingContents: [...missingContents] }
}

/**
 * Yields pages in order, each as soon as its contents are read. Git reads ahead, and a content is released after its last
 * page.
 */
async function* withContents(
  comparison: RangeComparison,
  pages: readonly ChangedPage[],
): AsyncGenerator<{ page: ChangedPage; before: Uint8Array | undefined; after: Uint8Array | undefined }> {
  const keysOf = ({ before, after }: ChangedPage) => [before, after].filter((key) => key !== null)
  const keys = [...new Set(pages.flatMap(keysOf))]
  const keyOrder = new Map(keys.map((key, order) => [key, order]))
  const uses = new Map<string, number>()
  for (const key of pages.flatMap(keysOf)) uses.set(key, (uses.get(key) ?? 0) + 1)
  const contentsByKey = new Map<string, Uint8Array>()
  const take = (key: string | null) => {
    if (key === null) return undefined
    const bytes = contentsByKey.get(key)
    const remainingUses = uses.get(key)! - 1
    uses.set(key, remainingUses)
    if (remainingUses === 0) contentsByKey.delete(key)
    return bytes
  }
  let next = 0
  function* complete(readCount: number) {
    for (; next < pages.length; next++) {
      const page = pages[next]!
      if (keysOf(page).some((key) => keyOrder.get(key)! > readCount)) return
      yield { page, before: take(page.before), after: take(page.after) }
    }
  }
  for await (const { key, bytes } of comparison.contents(keys)) {
    contentsByKey.set(key, bytes)
    yield* complete(keyOrder.get(key)!)
  }
  yield* complete(keys.length)
}

function pageStateOf(path: PagePath, bytes: Uint8Array, options: CheckReadOptions): PageState | 'no page' {
  return parsePageState(path, bytes, options) ?? 'no page'
}

/** Reads and parses contents under their paths. @returns states by `stateKey`; `no page` for files that are not pages */
export async function readPageStates(
  comparison: RangeComparison,
  requested: readonly { readonly path: PagePath; readonly key: string }[],
  options: CheckReadOptions,
): Promise<Map<string, PageState | 'no page'>> {
  const paths = Map.groupBy(requested, ({ key }) => key)
  const states = new Map<string, PageState | 'no page'>()
  for await (const { key, bytes } of comparison.contents([...paths.keys()])) {
    options.signal?.throwIfAborted()
    for (const { path } of paths.get(key) ?? []) states.set(stateKey(path, key), pageStateOf(path, bytes, options))
  }
  return states
}

export function stateKey(path: PagePath, key: string): string {
  return `${key} ${path}`
}

function findPageMoves(
  touched: readonly ChangedPage[],
  stateOf: (path: PagePath, key: string | null) => PageState | 'no page' | null,
): Map<PagePath, PagePath> {
  const content = (key: string) => key as ContentHash
  const keys = new Map(touched.map(({ path, before, after }) => [path, after ?? before]))
  const profileOf = (path: PagePath) => {
    const state = stateOf(path, keys.get(path) ?? null)
    const event = state === null || state === 'no page' || state.page.dialect === 'portal' ? null : state.page.events[0]
    return event && new WordingProfile(event, bodyFingerprint(event.body))
  }
  return findMoves(
    touched.flatMap(({ path, before, after }) => (before && !after ? [{ path, content: content(before) }] : [])),
    touched.flatMap(({ path, before, after }) => (after && !before ? [{ path, content: content(after) }] : [])),
    (from, to) => {
      const [former, current] = [profileOf(from), profileOf(to)]
      return !former || !current || isMoveUnderSameName(former, current)
    },
  )
}

/** The paths that the entries of a page's Changes section may link to. */
export function namedPathsOf(state: PageState | null, path: PagePath): PagePath[] {
  return (state?.page.changes ?? []).flatMap(({ target }) => entryPaths(target, path, state?.mount ?? ''))
}

/** All paths of the pages and their link targets, on both sides. */
export function* linkedPaths({ pages, regenerated }: TouchedPages): Iterable<PagePath> {
  for (const { path, before, after, movedFrom } of pages) {
    yield path
    for (const state of [before, after]) {
      for (const link of state?.links ?? []) yield* link.paths
      yield* namedPathsOf(state, state === before ? (movedFrom ?? path) : path)
    }
  }
  for (const { before, after } of regenerated) for (const link of [...before, ...after]) yield* link.paths
}

/** Files with redirects from one published address to another. */
const redirectFileNames = ['_redirects', 'static/_redirects', 'public/_redirects']

/** Reads aliases and redirect files. @returns a function that says whether a path redirects, before or after the range */
export async function readRedirects(
  comparison: RangeComparison,
  pages: readonly CheckedPage[],
): Promise<RuleInput['redirects']> {
  const folders = new Set(['', comparison.compared.folder])
  const files = [...folders].flatMap((folder) => redirectFileNames.map((name) => posix.join(folder, name)))
  const redirects = async (side: 'before' | 'after') => {
    const contents = await Promise.all(files.map((file) => comparison.readFile(file, side)))
    const texts = contents.filter((bytes) => bytes !== null).map((bytes) => new TextDecoder().decode(bytes))
    const aliases = pages.flatMap((page) => page[side]?.page.aliases ?? [])
    return buildRedirectLookup(aliases, texts)
  }
  const [before, after] = await Promise.all([redirects('before'), redirects('after')])
  return (path, side) => (side === 'before' ? before(path) : after(path))
}
