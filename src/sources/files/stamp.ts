import type { BigIntStats } from 'node:fs'

/**
 * Shows whether a file may have changed: its identity, size and times in nanoseconds. The modification time can be set
 * back, but the change time cannot, so both count.
 */
export type FileStamp = Readonly<Pick<BigIntStats, 'ino' | 'size' | 'mtimeNs' | 'ctimeNs'>>

/** Whether two stamps are equal. A missing stamp equals only the same missing value. */
export function isSameStamp(a: FileStamp | null | undefined, b: FileStamp | null | undefined): boolean {
  if (!a || !b) return a === b
  return a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs && a.ctimeNs === b.ctimeNs
}
