import { VariorumError } from '../../model/errors.ts'
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
    for await (const batch of untilInterrupted(archive.batches(options)))
      yield { ...batch, contents: () => untilInterrupted(batch.contents()) }
    if (signal.aborted) return
    onCaughtUp()
    if (live) yield* live.batches()
  })
}

/** Ends after an interruption: pages that are read by then are recorded, and the next watch finds the rest. */
async function* untilInterrupted<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  try {
    yield* items
  } catch (error) {
    if (!(error instanceof VariorumError) || error.code !== 'interrupted') throw error
  }
}
