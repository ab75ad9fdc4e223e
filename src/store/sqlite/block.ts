import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'

// Measured on two archives: larger blocks hardly compress better and are slower to read; smaller blocks take up to twice
// the space.
const maxBlockBytes = 256 * 1024
const maxBlockContents = 64
/** A smaller block is reopened for the next contents, so that single contents do not fill a block each. */
export const reopenBelowBytes = 64 * 1024

/** The fill of a block: bytes before compression, and number of contents. */
export interface BlockFill {
  readonly raw: number
  readonly contents: number
}

/** Whether one more content fits into a block. A content above the limit gets a block of its own. */
export function hasRoom({ raw, contents }: BlockFill, length: number): boolean {
  return contents < maxBlockContents && raw + length <= maxBlockBytes
}

/** Concatenates contents and compresses them. */
export function encodeBlock(contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, { length }) => sum + length, 0)
  const raw = length <= scratch.length ? scratch.subarray(0, length) : Buffer.allocUnsafeSlow(length)
  let end = 0
  for (const content of contents) {
    raw.set(content, end)
    end += content.length
  }
  // nearly every result fits into one chunk
  return zstdCompressSync(raw, { chunkSize: Math.max(length >> 2, 1024) })
}

/** Shared by all blocks: a buffer for each would be most of an import's garbage. */
const scratch = Buffer.allocUnsafeSlow(maxBlockBytes)

/**
 * Decompresses a block.
 * @param length the expected number of bytes
 * @returns the concatenated contents; null for damaged data
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
