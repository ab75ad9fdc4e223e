import type { Audit, BulkChange, TitleChange } from '../model/audit.ts'
import { compare } from '../model/compare.ts'
import { addToList } from '../model/multimap.ts'
import {
  featuresOfTitleChange,
  findBulkTitleChanges,
  type TitleChangeFeatures,
} from '../versioning/history/bulk-title-changes.ts'

/** What is stored of a change until all changes of its batch are known. */
interface BulkCandidate extends TitleChangeFeatures {
  /** Null: the change does not pass the filter, so it is not counted. */
  readonly passed: TitleChange | null
}

/**
 * Finds changes that were made at once and in the same way. It sees all changes, so that a bulk change is found even if only a
 * few of its changes pass the filter. It counts the changes that pass.
 */
export class BulkChangeFinder {
  readonly #candidatesByBatch = new Map<string, BulkCandidate[]>()

  /** @param passed the changes that pass the filter */
  add(changes: readonly TitleChange[], passed: readonly TitleChange[]): void {
    const matching = new Set(passed)
    for (const change of changes) {
      const key = batchKeyOf(change)
      if (key === null) continue
      const candidate = { ...featuresOfTitleChange(change), passed: matching.has(change) ? change : null }
      addToList(this.#candidatesByBatch, key, candidate)
    }
  }

  /** @returns the bulk changes with a change that passes, most changes first */
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
    return bulk.sort((a, b) => b.changes - a.changes || (a.at ?? 0) - (b.at ?? 0) || compare(a.what, b.what))
  }
}

/** The changes of an audit that are in no bulk change. */
export function changesOutsideBulk({ changes, totals }: Pick<Audit, 'changes' | 'totals'>): readonly TitleChange[] {
  if (totals.bulk.length === 0) return changes
  const inBulk = new Set(totals.bulk.flatMap(({ members }) => members))
  return changes.filter((change) => !inBulk.has(change))
}

/** Identifies the commit, the scan or the journal time of a change; null for a claim of a page, which has no batch. */
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
