import { judge, type Profile } from '../../identity/scoring/score-same-event.ts'
import type { PagePath } from '../../model/page.ts'
import type { ContentHash } from '../../model/revision.ts'

export interface MoveCandidate {
  readonly path: PagePath
  readonly content: ContentHash
}

/** Names that every folder has: alone they say nothing of what the file holds. */
const commonName = /^_?(?:index|readme)\.[a-z.]+$/i

/**
 * Files that moved: gone under one path and there under another at the same moment, with the same bytes, or with the
 * same telling name where only one file of that name went and came.
 * @param alike whether two files of one name but other bytes can be one; asked about those alone
 * @returns new path -> old path
 */
export function findMoves(
  gone: readonly MoveCandidate[],
  come: readonly MoveCandidate[],
  alike: (from: PagePath, to: PagePath) => boolean,
): Map<PagePath, PagePath> {
  const moves = new Map<PagePath, PagePath>()
  if (gone.length === 0 || come.length === 0) return moves
  const taken = new Set<PagePath>()
  const pair = (key: (candidate: MoveCandidate) => string | null) => {
    const byKey = Map.groupBy(
      gone.filter(({ path }) => !taken.has(path)),
      key,
    )
    const comeByKey = Map.groupBy(
      come.filter(({ path }) => !moves.has(path)),
      key,
    )
    for (const [name, arrivals] of comeByKey) {
      const departures = byKey.get(name)
      if (name === null || arrivals.length !== 1 || departures?.length !== 1) continue
      const [from, to] = [departures[0]!, arrivals[0]!]
      if (from.content !== to.content && !alike(from.path, to.path)) continue
      moves.set(to.path, from.path)
      taken.add(from.path)
    }
  }
  pair(({ path, content }) => `${baseName(path)}\0${content}`)
  pair(({ content }) => content)
  pair(({ path }) => (commonName.test(baseName(path)) ? null : baseName(path)))
  return moves
}

/**
 * Whether a page and one of its name elsewhere, each of which tells one event, tell the same one: two reports of other
 * things may well be called `ferry.md`.
 */
export function movedUnderItsName(from: Profile, to: Profile): boolean {
  return judge(from, to, [{ kind: 'moved-path', value: 'under its name', weight: 3 }]).same
}

function baseName(path: PagePath): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
