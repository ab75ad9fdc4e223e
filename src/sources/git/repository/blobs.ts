import { closeSync } from 'node:fs'
import { VariorumError } from '../../../model/errors.ts'
import type { PagePath } from '../../../model/page.ts'
import { type IsolatedRepository, readOutput } from './isolated-repository.ts'
import { openSpool, readSpool } from './spool.ts'

/** A content to read: its object id, its size in bytes, and a path where it was. */
export interface BlobRequest {
  readonly key: string
  readonly size: number
  readonly path: PagePath
}

/**
 * Reads the sizes of objects in bytes. Null: the repository lacks the object, or it is not a file's content.
 * @param ids full object ids
 */
export async function readBlobSizes(
  repository: IsolatedRepository,
  ids: readonly string[],
): Promise<Map<string, number | null>> {
  const sizes = new Map<string, number | null>()
  if (ids.length === 0) return sizes
  const command = ['cat-file', '--batch-check=%(objecttype) %(objectsize)', '--buffer']
  const lines = (await readOutput(repository.git(command, { input: `${ids.join('\n')}\n` }))).split('\n')
  for (const [index, id] of ids.entries()) {
    const line = lines[index] ?? ''
    sizes.set(id, line.startsWith('blob ') ? Number(line.slice(5)) : null)
  }
  return sizes
}

/**
 * Reads contents in the given order from one git process. The bytes can be views of a larger buffer.
 * @param via `pipe`: without a spool in memory
 * @throws VariorumError `git-failed`, `interrupted`
 */
export async function* readBlobs(
  repository: IsolatedRepository,
  requests: readonly BlobRequest[],
  via: 'spool' | 'pipe' = 'spool',
): AsyncGenerator<{ key: string; path: PagePath; bytes: Uint8Array }> {
  if (requests.length === 0) return
  const bytes = requests.reduce((sum, { key, size }) => sum + blobHeader(key, size).length + size + 1, 0)
  const spool = via === 'pipe' ? null : openSpool(bytes)
  const child = repository.git(['cat-file', '--batch', '--buffer'], {
    input: `${requests.map(({ key }) => key).join('\n')}\n`,
    output: spool ?? undefined,
  })
  const split = createBlobSplitter(requests)
  let read = 0
  try {
    for await (const chunk of spool === null ? child.output : readSpool(spool, bytes, child.ended)) {
      for (const blob of split(chunk)) {
        yield blob
        read++
      }
    }
    if (read === requests.length) return
    await child.ended
    throw new VariorumError('git-failed', 'git ended before it wrote all contents.')
  } finally {
    child.stop()
    if (spool !== null) closeSync(spool)
  }
}

/**
 * Splits git's output into contents. Each has a header line, its bytes and a line end. The returned function is called with
 * each chunk in turn. It copies only contents that span two chunks.
 */
function createBlobSplitter(
  requests: readonly BlobRequest[],
): (chunk: Buffer) => Generator<{ key: string; path: PagePath; bytes: Uint8Array }> {
  let index = 0
  let partial: { whole: Buffer; filled: number } | null = null
  return function* (chunk) {
    let start = 0
    for (let next = requests[index]; next !== undefined && start < chunk.length; next = requests[index]) {
      const { key, path, size } = next
      const head = blobHeader(key, size)
      const length = head.length + size + 1
      if (partial === null && chunk.length - start >= length) {
        yield { key, path, bytes: blobBytes(chunk, start, head, size) }
        start += length
        index++
        continue
      }
      partial ??= { whole: Buffer.allocUnsafeSlow(length), filled: 0 }
      const taken = chunk.copy(partial.whole, partial.filled, start)
      start += taken
      partial.filled += taken
      if (partial.filled < length) return
      const { whole } = partial
      partial = null
      index++
      yield { key, path, bytes: blobBytes(whole, 0, head, size) }
    }
  }
}

function blobBytes(buffer: Buffer, start: number, head: string, size: number): Uint8Array {
  const from = start + head.length
  if (buffer.toString('latin1', start, from) !== head) {
    throw new VariorumError('git-failed', `git gave an unexpected answer for ${head.trim()}.`)
  }
  return buffer.subarray(from, from + size)
}

function blobHeader(key: string, size: number): string {
  return `${key} blob ${size}\n`
}
