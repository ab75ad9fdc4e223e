import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'

// Measured on two archives: larger blocks hardly compress better and cost more to read from, smaller ones are
// up to twice the size.
const maxBlockBytes = 256 * 1024
const maxBlockContents = 64
/** A block with less than this is reopened for what comes next, so that single contents do not end up alone. */
export const reopenBelowBytes = 64 * 1024

/** How much a block holds: bytes before compression, and contents. */
export interface BlockFill {
  readonly raw: number
  readonly contents: number
}

/** Whether a block that holds something takes one more content. A content beyond the limit stands alone. */
export function hasRoom({ raw, contents }: BlockFill, length: number): boolean {
  return contents < maxBlockContents && raw + length <= maxBlockBytes
}

/** Contents one after another, compressed together. */
export function encodeBlock(contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, { length }) => sum + length, 0)
  const raw = length <= scratch.length ? scratch.subarray(0, length) : Buffer.allocUnsafeSlow(length)
  let end = 0
  for (const content of contents) {
    raw.set(content, end)
    end += content.length
  }
  // one chunk for nearly every result; the default would grow it piece by piece
  return zstdCompressSync(raw, { chunkSize: Math.max(length >> 2, 1024) })
}

/** Blocks are put together in one place: a buffer for each would be most of what an import leaves for the collector. */
const scratch = Buffer.allocUnsafeSlow(maxBlockBytes)

/**
 * The contents of a block, one after another.
 * @param length the bytes to expect
 * @returns null when the data is not such a block
 */
export function decodeBlock(data: Uint8Array, length: number): Uint8Array | null {
  try {
    const size = Math.max(length, 64)
    const raw = zstdDecompressSync(data, { maxOutputLength: size, chunkSize: size })
    return raw.length === length ? new Uint8Array(raw.buffer, raw.byteOffset, raw.length) : null
  } catch {
    return null
  }
}
