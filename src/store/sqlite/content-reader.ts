import { hash } from 'node:crypto'
import type { ContentHash } from '../../model/revision.ts'
import { decodeBlock } from './block.ts'
import { hasHash } from './content-writer.ts'
import type { Database } from './database.ts'
import { damaged } from './failure.ts'

type Place = readonly [block: number, start: number, length: number]

/** Reads contents in any order; keeps the blocks that it decoded last, since neighbours are read together. */
export class ContentReader {
  readonly #path: string
  readonly #blocks = new Map<number, Uint8Array>()
  readonly #keep: number

  /**
   * @param path the store's file, to name in errors
   * @param keep how many decoded blocks, of some 256 kB, to keep
   */
  constructor(path: string, keep = 16) {
    this.#path = path
    this.#keep = keep
  }

  read(db: Database, content: ContentHash): Uint8Array | null {
    const place = db.row<Place>(`SELECT block, start, length FROM content WHERE ${hasHash}`, content)
    return place === undefined ? null : this.#cut(db, place, content)
  }

  /** Every content, block after block. */
  *readAll(db: Database): Generator<{ hash: ContentHash; bytes: Uint8Array }> {
    const places = 'SELECT block, start, length, lower(hex(hash)) FROM content ORDER BY block, start'
    for (const [block, start, length, content] of db.rows<[...Place, ContentHash]>(places)) {
      yield { hash: content, bytes: this.#cut(db, [block, start, length], content) }
    }
  }

  #cut(db: Database, [id, start, length]: Place, expected: ContentHash): Uint8Array {
    const bytes = this.#block(db, id, start + length)?.slice(start, start + length)
    // a byte that changed on the disk goes unnoticed by SQLite
    if (bytes === undefined || hash('sha256', bytes, 'hex') !== expected) {
      throw damaged(this.#path, `the content ${expected} is no longer what was recorded`)
    }
    return bytes
  }

  /** A block's bytes. One that was kept may be shorter than it is by now, but never other than it was. */
  #block(db: Database, id: number, atLeast: number): Uint8Array | null {
    let bytes: Uint8Array | null = this.#blocks.get(id) ?? null
    if (bytes === null || bytes.length < atLeast) {
      const row = db.row<[number, Uint8Array]>('SELECT raw, data FROM block WHERE id = ?', id)
      bytes = row === undefined ? null : decodeBlock(row[1], row[0])
      if (bytes === null) return null
    }
    this.#blocks.delete(id)
    this.#blocks.set(id, bytes)
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= this.#keep) break
      this.#blocks.delete(oldest)
    }
    return bytes
  }
}
