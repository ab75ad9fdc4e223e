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
 * Opens a store's file once it is known to be one. It is looked at read-only first, so that a file that is not ours,
 * or of a later version, stays as it is.
 * @param expected the file that it has to be, where it was opened before
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

/** Opens read-only; where even that needs to write, as in a read-only folder, as a file that nobody changes. */
function openForReading(path: string, busyTimeoutMs: number): Database {
  try {
    return openAndProbe(path, { access: 'read', busyTimeoutMs })
  } catch (error) {
    const failure = toStoreError(error, path)
    const isReadOnly =
      failure instanceof VariorumError && ['store-read-only', 'store-unreadable'].includes(failure.code)
    // without its log the file would be read as of an earlier time
    if (!isReadOnly || hasWriteAheadLog(path)) throw error
    return openAndProbe(path, { access: 'immutable', busyTimeoutMs })
  }
}

/** SQLite opens lazily: only a first read shows whether it can. */
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
  if (whose === 'foreign') throw foreignStoreError(path, 'this database has other tables, or more, than a store has')
  if (whose === 'newer') {
    throw new VariorumError('store-newer', `${path}: the store was made by a later version of Variorum`, {
      advice: 'Install the latest version of Variorum. Nothing was written.',
    })
  }
}
