import { type FileHandle, open } from 'node:fs/promises'
import { VariorumError } from '../model/errors.ts'
import type { PagePath } from '../model/page.ts'
import { emptyLedger, type Revision, type RevisionBatch, type Snapshot } from '../model/revision.ts'
import { JournalReader } from '../versioning/ledger/journal-codec.ts'
import { ledgerHash } from '../versioning/ledger/ledger.ts'
import { type BatchLimits, type BatchOptions, defaultBatchLimits, type Source, throwIfAborted } from './source.ts'

/**
 * Opens an exported journal. Its revisions keep their recorded origin, times and order.
 * @param file a regular file, because a content can be read a second time
 * @throws VariorumError `file-not-found`, `journal-unreadable`, `interrupted`
 */
export async function openJournal(file: string, options: { signal?: AbortSignal | undefined } = {}): Promise<Source> {
  const handle = await openJournalFile(file)
  try {
    return new Journal(file, handle, await readSnapshotCount(handle), options.signal)
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** A line of the file, and its position in bytes. */
interface Line {
  readonly text: string
  readonly offset: number
  readonly length: number
}

/** Part of a journal: revisions and the contents between them. */
interface JournalBatch {
  readonly revisions: Revision[]
  readonly newContents: Map<string, Uint8Array>
  /** The last group of revisions is too large and continues in the next batch. */
  goesOn: boolean
}

class Journal implements Source {
  readonly name: string
  readonly cut = false
  readonly skipped = 0
  readonly total: number
  readonly findings = []
  readonly #file: FileHandle
  readonly #signal: AbortSignal | undefined
  readonly #contentLocations = new Map<string, Omit<Line, 'text'>>()

  constructor(name: string, file: FileHandle, total: number, signal: AbortSignal | undefined) {
    this.name = name
    this.total = total
    this.#file = file
    this.#signal = signal
  }

  async *batches({ findRecorded, limits = defaultBatchLimits }: BatchOptions = {}): AsyncGenerator<RevisionBatch> {
    for await (const { revisions: all, newContents, goesOn } of this.#readBatches(limits)) {
      const alreadyRecorded = await findRecorded?.(all)
      const revisions = alreadyRecorded === undefined ? all : all.filter((revision) => !alreadyRecorded.has(revision))
      if (revisions.length > 0) yield { revisions, goesOn, contents: () => this.#readContents(revisions, newContents) }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close()
  }

  async *#readBatches(limits: BatchLimits): AsyncGenerator<JournalBatch> {
    const reader = new JournalReader()
    let batch: JournalBatch = { revisions: [], newContents: new Map(), goesOn: false }
    let bytes = 0
    let previous: Snapshot | null = null
    for await (const { text, offset, length } of this.#readLines()) {
      throwIfAborted(this.#signal)
      const entry = reader.read(text)
      if (entry?.kind === 'content') {
        this.#contentLocations.set(entry.hash, { offset, length })
        batch.newContents.set(entry.hash, entry.bytes)
        bytes += entry.bytes.length
      } else if (entry?.kind === 'snapshot') {
        const { snapshot }: { snapshot: Snapshot } = entry
        if (snapshot.hash !== ledgerHash(previous?.hash ?? emptyLedger.hash, snapshot))
          throw brokenChainError(snapshot.seq)
        const revision = toRevision(snapshot)
        const fillRatio = Math.max(batch.revisions.length / limits.revisions, bytes / limits.bytes)
        // A group stays in one batch unless it alone is twice the limits.
        const isNextGroup = revision.group !== batch.revisions.at(-1)?.group
        if (fillRatio >= 1 && (isNextGroup || fillRatio >= 2) && batch.revisions.length > 0) {
          // The content line comes just before its snapshot, so it belongs to the next batch.
          const content = snapshot.content === null ? undefined : batch.newContents.get(snapshot.content)
          batch.goesOn = !isNextGroup
          yield batch
          batch = { revisions: [], newContents: new Map(), goesOn: false }
          bytes = 0
          if (snapshot.content !== null && content !== undefined) batch.newContents.set(snapshot.content, content)
        }
        batch.revisions.push(revision)
        previous = snapshot
      }
    }
    reader.close()
    if (batch.revisions.length > 0) yield batch
  }

  async *#readContents(
    revisions: readonly Revision[],
    newContents: ReadonlyMap<string, Uint8Array>,
  ): AsyncGenerator<{ key: string; path: PagePath; bytes: Uint8Array }> {
    const yielded = new Set<string>()
    for (const { content: key, path } of revisions) {
      if (key === null || yielded.has(key)) continue
      yielded.add(key)
      yield { key, path, bytes: newContents.get(key) ?? (await this.#rereadContent(key)) }
    }
  }

  /** Reads a content of an earlier batch again. */
  async #rereadContent(key: string): Promise<Uint8Array> {
    throwIfAborted(this.#signal)
    const { offset, length } = this.#contentLocations.get(key) ?? { offset: 0, length: 0 }
    const { buffer, bytesRead } = await this.#file.read(Buffer.allocUnsafe(length), 0, length, offset)
    const entry = new JournalReader({ headed: true }).read(buffer.toString('utf8', 0, bytesRead))
    if (entry?.kind === 'content' && entry.hash === key) return entry.bytes
    throw new VariorumError('journal-unreadable', 'The journal was changed while it was read.')
  }

  async *#readLines(): AsyncGenerator<Line> {
    let partialLine: Buffer[] = []
    let partialLength = 0
    for (let position = 0; ; ) {
      const { buffer, bytesRead } = await this.#file.read(Buffer.allocUnsafe(2 ** 20), 0, 2 ** 20, position)
      if (bytesRead === 0) break
      const chunk = buffer.subarray(0, bytesRead)
      let start = 0
      for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
        const line =
          partialLength === 0 ? chunk.subarray(start, end) : Buffer.concat([...partialLine, chunk.subarray(0, end)])
        yield { text: line.toString('utf8'), offset: position + start - partialLength, length: line.length }
        partialLine = []
        partialLength = 0
        start = end + 1
      }
      if (start < bytesRead) partialLine.push(chunk.subarray(start))
      partialLength += bytesRead - start
      position += bytesRead
    }
    if (partialLength > 0) yield { text: Buffer.concat(partialLine).toString('utf8'), offset: 0, length: partialLength }
  }
}

const lineFeed = 10

/** The revisions of one commit, or of one scan, are a group. */
function toRevision({ seq, path, content, at, rank, origin }: Snapshot): Revision {
  const group = origin.kind === 'commit' ? origin.sha : origin.kind === 'file' ? `scan:${rank}` : `line:${seq}`
  return { path, content, at, rank, origin, group }
}

async function openJournalFile(file: string): Promise<FileHandle> {
  const handle = await open(file).catch((error: unknown) => {
    throw new VariorumError('file-not-found', `The journal ${file} cannot be opened.`, { cause: error })
  })
  if ((await handle.stat()).isFile()) return handle
  await handle.close()
  throw new VariorumError('journal-unreadable', `${file} is not a regular file.`, {
    advice: 'Save the journal to a file first.',
  })
}

/** Reads the number of snapshots from the last line, so that a truncated journal is refused before anything is recorded. */
async function readSnapshotCount(handle: FileHandle): Promise<number> {
  const { size } = await handle.stat()
  const length = Math.min(size, 4096)
  const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length)
  const last = buffer.toString('utf8').trimEnd().split('\n').at(-1) ?? ''
  const end = /^\{"end":\{"size":(\d+),/.exec(last)?.[1]
  if (end !== undefined) return Number(end)
  const head = await handle.read(Buffer.alloc(length), 0, length, 0)
  // Throws another error if the file is not a journal at all.
  new JournalReader().read(head.buffer.toString('utf8').split('\n', 1)[0] ?? '')
  const message = 'The last line of the journal is not its end line: the journal was cut short.'
  throw new VariorumError('journal-unreadable', message, {
    advice: 'Export it again, or read it from an undamaged copy.',
  })
}

function brokenChainError(seq: number): VariorumError {
  return new VariorumError('journal-unreadable', `Snapshot ${seq} of the journal does not fit the one before it.`, {
    advice: 'The journal was altered after it was exported. Read it from an undamaged copy.',
  })
}
