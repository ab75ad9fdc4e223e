import type { Audit, BulkChange, TitleChange } from '../model/audit.ts'
import {
  featuresOfTitleChange,
  findBulkTitleChanges,
  type TitleChangeFeatures,
} from '../versioning/history/bulk-title-changes.ts'

/** What is held of a change until it is known which others were made like it. */
interface BulkCandidate extends TitleChangeFeatures {
  /** Null: it does not pass the filter, and is counted nowhere. */
  readonly passed: TitleChange | null
}

/**
 * The changes that were made at once and in the same way, most first. All changes are looked through, so that a filter does not
 * make an edit out of a part of them; what is counted are those that pass.
 */
export class BulkChangeFinder {
  readonly #candidatesByBatch = new Map<string, BulkCandidate[]>()

  /** @param passed those of the changes that pass the filter */
  add(changes: readonly TitleChange[], passed: readonly TitleChange[]): void {
    const matching = new Set(passed)
    for (const change of changes) {
      const key = batchKeyOf(change)
      if (key === null) continue
      const candidate = { ...featuresOfTitleChange(change), passed: matching.has(change) ? change : null }
      const batch = this.#candidatesByBatch.get(key)
      if (batch) batch.push(candidate)
      else this.#candidatesByBatch.set(key, [candidate])
    }
  }

  find(): BulkChange[] {
    const bulk: BulkChange[] = []
    for (const batch of this.#candidatesByBatch.values()) {
      for (const { what, changes } of findBulkTitleChanges(batch)) {
        const members = changes.flatMap(({ passed }) => passed ?? [])
        const [first] = members
        if (first === undefined) continue
        const events = new Set(members.map(({ event }) => event)).size
        bulk.push({ what, at: first.to.at, origin: first.origin, changes: members.length, events, members })
      }
    }
    return bulk.sort((a, b) => b.changes - a.changes || (a.at ?? 0) - (b.at ?? 0) || (a.what < b.what ? -1 : 1))
  }
}

/** The changes of an audit that were made one by one: those made in bulk are told as one each. */
export function changesOutsideBulk({ changes, totals }: Pick<Audit, 'changes' | 'totals'>): readonly TitleChange[] {
  if (totals.bulk.length === 0) return changes
  const inBulk = new Set(totals.bulk.flatMap(({ members }) => members))
  return changes.filter((change) => !inBulk.has(change))
}

/** One commit, one scan of the archive, one moment of a journal; a page's own claims have no moment in common. */
function batchKeyOf({ origin, to }: TitleChange): string | null {
  switch (origin.kind) {
    case 'commit':
      return origin.sha
    case 'file':
      return `file ${origin.observedAt}`
    case 'journal':
      return to.at === null ? null : `journal ${to.at}`
    case 'page':
      return null
  }
}
