import type { TextDiff } from '../../src/model/change.ts'

/** A diff as a person would mark it: `kills <del>four</del><ins>five</ins>`. */
export function markDiff(diff: TextDiff): string {
  return diff
    .map(([kind, text]) => (kind === 'same' ? text : kind === 'removed' ? `<del>${text}</del>` : `<ins>${text}</ins>`))
    .join('')
}

/** Both texts, put together again from a diff. */
export function textsOf(diff: TextDiff): { before: string; after: string } {
  const join = (excludedKind: 'removed' | 'added') =>
    diff
      .filter(([kind]) => kind !== excludedKind)
      .map(([, text]) => text)
      .join('')
  return { before: join('added'), after: join('removed') }
}
