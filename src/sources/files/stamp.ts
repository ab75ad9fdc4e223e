import type { BigIntStats } from 'node:fs'

/**
 * What shows that a file may have changed: its identity, size and times, to the nanosecond. A file's own time can be set
 * back, that of its last change of any kind cannot, so both count.
 */
export interface FileStamp {
  readonly inode: bigint
  readonly size: bigint
  readonly modified: bigint
  readonly changed: bigint
}

export function stampOf({ ino, size, mtimeNs, ctimeNs }: BigIntStats): FileStamp {
  return { inode: ino, size, modified: mtimeNs, changed: ctimeNs }
}

export function isSameStamp(a: FileStamp | null | undefined, b: FileStamp | null | undefined): boolean {
  if (!a || !b) return a === b
  return a.inode === b.inode && a.size === b.size && a.modified === b.modified && a.changed === b.changed
}
