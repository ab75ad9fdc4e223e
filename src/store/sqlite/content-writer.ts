import type { PagePath } from '../../model/page.ts'
import type { NewContent, Plan } from '../../model/plan.ts'
import type { ContentHash } from '../../model/revision.ts'
import { decodeBlock, encodeBlock, hasRoom, reopenBelowBytes } from './block.ts'
import type { Database } from './database.ts'
import { findPathId } from './path-ids.ts'

/**
 * Writes the contents of a plan that the store does not hold. They fill blocks in the plan's order, where similar contents
 * are neighbours. Contents of a path whose last block is small go into that block. The rest continues the last block of the
 * store, so that blocks also fill up with single contents.
 * @returns the row ids of all contents of the plan's snapshots
 */
export function writeContents(db: Database, plan: Plan): ReadonlyMap<ContentHash, number> {
  const ids = new Map<ContentHash, number>()
  let openBlock = reopenLastBlock(db)
  for (const group of groupByPath(plan, findNewContents(db, plan))) {
    const pathBlock = group.path === undefined ? undefined : reopenLastBlockOf(db, group.path, openBlock)
    if (pathBlock !== undefined && pathBlock !== openBlock && hasRoomForAll(pathBlock, group.contents)) {
      for (const content of group.contents) addContent(pathBlock, content)
      flushBlock(db, pathBlock, ids)
      continue
    }
    for (const content of group.contents) {
      if (openBlock.contents > 0 && !hasRoom(openBlock, content.bytes.length)) {
        flushBlock(db, openBlock, ids)
        openBlock = emptyBlock()
      }
      addContent(openBlock, content)
    }
  }
  flushBlock(db, openBlock, ids)
  findStoredIds(db, plan, ids)
  return ids
}

function findNewContents(db: Database, { contents }: Plan): NewContent[] {
  const distinct = [...new Map(contents.map((content) => [content.hash, content])).values()]
  return hasNoContents(db) ? distinct : distinct.filter(({ hash }) => contentId(db, hash) === undefined)
}

function hasNoContents(db: Database): boolean {
  return db.row('SELECT 1 FROM content LIMIT 1') === undefined
}

/** Selects a content with the index on the first 8 bytes of the hash. */
export const hashCondition = 'substr(hash, 1, 8) = substr(unhex(?1), 1, 8) AND hash = unhex(?1)'

function contentId(db: Database, hash: ContentHash): number | undefined {
  return db.row<[number]>(`SELECT id FROM content WHERE ${hashCondition}`, hash)?.[0]
}

interface PathContents {
  readonly path: PagePath | undefined
  readonly contents: NewContent[]
}

/** Groups consecutive contents of one path. */
function groupByPath({ snapshots }: Plan, contents: readonly NewContent[]): PathContents[] {
  const paths = new Map<ContentHash, PagePath>()
  for (const { content, path } of snapshots) {
    if (content !== null && !paths.has(content)) paths.set(content, path)
  }
  const groups: PathContents[] = []
  for (const content of contents) {
    const path = paths.get(content.hash)
    const group = groups.at(-1)
    if (group !== undefined && group.path === path) group.contents.push(content)
    else groups.push({ path, contents: [content] })
  }
  return groups
}

/** A block that is not full yet. */
interface OpenBlock {
  /** Null until it is written for the first time. */
  readonly id: number | null
  raw: number
  contents: number
  readonly parts: Uint8Array[]
  readonly added: { readonly hash: ContentHash; readonly start: number; readonly length: number }[]
}

function emptyBlock(): OpenBlock {
  return { id: null, raw: 0, contents: 0, parts: [], added: [] }
}

function reopenLastBlock(db: Database): OpenBlock {
  return reopenBlock(db, db.row<[number]>('SELECT max(id) FROM block')?.[0]) ?? emptyBlock()
}

function reopenLastBlockOf(db: Database, path: PagePath, openBlock: OpenBlock): OpenBlock | undefined {
  const last = db.row<[number]>(
    `SELECT content.block FROM snapshot JOIN content ON content.id = snapshot.content
     WHERE snapshot.path = ? ORDER BY snapshot.rank DESC, snapshot.seq DESC LIMIT 1`,
    findPathId(db, path) ?? null,
  )?.[0]
  return last !== undefined && last === openBlock.id ? openBlock : reopenBlock(db, last)
}

/** Reads a block to add contents; undefined for a block that is large or damaged. */
function reopenBlock(db: Database, id: number | null | undefined): OpenBlock | undefined {
  const row = db.row<[number, number, Uint8Array]>(
    'SELECT raw, contents, data FROM block WHERE id = ? AND raw < ?',
    id ?? null,
    reopenBelowBytes,
  )
  if (row === undefined || id === undefined) return undefined
  const [raw, contents, data] = row
  const heldBytes = decodeBlock(data, raw)
  return heldBytes === null ? undefined : { id, raw, contents, parts: [heldBytes], added: [] }
}

function hasRoomForAll(block: OpenBlock, contents: readonly NewContent[]): boolean {
  const length = contents.reduce((sum, { bytes }) => sum + bytes.length, 0)
  return hasRoom({ raw: block.raw, contents: block.contents + contents.length - 1 }, length)
}

function addContent(block: OpenBlock, { hash, bytes }: NewContent): void {
  block.added.push({ hash, start: block.raw, length: bytes.length })
  block.parts.push(bytes)
  block.raw += bytes.length
  block.contents += 1
}

function flushBlock(db: Database, block: OpenBlock, ids: Map<ContentHash, number>): void {
  if (block.added.length === 0) return
  const id = writeBlock(db, block)
  const insert = db.prepare('INSERT INTO content (hash, block, start, length) VALUES (unhex(?), ?, ?, ?)')
  for (const { hash, start, length } of block.added) {
    ids.set(hash, Number(insert.run(hash, id, start, length).lastInsertRowid))
  }
}

function writeBlock(db: Database, { id, raw, contents, parts }: OpenBlock): number {
  const data = encodeBlock(parts)
  if (id === null) return db.run('INSERT INTO block (raw, contents, data) VALUES (?, ?, ?)', raw, contents, data)
  db.run('UPDATE block SET raw = ?, contents = ?, data = ? WHERE id = ?', raw, contents, data, id)
  return id
}

function findStoredIds(db: Database, { snapshots }: Plan, ids: Map<ContentHash, number>): void {
  for (const { seq, content } of snapshots) {
    if (content === null || ids.has(content)) continue
    const id = contentId(db, content)
    if (id === undefined) throw new RangeError(`Snapshot ${seq} names the content ${content}, which is missing`)
    ids.set(content, id)
  }
}
