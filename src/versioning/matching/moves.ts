import { scoreSameEvent, type WordingProfile } from '../../identity/scoring/score-same-event.ts'
import type { PagePath } from '../../model/page.ts'
import type { ContentHash } from '../../model/revision.ts'

export interface MoveCandidate {
  readonly path: PagePath
  readonly content: ContentHash
}

/** Names that files of any content have. */
const genericFileName = /^_?(?:index|readme)\.[a-z.]+$/i

/**
 * Finds moved files: removed under one path and added under another in one group, with the same bytes, or with the same
 * specific name where only one removed and one added file have it.
 * @param canBeSame whether two files with one name and different bytes can be one
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
 * Whether two pages with the same name in different folders report one event. Unrelated reports may share a name such as
 * `ferry.md`.
 */
export function isMoveUnderSameName(from: WordingProfile, to: WordingProfile): boolean {
  return scoreSameEvent(from, to, [{ kind: 'moved-path', value: 'under its name', weight: 3 }]).same
}

function baseName(path: PagePath): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
