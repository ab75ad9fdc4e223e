import { VariorumError } from '../../model/errors.ts'
import { Database, type DatabaseOptions } from './database.ts'
import { recogniseSchema } from './schema.ts'
import { damagedStoreError, toStoreError } from './store-errors.ts'
import {
  assertDatabaseFile,
  assertSameFile,
  assertWritable,
  type FileIdentity,
  foreignStoreError,
  hasWriteAheadLog,
  identifyFile,
} from './store-file.ts'

/**
 * Opens the file of a store. The first connection is read-only, so that a foreign file, or a store of a newer version, is
 * not changed.
 * @param expected the identity of the file, if this process opened it before
 * @throws VariorumError `store-damaged`, `store-foreign`, `store-newer`; errors of SQLite and of the file system
 */
export function openDatabase(
  path: string,
  mode: 'read' | 'write',
  busyTimeoutMs: number,
  expected?: FileIdentity,
): { db: Database; file: FileIdentity } {
  const file = expected ?? identifyFile(path)
  if (file === null) throw damagedStoreError(path, 'the store was removed while it was in use')
  if (expected === undefined) assertDatabaseFile(path)
  else assertSameFile(path, expected)
  const reader = openForReading(path, busyTimeoutMs)
  try {
    if (expected === undefined) assertStoreSchema(reader, path)
    assertSameFile(path, file)
    if (mode === 'read') return { db: reader, file }
    assertWritable(path)
    const db = new Database(path, { access: 'write', busyTimeoutMs })
    reader.close()
    assertSameFile(path, file)
    return { db, file }
  } catch (error) {
    reader.close()
    throw error
  }
}

/** Opens read-only. In a read-only folder SQLite cannot create its lock files, so the file is opened as immutable. */
function openForReading(path: string, busyTimeoutMs: number): Database {
  try {
    return openAndProbe(path, { access: 'read', busyTimeoutMs })
  } catch (error) {
    const failure = toStoreError(error, path)
    const isReadOnly =
      failure instanceof VariorumError && ['store-read-only', 'store-unreadable'].includes(failure.code)
    // immutable ignores the log, and with it the last rows
    if (!isReadOnly || hasWriteAheadLog(path)) throw error
    return openAndProbe(path, { access: 'immutable', busyTimeoutMs })
  }
}

/** Opens a database and reads from it: SQLite opens the file with the first read. */
function openAndProbe(path: string, options: DatabaseOptions): Database {
  const db = new Database(path, options)
  try {
    db.row('SELECT count(*) FROM sqlite_schema')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function assertStoreSchema(db: Database, path: string): void {
  const whose = recogniseSchema(db)
  if (whose === 'foreign') throw foreignStoreError(path, 'this database does not have the tables of a store')
  if (whose === 'newer') {
    throw new VariorumError('store-newer', `${path}: the store was made by a later version of Variorum`, {
      advice: 'Install the latest version of Variorum. Nothing was written.',
    })
  }
}
