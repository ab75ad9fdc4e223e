import type { BigIntStats } from 'node:fs'

/**
 * Shows whether a file may have changed: its identity, size and times in nanoseconds. The modification time can be set
 * back, but the change time cannot, so both count.
 */
export interface FileStamp {
  readonly inode: bigint
  readonly size: bigint
  readonly modified: bigint
  readonly changed: bigint
}

/** Takes the stamp from a file's status. */
export function stampOf({ ino, size, mtimeNs, ctimeNs }: BigIntStats): FileStamp {
  return { inode: ino, size, modified: mtimeNs, changed: ctimeNs }
}

/** Whether two stamps are equal. A missing stamp equals only the same missing value. */
export function isSameStamp(a: FileStamp | null | undefined, b: FileStamp | null | undefined): boolean {
  if (!a || !b) return a === b
  return a.inode === b.inode && a.size === b.size && a.modified === b.modified && a.changed === b.changed
}
