import { hash } from 'node:crypto'
import type { ContentHash } from '../../model/revision.ts'
import { decodeBlock } from './block.ts'
import { hashCondition } from './content-writer.ts'
import type { Database } from './database.ts'
import { damagedStoreError } from './store-errors.ts'

type ContentLocation = readonly [block: number, start: number, length: number]

/** Reads contents in any order. It keeps the last decoded blocks: contents of one block are often read together. */
export class ContentReader {
  readonly #path: string
  readonly #blocks = new Map<number, Uint8Array>()
  readonly #maxBlocks: number

  /**
   * @param path the store's file, to name in errors
   * @param maxBlocks how many decoded blocks to keep, of about 256 kB each
   */
  constructor(path: string, maxBlocks = 16) {
    this.#path = path
    this.#maxBlocks = maxBlocks
  }

  read(db: Database, content: ContentHash): Uint8Array | null {
    const location = db.row<ContentLocation>(`SELECT block, start, length FROM content WHERE ${hashCondition}`, content)
    return location === undefined ? null : this.#sliceContent(db, location, content)
  }

  /** Reads every content, block by block. */
  *readAll(db: Database): Generator<{ hash: ContentHash; bytes: Uint8Array }> {
    const query = 'SELECT block, start, length, lower(hex(hash)) FROM content ORDER BY block, start'
    for (const [block, start, length, content] of db.rows<[...ContentLocation, ContentHash]>(query)) {
      yield { hash: content, bytes: this.#sliceContent(db, [block, start, length], content) }
    }
  }

  #sliceContent(db: Database, [id, start, length]: ContentLocation, expected: ContentHash): Uint8Array {
    const bytes = this.#readBlock(db, id, start + length)?.slice(start, start + length)
    // SQLite does not notice a byte that changed on the disk
    if (bytes === undefined || hash('sha256', bytes, 'hex') !== expected) {
      throw damagedStoreError(this.#path, `the content ${expected} differs from its hash`)
    }
    return bytes
  }

  /** The bytes of a block. A kept block may miss contents that were appended later; its other bytes never change. */
  #readBlock(db: Database, id: number, minBytes: number): Uint8Array | null {
    let bytes: Uint8Array | null = this.#blocks.get(id) ?? null
    if (bytes === null || bytes.length < minBytes) {
      const row = db.row<[number, Uint8Array]>('SELECT raw, data FROM block WHERE id = ?', id)
      bytes = row === undefined ? null : decodeBlock(row[1], row[0])
      if (bytes === null) return null
    }
    this.#blocks.delete(id)
    this.#blocks.set(id, bytes)
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= this.#maxBlocks) break
      this.#blocks.delete(oldest)
    }
    return bytes
  }
}
