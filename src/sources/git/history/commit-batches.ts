import type { Revision, RevisionBatch } from '../../../model/revision.ts'
import type { BatchLimits } from '../../source.ts'

/**
 * Collects groups into chunks of up to `maxRevisions` revisions. A group is never split. The first chunks are smaller, so
 * that contents are read while git still writes the log. The next chunk is collected while one is used.
 */
export async function* chunkGroups(
  groups: AsyncGenerator<Revision[]>,
  maxRevisions: number,
): AsyncGenerator<Revision[][]> {
  let carried: Revision[] | undefined
  const firstLengths = [4_000, 16_000].filter((length) => length < maxRevisions)
  const gather = async (): Promise<Revision[][]> => {
    const length = firstLengths.shift() ?? maxRevisions
    const chunk = carried === undefined ? [] : [carried]
    let count = carried?.length ?? 0
    carried = undefined
    for (let next = await groups.next(); !next.done; next = await groups.next()) {
      if (count > 0 && count + next.value.length > length) {
        carried = next.value
        break
      }
      count += next.value.length
      chunk.push(next.value)
    }
    return chunk
  }
  let nextChunk = gather()
  try {
    for (let chunk = await nextChunk; chunk.length > 0; chunk = await nextChunk) {
      nextChunk = gather()
      // The error is thrown when the chunk is awaited.
      nextChunk.catch(() => undefined)
      yield chunk
    }
  } finally {
    await groups.return(undefined)
  }
}

/**
 * Packs groups, in order, into batches within the limits. A group is split only if it alone exceeds them.
 * @param sizeOf returns the bytes of a content by its key
 */
export function* packBatches(
  groups: readonly Revision[][],
  sizeOf: (key: string) => number,
  limits: BatchLimits,
): Generator<Pick<RevisionBatch, 'revisions' | 'goesOn'>> {
  let batch: Revision[] = []
  let keys = new Set<string>()
  let bytes = 0
  const bytesOf = (keys: ReadonlySet<string>) => keys.values().reduce((sum, key) => sum + sizeOf(key), 0)
  for (const group of groups) {
    const tooLarge = group.length > limits.revisions || bytesOf(keysOf(group)) > limits.bytes
    for (const part of tooLarge ? group.map((revision) => [revision]) : [group]) {
      let added = keysOf(part).difference(keys)
      const fits = batch.length + part.length <= limits.revisions && bytes + bytesOf(added) <= limits.bytes
      if (batch.length > 0 && !fits) {
        yield { revisions: batch, goesOn: part[0]?.group === batch.at(-1)?.group }
        batch = []
        keys = new Set()
        bytes = 0
        added = keysOf(part)
      }
      for (const revision of part) batch.push(revision)
      for (const key of added) keys.add(key)
      bytes += bytesOf(added)
    }
  }
  if (batch.length > 0) yield { revisions: batch }
}

function keysOf(revisions: readonly Revision[]): Set<string> {
  return new Set(revisions.flatMap(({ content }) => content ?? []))
}
