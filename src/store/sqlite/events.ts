import type { EventId, EventRecord, VersionRecord } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import { eventDay } from '../order.ts'
import type { EventFilter } from '../store.ts'
import type { Database, SqlValue } from './database.ts'
import { findPathIds, type PathIds } from './path-ids.ts'

/** Adds events, or replaces those with the same ids. */
export function upsertEvents(db: Database, events: Iterable<EventRecord>, paths: PathIds): void {
  for (const event of events) {
    const values = columnValues(event)
    const key = insertEvent(db, event.id, values) ?? replaceEvent(db, event, values, paths)
    for (const path of event.paths) {
      db.run('INSERT OR IGNORE INTO event_path (path, event) VALUES (?, ?)', paths.of(path), key)
    }
  }
}

/** @returns the row's key; undefined if an event with this id exists */
function insertEvent(db: Database, id: EventId, values: SqlValue[]): number | undefined {
  const insert = `INSERT INTO event (id, day, seq, live, folded, paths, shown, versions)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`
  const { changes, lastInsertRowid } = db.prepare(insert).run(id, ...values)
  return changes === 0 ? undefined : Number(lastInsertRowid)
}

function replaceEvent(db: Database, event: EventRecord, values: SqlValue[], paths: PathIds): number {
  const [key, pathsBefore] = db.row<[number, string]>('SELECT key, paths FROM event WHERE id = ?', event.id)!
  const update = `UPDATE event SET day = ?, seq = ?, live = ?, folded = ?, paths = ?, shown = ?, versions = ? WHERE key = ?`
  db.run(update, ...values, key)
  const removedPaths = (JSON.parse(pathsBefore) as PagePath[]).filter((path) => !event.paths.includes(path))
  for (const path of removedPaths) db.run('DELETE FROM event_path WHERE path = ? AND event = ?', paths.of(path), key)
  return key
}

/** Reads events by day, then id; events without a day come first. */
export function* readEvents(db: Database, { ids, paths, minVersions, afterSeq }: EventFilter): Generator<EventRecord> {
  const conditions: string[] = []
  const values: SqlValue[] = []
  const addCondition = (condition: string, value: SqlValue) => {
    conditions.push(condition)
    values.push(value)
  }
  const listed = 'SELECT value FROM json_each(?)'
  if (ids) addCondition(`id IN (${listed})`, JSON.stringify(ids))
  if (paths) addCondition(`key IN (SELECT event FROM event_path WHERE path IN (${listed}))`, findPathIds(db, paths))
  if (minVersions) addCondition('json_array_length(versions) >= ?', minVersions)
  // a subquery, because SQLite would otherwise scan all events by day
  if (afterSeq) addCondition('key IN (SELECT key FROM event WHERE seq > ?)', afterSeq)
  const sql = `SELECT id, seq, live, folded, paths, shown, versions FROM event
    ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} ORDER BY day, id`
  for (const row of db.rows<Row>(sql, ...values)) yield toEvent(row)
}

function columnValues(event: EventRecord): SqlValue[] {
  const { paths, shown, versions, live, folded, seq } = event
  const packed = versions.map((version) => packVersion(version, paths))
  const lists = [paths, shown.map((path) => pathRefOf(path, paths)), packed]
  return [eventDay(event), seq, live ? 1 : 0, folded, ...lists.map((list) => JSON.stringify(list))]
}

type Row = [id: EventId, seq: number, live: number, folded: number, paths: string, shown: string, versions: string]

function toEvent([id, seq, live, folded, ...lists]: Row): EventRecord {
  const paths = JSON.parse(lists[0]) as PagePath[]
  const shown = (JSON.parse(lists[1]) as PathRef[]).map((ref) => pathAt(ref, paths))
  const versions = (JSON.parse(lists[2]) as PackedVersion[]).map((version) => unpackVersion(version, paths))
  return { id, versions, paths, shown, live: live === 1, folded, seq }
}

/** The index of a path in the paths of its event; for any other path, the path itself. */
type PathRef = number | PagePath

function pathRefOf(path: PagePath, paths: readonly PagePath[]): PathRef {
  const position = paths.indexOf(path)
  return position < 0 ? path : position
}

function pathAt(ref: PathRef, paths: readonly PagePath[]): PagePath {
  return typeof ref === 'string' ? ref : (paths[ref] ?? '')
}

/** A version as a list: an object with full paths takes twice the space. */
type PackedVersion = readonly [
  title: VersionRecord['title'],
  topic: VersionRecord['topic'],
  day: VersionRecord['day'],
  sources: VersionRecord['sources'],
  path: PathRef,
  body: VersionRecord['body'],
  from: VersionRecord['from'],
  until: VersionRecord['until'],
  seq: VersionRecord['seq'],
  item: VersionRecord['item'],
  claimed: 0 | 1,
  link: VersionRecord['link'],
  key?: VersionRecord['key'] | null,
  kin?: VersionRecord['kin'] | null,
  gone?: VersionRecord['gone'],
]

function packVersion(version: VersionRecord, paths: readonly PagePath[]): PackedVersion {
  const { title, topic, day, sources, path, body, from, until, seq, item, claimed, link, key, kin, gone } = version
  const pathRef = pathRefOf(path, paths)
  const packed = [title, topic, day, sources, pathRef, body, from, until, seq, item, claimed ? 1 : 0, link] as const
  if (gone !== undefined) return [...packed, key ?? null, kin ?? null, gone]
  if (kin !== undefined) return [...packed, key ?? null, kin]
  return key === undefined ? packed : [...packed, key]
}

function unpackVersion(packed: PackedVersion, paths: readonly PagePath[]): VersionRecord {
  const [title, topic, day, sources, pathRef, body, from, until, seq, item, claimed, link, key, kin, gone] = packed
  const path = pathAt(pathRef, paths)
  const version = { title, topic, day, sources, path, body, from, until, seq, item, claimed: claimed === 1, link }
  return { ...version, ...(key == null ? {} : { key }), ...(kin == null ? {} : { kin }), ...(gone ? { gone } : {}) }
}
