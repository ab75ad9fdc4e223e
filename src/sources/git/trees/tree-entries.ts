import { isUtf8 } from 'node:buffer'

/** An entry of a tree. */
export interface TreeEntry {
  /** Git's mode, such as `100644`. */
  readonly mode: string
  readonly id: string
  readonly name: string
  /** False if the name is not UTF-8. Then `name` only resembles it. */
  readonly exact: boolean
}

/** Git's mode of a folder in a tree object. */
export const folderMode = '40000'

/** Parses a tree object. An entry is mode, space, name, NUL and the id's bytes. @param width bytes of an id */
export function* parseTree(bytes: Buffer, width: number): Iterable<TreeEntry> {
  for (let start = 0; start < bytes.length; ) {
    const space = bytes.indexOf(32, start)
    const end = bytes.indexOf(0, space)
    if (space < 0 || end < 0 || end + 1 + width > bytes.length) return
    const name = bytes.toString('utf8', space + 1, end)
    const exact = !name.includes('\ufffd') || isUtf8(bytes.subarray(space + 1, end))
    const id = bytes.toString('hex', end + 1, end + 1 + width)
    yield { mode: bytes.toString('latin1', start, space), id, name, exact }
    start = end + 1 + width
  }
}
