import type { TextDiff } from '../../src/model/change.ts'

/** Formats a diff with HTML tags: `kills <del>four</del><ins>five</ins>`. */
export function markDiff(diff: TextDiff): string {
  return diff
    .map(([kind, text]) => (kind === 'same' ? text : kind === 'removed' ? `<del>${text}</del>` : `<ins>${text}</ins>`))
    .join('')
}

/** Rebuilds both texts from a diff. */
export function textsOf(diff: TextDiff): { before: string; after: string } {
  const join = (excludedKind: 'removed' | 'added') =>
    diff
      .filter(([kind]) => kind !== excludedKind)
      .map(([, text]) => text)
      .join('')
  return { before: join('added'), after: join('removed') }
}
