import { scoreSameEvent, type WordingProfile } from '../../identity/scoring/score-same-event.ts'
import type { PagePath } from '../../model/page.ts'
import type { ContentHash } from '../../model/revision.ts'

export interface MoveCandidate {
  readonly path: PagePath
  readonly content: ContentHash
}

/** Names that every folder has: alone they say nothing of what the file holds. */
const genericFileName = /^_?(?:index|readme)\.[a-z.]+$/i

/**
 * Files that moved: gone under one path and there under another at the same moment, with the same bytes, or with the
 * same telling name where only one file of that name went and came.
 * @param canBeSame whether two files of one name but other bytes can be one; asked about those alone
 * @returns new path -> old path
 */
export function findMoves(
  removedFiles: readonly MoveCandidate[],
  addedFiles: readonly MoveCandidate[],
  canBeSame: (from: PagePath, to: PagePath) => boolean,
): Map<PagePath, PagePath> {
  const moves = new Map<PagePath, PagePath>()
  if (removedFiles.length === 0 || addedFiles.length === 0) return moves
  const movedFrom = new Set<PagePath>()
  const pairByKey = (key: (candidate: MoveCandidate) => string | null) => {
    const removedByKey = Map.groupBy(
      removedFiles.filter(({ path }) => !movedFrom.has(path)),
      key,
    )
    const addedByKey = Map.groupBy(
      addedFiles.filter(({ path }) => !moves.has(path)),
      key,
    )
    for (const [name, arrivals] of addedByKey) {
      const departures = removedByKey.get(name)
      if (name === null || arrivals.length !== 1 || departures?.length !== 1) continue
      const [from, to] = [departures[0]!, arrivals[0]!]
      if (from.content !== to.content && !canBeSame(from.path, to.path)) continue
      moves.set(to.path, from.path)
      movedFrom.add(from.path)
    }
  }
  pairByKey(({ path, content }) => `${baseName(path)}\0${content}`)
  pairByKey(({ content }) => content)
  pairByKey(({ path }) => (genericFileName.test(baseName(path)) ? null : baseName(path)))
  return moves
}

/**
 * Whether a page and one of its name elsewhere, each of which tells one event, tell the same one: two reports of other
 * things may well be called `ferry.md`.
 */
export function isMoveUnderSameName(from: WordingProfile, to: WordingProfile): boolean {
  return scoreSameEvent(from, to, [{ kind: 'moved-path', value: 'under its name', weight: 3 }]).same
}

function baseName(path: PagePath): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
