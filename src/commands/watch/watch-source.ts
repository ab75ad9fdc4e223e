import { VariorumError } from '../../model/errors.ts'
import type { RevisionBatch } from '../../model/revision.ts'
import type { LiveFiles } from '../../sources/live/live-files.ts'
import { type Source, withBatches } from '../../sources/source.ts'

/**
 * The archive as it stands, and then as it goes on: the source of a watch.
 * @param live null where it ends with what stands
 * @param onCaughtUp called once what stands has been read
 */
export function watchSource(
  archive: Source,
  live: LiveFiles | null,
  signal: AbortSignal,
  onCaughtUp: () => void,
): Source {
  return withBatches(archive, async function* (options) {
    yield* untilInterrupted(archive, options)
    if (signal.aborted) return
    onCaughtUp()
    if (live) yield* live.batches()
  })
}

/** What was read by then is recorded; the rest is found by the next watch. */
async function* untilInterrupted(
  source: Source,
  options: Parameters<Source['batches']>[0],
): AsyncGenerator<RevisionBatch> {
  try {
    for await (const batch of source.batches(options)) yield endOnInterruption(batch)
  } catch (error) {
    if (!isInterruption(error)) throw error
  }
}

function endOnInterruption(batch: RevisionBatch): RevisionBatch {
  return {
    ...batch,
    async *contents() {
      try {
        yield* batch.contents()
      } catch (error) {
        if (!isInterruption(error)) throw error
      }
    },
  }
}

function isInterruption(error: unknown): boolean {
  return error instanceof VariorumError && error.code === 'interrupted'
}
