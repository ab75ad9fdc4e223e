import { hash } from 'node:crypto'
import { VariorumError } from '../../model/errors.ts'
import type { PagePath } from '../../model/page.ts'
import {
  type ContentHash,
  emptyLedger,
  type LedgerHash,
  type LedgerHead,
  type Origin,
  type Snapshot,
} from '../../model/revision.ts'
import { type Instant, toRfc3339 } from '../../model/time.ts'

/** One line of a journal. A content comes before the first snapshot that names it; the end comes last. */
export type JournalEntry =
  | { readonly kind: 'content'; readonly hash: ContentHash; readonly bytes: Uint8Array }
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly kind: 'end'; readonly head: LedgerHead }

/**
 * Encodes a record as a journal: newline-delimited JSON with a header, each content once, each snapshot, and the ledger's
 * end, without which a journal is truncated.
 * @param snapshots the whole ledger in order
 * @param content looks up the bytes of a content; null where they are missing
 * @returns lines, each with its line feed
 * @throws VariorumError `store-damaged` for a missing content
 */
export async function* encodeJournal(
  snapshots: AsyncIterable<Snapshot> | Iterable<Snapshot>,
  content: (hash: ContentHash) => Promise<Uint8Array | null>,
): AsyncGenerator<string> {
  yield jsonLine(header)
  const written = new Set<ContentHash>()
  let head = emptyLedger
  for await (const snapshot of snapshots) {
    const { content: key, path, seq } = snapshot
    if (key !== null && !written.has(key)) {
      const bytes = await content(key)
      if (bytes === null) {
        const advice = 'Keep the file. Restore a backup of it, or build a new store with "variorum import".'
        const message = `The content ${key} of ${path} (snapshot ${seq}) is not in the store.`
        throw new VariorumError('store-damaged', message, { advice })
      }
      yield jsonLine({ content: key, ...bytesToJson(bytes) })
      written.add(key)
    }
    yield jsonLine(snapshotToJson(snapshot))
    head = { size: seq, hash: snapshot.hash }
  }
  yield jsonLine({ end: head })
}

/**
 * Decodes a journal line by line. Each content is checked against its hash; the caller verifies the ledger's chain. All methods
 * throw VariorumError `journal-unreadable` with the line's number, from 1.
 */
export class JournalReader {
  readonly #contents = new Set<ContentHash>()
  #line: number
  #head: LedgerHead = emptyLedger
  #ended = false

  /** @param headed true to start after the header */
  constructor({ headed = false } = {}) {
    this.#line = headed ? 1 : 0
  }

  /** Decodes the next line, with or without its line end; null for the header. */
  read(text: string): JournalEntry | null {
    this.#line++
    const data = this.#parse(text)
    if (this.#line === 1) return this.#header(data)
    if (this.#ended) throw this.#unreadable('a line follows the end')
    if ('end' in data) return this.#end(data.end)
    return 'seq' in data ? this.#snapshot(data) : this.#content(data)
  }

  /** Call this after the last line: it throws where the journal is truncated. */
  close(): void {
    this.#line++
    if (this.#line === 1) throw this.#unreadable('it is empty')
    if (!this.#ended) throw this.#unreadable('the end is missing; the journal was cut short')
  }

  #parse(text: string): JsonObject {
    let data: unknown
    try {
      data = JSON.parse(text)
    } catch (error) {
      throw this.#unreadable(this.#line === 1 ? 'it is not a journal' : 'it is not JSON', error)
    }
    if (!isObject(data)) throw this.#unreadable(this.#line === 1 ? 'it is not a journal' : 'it is not an object')
    return data
  }

  #header(data: JsonObject): null {
    if (data.variorum !== header.variorum) throw this.#unreadable('it is not a journal')
    if (data.version !== header.version) {
      throw this.#unreadable(`the journal is of version ${JSON.stringify(data.version)}, and this program reads 1`)
    }
    return null
  }

  #content(data: JsonObject): JournalEntry {
    const key = data.content
    if (!isHash(key)) throw this.#unreadable('it is not a content, a snapshot or the end')
    const bytes = jsonToBytes(data)
    if (bytes === null) throw this.#unreadable(`the content ${key} has neither text nor base64`)
    if (hash('sha256', bytes) !== key) throw this.#unreadable(`the content ${key} has been altered`)
    this.#contents.add(key as ContentHash)
    return { kind: 'content', hash: key as ContentHash, bytes }
  }

  #snapshot(data: JsonObject): JournalEntry {
    const { seq, path, content, hash } = data
    const at = toInstant(data.at)
    const rank = toInstant(data.rank)
    const origin = toOrigin(data.origin)
    if (seq !== this.#head.size + 1) throw this.#unreadable(`snapshot ${this.#head.size + 1} is missing`)
    if (!isPagePath(path)) throw this.#unreadable(`snapshot ${seq} has an invalid path`)
    if (content !== null && !this.#contents.has(content as ContentHash)) {
      throw this.#unreadable(`snapshot ${seq} names a content that does not come before it`)
    }
    if (at === null || rank === null || origin === null || !isHash(hash)) {
      throw this.#unreadable(`snapshot ${seq} lacks a time, an origin or a hash`)
    }
    this.#head = { size: seq, hash: hash as LedgerHash }
    const snapshot = { seq, path, content: content as ContentHash | null, at, rank, origin, hash: this.#head.hash }
    return { kind: 'snapshot', snapshot }
  }

  #end(data: unknown): JournalEntry {
    if (!isObject(data) || data.size !== this.#head.size || data.hash !== this.#head.hash) {
      throw this.#unreadable('the end does not match the snapshots before it; the journal was altered')
    }
    this.#ended = true
    return { kind: 'end', head: this.#head }
  }

  #unreadable(what: string, cause?: unknown): VariorumError {
    return new VariorumError('journal-unreadable', `Line ${this.#line} of the journal cannot be read: ${what}.`, {
      advice: 'Export it again, or read an undamaged copy. The lines before this one are valid.',
      cause,
    })
  }
}

type JsonObject = Record<string, unknown>

const header = { variorum: 'journal', version: 1 }

function jsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`
}

/** Bytes as text where they are UTF-8, so that a journal is readable and compresses well. */
function bytesToJson(bytes: Uint8Array): { text: string } | { base64: string } {
  try {
    return { text: utf8.decode(bytes) }
  } catch {
    return { base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') }
  }
}

// A byte order mark is a part of the bytes.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function jsonToBytes({ text, base64 }: JsonObject): Uint8Array | null {
  if (typeof text === 'string') return Buffer.from(text, 'utf8')
  return typeof base64 === 'string' ? Buffer.from(base64, 'base64') : null
}

function snapshotToJson({ seq, path, content, at, rank, origin, hash }: Snapshot): JsonObject {
  const originJson = origin.kind === 'file' ? { ...origin, observedAt: toRfc3339(origin.observedAt) } : origin
  return { seq, path, content, at: toRfc3339(at), rank: toRfc3339(rank), origin: originJson, hash }
}

function toInstant(value: unknown): Instant | null {
  if (typeof value !== 'string') return null
  const at = Date.parse(value)
  // Only the format that the encoder writes: others could lose a fraction or mean another zone.
  return Number.isNaN(at) || toRfc3339(at) !== value ? null : at
}

function toOrigin(value: unknown): Origin | null {
  if (!isObject(value)) return null
  const { kind, sha, author, cut } = value
  const observedAt = toInstant(value.observedAt)
  if (kind === 'journal') return { kind }
  if (kind === 'file') return observedAt === null ? null : { kind, observedAt }
  if (kind !== 'commit' || typeof sha !== 'string' || typeof author !== 'string') return null
  return { kind, sha, author, ...(cut === true ? { cut } : {}) }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
}

/** Journals are untrusted: a path must not lead out of the archive. */
function isPagePath(value: unknown): value is PagePath {
  return (
    typeof value === 'string' &&
    !value.includes('\0') &&
    value.isWellFormed() &&
    value.split('/').every((name) => name !== '' && name !== '.' && name !== '..')
  )
}
