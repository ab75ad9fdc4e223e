import { encodeJournal } from '../versioning/ledger/journal-codec.ts'
import type { CommandContext } from './archive/command-context.ts'

/** The whole record as a portable journal, line by line: every snapshot, and every content before it is first named. */
export async function* exportJournal(
  context: CommandContext,
  options: { signal?: AbortSignal } = {},
): AsyncIterable<string> {
  const store = await context.store('read')
  for await (const line of encodeJournal(store.snapshots(), (hash) => store.content(hash))) {
    options.signal?.throwIfAborted()
    yield line
  }
}
