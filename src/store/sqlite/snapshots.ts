import type { PagePath } from '../../model/page.ts'
import type { ContentHash, LedgerHash, Origin, Snapshot } from '../../model/revision.ts'
import type { SnapshotFilter } from '../store.ts'
import type { Database, SqlValue } from './database.ts'
import { findPathIds, type PathIds } from './path-ids.ts'

export function insertSnapshots(
  db: Database,
  snapshots: readonly Snapshot[],
  paths: PathIds,
  contents: ReadonlyMap<ContentHash, number>,
): void {
  const originId = originIds(db)
  const insert = db.prepare(
    'INSERT INTO snapshot (seq, path, content, at, rank, origin, hash) VALUES (?, ?, ?, ?, ?, ?, unhex(?))',
  )
  for (const { seq, path, content, at, rank, origin, hash } of snapshots) {
    const contentId = content === null ? null : (contents.get(content) ?? null)
    insert.run(seq, paths.of(path), contentId, at === rank ? null : at, rank, originId(origin), hash)
  }
}

/** @returns a function that inserts origins and gives their row ids; equal origins of a plan share a row */
function originIds(db: Database): (origin: Origin) => number {
  const ids = new Map<string, number>()
  return (origin) => {
    const values = originValues(origin)
    const key = JSON.stringify(values)
    let id = ids.get(key)
    if (id === undefined) {
      id = db.run('INSERT INTO origin (kind, sha, author, cut, observed) VALUES (?, ?, ?, ?, ?)', ...values)
      ids.set(key, id)
    }
    return id
  }
}

function originValues(origin: Origin): OriginRow {
  switch (origin.kind) {
    case 'commit':
      return [origin.kind, origin.sha, origin.author, origin.cut ? 1 : 0, null]
    case 'file':
      return [origin.kind, null, null, 0, origin.observedAt]
    case 'journal':
      return [origin.kind, null, null, 0, null]
  }
}

type OriginRow = [kind: Origin['kind'], sha: string | null, author: string | null, cut: number, observed: number | null]

const columns = `snapshot.seq, path.path, lower(hex(content.hash)), coalesce(snapshot.at, snapshot.rank), snapshot.rank,
  lower(hex(snapshot.hash)), origin.kind, origin.sha, origin.author, origin.cut, origin.observed`
const joins = 'LEFT JOIN content ON content.id = snapshot.content JOIN origin ON origin.id = snapshot.origin'

// hex(NULL) is ''
type Hex = ContentHash | ''
type Row = [seq: number, path: PagePath, content: Hex, at: number, rank: number, hash: LedgerHash, ...origin: OriginRow]

export function* readSnapshots(db: Database, filter: SnapshotFilter): Generator<Snapshot> {
  const conditions = ['snapshot.seq > ?']
  const values: SqlValue[] = [filter.afterSeq ?? 0]
  if (filter.paths) {
    conditions.push('snapshot.path IN (SELECT value FROM json_each(?))')
    values.push(findPathIds(db, filter.paths))
  }
  if (filter.seqs) {
    conditions.push('snapshot.seq IN (SELECT value FROM json_each(?))')
    values.push(JSON.stringify(filter.seqs))
  }
  const order = filter.order === 'chronological' ? 'snapshot.rank, snapshot.seq' : 'snapshot.seq'
  const sql = `SELECT ${columns} FROM snapshot CROSS JOIN path ON path.id = snapshot.path ${joins}
    WHERE ${conditions.join(' AND ')} ORDER BY ${order}`
  for (const row of db.rows<Row>(sql, ...values)) yield toSnapshot(row)
}

/** Reads the last snapshot of each path, with the index on path and rank. */
export function* readLatestSnapshots(db: Database, paths?: readonly PagePath[]): Generator<Snapshot> {
  const condition = paths ? 'WHERE path.id IN (SELECT value FROM json_each(?))' : ''
  const sql = `SELECT ${columns} FROM path CROSS JOIN snapshot ON snapshot.seq =
      (SELECT seq FROM snapshot WHERE snapshot.path = path.id ORDER BY rank DESC, seq DESC LIMIT 1) ${joins}
    ${condition} ORDER BY path.path`
  for (const row of db.rows<Row>(sql, ...(paths ? [findPathIds(db, paths)] : []))) yield toSnapshot(row)
}

function toSnapshot([seq, path, content, at, rank, hash, ...origin]: Row): Snapshot {
  return { seq, path, content: content === '' ? null : content, at, rank, origin: toOrigin(origin), hash }
}

function toOrigin([kind, sha, author, cut, observed]: OriginRow): Origin {
  if (kind === 'commit') return { kind, sha: sha ?? '', author: author ?? '', ...(cut === 1 ? { cut: true } : {}) }
  if (kind === 'file') return { kind, observedAt: observed ?? 0 }
  return { kind: 'journal' }
}
