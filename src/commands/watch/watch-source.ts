import { VariorumError } from '../../model/errors.ts'
import type { RevisionBatch } from '../../model/revision.ts'
import type { LiveFiles } from '../../sources/live/live-files.ts'
import { type Source, withBatches } from '../../sources/source.ts'

/**
 * The source of a watch: first the archive on disk, then its changes.
 * @param live null: without later changes
 * @param onCaughtUp called once the archive is read
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

/** Ends after an interruption: pages that are read by then are recorded, and the next watch finds the rest. */
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
