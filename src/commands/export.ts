import { encodeJournal } from '../versioning/ledger/journal-codec.ts'
import type { CommandContext } from './archive/command-context.ts'

/** Exports the record as a journal, line by line: every snapshot, and every content before its first snapshot. */
export async function* exportJournal(context: CommandContext, signal?: AbortSignal): AsyncIterable<string> {
  const store = await context.store('read')
  for await (const line of encodeJournal(store.snapshots(), (hash) => store.content(hash))) {
    signal?.throwIfAborted()
    yield line
  }
}
