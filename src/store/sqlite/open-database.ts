import { VariorumError } from '../../model/errors.ts'
import { Database, type DatabaseOptions } from './database.ts'
import { damaged, storeFailure } from './failure.ts'
import {
  assertDatabaseFile,
  assertSameFile,
  assertWritable,
  type FileIdentity,
  foreign,
  hasLog,
  identify,
} from './file.ts'
import { recogniseSchema } from './schema.ts'

/**
 * Opens a store's file once it is known to be one. It is looked at read-only first, so that a file that is not ours,
 * or of a later version, stays as it is.
 * @param expected the file that it has to be, where it was opened before
 */
export function openDatabase(
  path: string,
  mode: 'read' | 'write',
  patience: number,
  expected?: FileIdentity,
): { db: Database; file: FileIdentity } {
  const file = expected ?? identify(path)
  if (file === null) throw damaged(path, 'the store was removed while it was in use')
  if (expected === undefined) assertDatabaseFile(path)
  else assertSameFile(path, expected)
  const reader = openForReading(path, patience)
  try {
    if (expected === undefined) assertOurs(reader, path)
    assertSameFile(path, file)
    if (mode === 'read') return { db: reader, file }
    assertWritable(path)
    const db = new Database(path, { access: 'write', patience })
    reader.close()
    assertSameFile(path, file)
    return { db, file }
  } catch (error) {
    reader.close()
    throw error
  }
}

/** Opens read-only; where even that needs to write, as in a read-only folder, as a file that nobody changes. */
function openForReading(path: string, patience: number): Database {
  try {
    return openAndTouch(path, { access: 'read', patience })
  } catch (error) {
    const failure = storeFailure(error, path)
    const isReadOnly =
      failure instanceof VariorumError && ['store-read-only', 'store-unreadable'].includes(failure.code)
    // without its log the file would be read as of an earlier time
    if (!isReadOnly || hasLog(path)) throw error
    return openAndTouch(path, { access: 'immutable', patience })
  }
}

/** SQLite opens lazily: only a first read shows whether it can. */
function openAndTouch(path: string, options: DatabaseOptions): Database {
  const db = new Database(path, options)
  try {
    db.row('SELECT count(*) FROM sqlite_schema')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function assertOurs(db: Database, path: string): void {
  const whose = recogniseSchema(db)
  if (whose === 'foreign') throw foreign(path, 'this database has other tables, or more, than a store has')
  if (whose === 'newer') {
    throw new VariorumError('store-newer', `${path}: the store was made by a later version of Variorum`, {
      advice: 'Install the latest version of Variorum. Nothing was written.',
    })
  }
}
