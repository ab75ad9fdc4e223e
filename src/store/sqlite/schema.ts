import type { Database } from './database.ts'

/** "Vrrm" in the header of the file marks a store. */
const applicationId = 0x5672726d
const schemaVersion = 1

/**
 * The tables, in the words that SQLite keeps: a store whose schema differs by one character is refused.
 * Snapshots: path, origin, block, content, snapshot. Index, which can be dropped and rebuilt: event, event_path.
 * Paths are indexed by the first 48 bits of their SHA-256, contents by the first 64, because an index on the whole value
 * would store it twice. `at` is NULL if it equals `rank`.
 */
const tables = [
  `CREATE TABLE path (id INTEGER PRIMARY KEY, digest INTEGER NOT NULL, path TEXT NOT NULL)`,
  `CREATE INDEX path_by_digest ON path (digest)`,
  `CREATE TABLE origin (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, sha TEXT, author TEXT, cut INTEGER NOT NULL, observed INTEGER)`,
  `CREATE TABLE block (id INTEGER PRIMARY KEY, raw INTEGER NOT NULL, contents INTEGER NOT NULL, data BLOB NOT NULL)`,
  `CREATE TABLE content (id INTEGER PRIMARY KEY, hash BLOB NOT NULL, block INTEGER NOT NULL REFERENCES block, start INTEGER NOT NULL, length INTEGER NOT NULL)`,
  `CREATE INDEX content_by_hash ON content (substr(hash, 1, 8))`,
  `CREATE TABLE snapshot (seq INTEGER PRIMARY KEY, path INTEGER NOT NULL REFERENCES path, content INTEGER REFERENCES content, at INTEGER, rank INTEGER NOT NULL, origin INTEGER NOT NULL REFERENCES origin, hash BLOB NOT NULL)`,
  `CREATE INDEX snapshot_of_path ON snapshot (path, rank)`,
  `CREATE TABLE event (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, day TEXT, seq INTEGER NOT NULL, live INTEGER NOT NULL, folded INTEGER NOT NULL, paths TEXT NOT NULL, shown TEXT NOT NULL, versions TEXT NOT NULL)`,
  `CREATE INDEX event_by_day ON event (day, id)`,
  `CREATE INDEX event_by_seq ON event (seq)`,
  `CREATE TABLE event_path (path INTEGER NOT NULL REFERENCES path, event INTEGER NOT NULL REFERENCES event, PRIMARY KEY (path, event)) WITHOUT ROWID`,
  `CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), rank INTEGER, indexed INTEGER NOT NULL, generation INTEGER NOT NULL, algorithm INTEGER NOT NULL, run TEXT)`,
]

/** Tables that `ANALYZE` adds; SQLite reserves their names. */
const statistics = ['CREATE TABLE sqlite_stat1(tbl,idx,stat)', 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)']

/** Creates the tables of a store in an empty database. */
export function createSchema(db: Database): void {
  db.exec('PRAGMA page_size = 8192; PRAGMA journal_mode = WAL')
  const marks = `PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion};`
  const firstState =
    'INSERT INTO state (id, rank, indexed, generation, algorithm, run) VALUES (1, NULL, 0, 0, 0, NULL);'
  db.exec(`BEGIN; ${tables.join(';')}; ${firstState} ${marks} COMMIT`)
}

/** Says whether a database is a store. Any other object, such as a trigger, makes it `foreign`. */
export function recogniseSchema(db: Database): 'ours' | 'newer' | 'foreign' {
  if (pragma(db, 'application_id') !== applicationId) return 'foreign'
  if (pragma(db, 'user_version') > schemaVersion) return 'newer'
  const found = new Set<string>()
  for (const [name, sql] of db.rows<[string, string | null]>('SELECT name, sql FROM sqlite_schema')) {
    if (sql === null ? !name.startsWith('sqlite_autoindex_') : ![...tables, ...statistics].includes(sql))
      return 'foreign'
    if (sql !== null) found.add(sql)
  }
  return tables.every((sql) => found.has(sql)) && pragma(db, 'user_version') === schemaVersion ? 'ours' : 'foreign'
}

function pragma(db: Database, name: string): number {
  return db.row<[number]>(`PRAGMA ${name}`)?.[0] ?? 0
}
