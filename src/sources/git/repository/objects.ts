import { VariorumError } from '../../../model/errors.ts'
import type { PagePath } from '../../../model/page.ts'
import type { CleanRoom } from './clean-room.ts'
import { openSpool } from './spool.ts'

/** A content to be read: its object id, its size in bytes, and a path that it stood at. */
export interface Wanted {
  readonly key: string
  readonly size: number
  readonly path: PagePath
}

/**
 * Sizes in bytes of the given objects; null for one that the repository lacks or that is no file's content.
 * @param ids full object ids
 */
export async function readSizes(room: CleanRoom, ids: readonly string[]): Promise<Map<string, number | null>> {
  const sizes = new Map<string, number | null>()
  if (ids.length === 0) return sizes
  const command = ['cat-file', '--batch-check=%(objecttype) %(objectsize)', '--buffer']
  const { output, ended } = room.git(command, { input: `${ids.join('\n')}\n` })
  let text = ''
  for await (const chunk of output ?? []) text += chunk.toString('latin1')
  await ended
  const lines = text.split('\n')
  for (const [index, id] of ids.entries()) {
    const line = lines[index] ?? ''
    sizes.set(id, line.startsWith('blob ') ? Number(line.slice(5)) : null)
  }
  return sizes
}

/**
 * Reads contents, in the order given, from one git child. Bytes may be views of a larger buffer.
 * @param via `pipe` where no file in memory shall be used
 * @throws VariorumError `git-failed`, `interrupted`
 */
export async function* readObjects(
  room: CleanRoom,
  wanted: readonly Wanted[],
  via: 'spool' | 'pipe' = 'spool',
): AsyncGenerator<{ key: string; path: PagePath; bytes: Uint8Array }> {
  if (wanted.length === 0) return
  const bytes = wanted.reduce((sum, { key, size }) => sum + header(key, size).length + size + 1, 0)
  const spool = via === 'pipe' ? null : openSpool(bytes)
  const child = room.git(['cat-file', '--batch', '--buffer'], {
    input: `${wanted.map(({ key }) => key).join('\n')}\n`,
    ...(spool === null ? {} : { output: spool.output }),
  })
  const cut = cutter(wanted)
  let read = 0
  try {
    for await (const chunk of spool?.chunks(bytes, child.ended) ?? child.output ?? []) {
      for (const content of cut(chunk)) {
        yield content
        read++
      }
    }
    if (read === wanted.length) return
    await child.ended
    throw new VariorumError('git-failed', 'git ended before it had written all contents.')
  } finally {
    child.stop()
    spool?.close()
  }
}

/**
 * Cuts git's answer into contents: for each a header line, the bytes, a line end. To be called with each chunk in turn; copies
 * only what spans two.
 */
function cutter(
  wanted: readonly Wanted[],
): (chunk: Buffer) => Generator<{ key: string; path: PagePath; bytes: Uint8Array }> {
  let index = 0
  let begun: { whole: Buffer; filled: number } | null = null
  return function* (chunk) {
    let start = 0
    for (let next = wanted[index]; next !== undefined && start < chunk.length; next = wanted[index]) {
      const { key, path, size } = next
      const head = header(key, size)
      const length = head.length + size + 1
      if (begun === null && chunk.length - start >= length) {
        yield { key, path, bytes: content(chunk, start, head, size) }
        start += length
        index++
        continue
      }
      begun ??= { whole: Buffer.allocUnsafeSlow(length), filled: 0 }
      const taken = chunk.copy(begun.whole, begun.filled, start)
      start += taken
      begun.filled += taken
      if (begun.filled < length) return
      const { whole } = begun
      begun = null
      index++
      yield { key, path, bytes: content(whole, 0, head, size) }
    }
  }
}

function content(buffer: Buffer, start: number, head: string, size: number): Uint8Array {
  const from = start + head.length
  if (buffer.toString('latin1', start, from) !== head) {
    throw new VariorumError('git-failed', `git answered something else than was asked for: ${head.trim()}.`)
  }
  return buffer.subarray(from, from + size)
}

function header(key: string, size: number): string {
  return `${key} blob ${size}\n`
}
