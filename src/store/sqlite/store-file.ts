import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { VariorumError } from '../../model/errors.ts'
import { Database } from './database.ts'
import { createSchema } from './schema.ts'
import { damagedStoreError } from './store-errors.ts'

/** The identity of a file: other numbers mean another file. */
export interface FileIdentity {
  readonly dev: bigint
  readonly ino: bigint
}

export function identifyFile(path: string): FileIdentity | null {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
  return stat === undefined ? null : { dev: stat.dev, ino: stat.ino }
}

/** @throws VariorumError `store-damaged` if the path leads to another file: writes to the opened one would be lost */
export function assertSameFile(path: string, opened: FileIdentity): void {
  const current = identifyFile(path)
  if (current === null) throw damagedStoreError(path, 'the store was removed while it was in use')
  if (current.dev !== opened.dev || current.ino !== opened.ino) {
    throw damagedStoreError(path, 'another file was put in the place of the store while it was in use')
  }
}

/**
 * Checks a store's file before SQLite opens it: SQLite takes an empty file for a new database.
 * @throws VariorumError `store-damaged`, `store-foreign`
 */
export function assertDatabaseFile(path: string): void {
  const stat = statSync(path)
  if (!stat.isFile()) throw foreignStoreError(path, 'this is not a file')
  if (stat.size === 0) throw damagedStoreError(path, 'the file is empty, which no store ever is')
  const start = Buffer.alloc(16)
  const file = openSync(path, 'r')
  try {
    readSync(file, start, 0, start.length, 0)
  } finally {
    closeSync(file)
  }
  if (start.toString('latin1') !== 'SQLite format 3\0') throw foreignStoreError(path, 'this is not a SQLite database')
}

export function foreignStoreError(path: string, reason: string): VariorumError {
  return new VariorumError('store-foreign', `${path}: ${reason}, so it is not a store of Variorum`, {
    advice: 'Name another file with --store. This file was not changed.',
  })
}

/** Throws if the file or its folder, which holds the log, is read-only. */
export function assertWritable(path: string): void {
  accessSync(path, constants.W_OK)
  accessSync(dirname(realpathSync(path)), constants.W_OK)
}

/** Whether the log beside the store may hold rows that the file lacks. */
export function hasWriteAheadLog(path: string): boolean {
  const log = statSync(`${realpathSync(path)}-wal`, { throwIfNoEntry: false })
  return log !== undefined && log.size > 0
}

/**
 * Creates an empty store, and its parent folders. The file is built under another name and then linked, so that no process
 * sees half a store. If two processes create it at once, the first one wins.
 */
export function createStoreFile(path: string): void {
  if (existsSync(`${path}-wal`)) throw damagedStoreError(path, 'the store was removed, but its log (-wal) still exists')
  mkdirSync(dirname(path), { recursive: true })
  accessSync(dirname(path), constants.W_OK)
  const draft = `${path}.${process.pid}.new`
  rmSync(draft, { force: true })
  try {
    const db = new Database(draft, { access: 'write', busyTimeoutMs: 0 })
    try {
      createSchema(db)
    } finally {
      db.close()
    }
    publishDraft(draft, path)
  } finally {
    for (const name of [draft, `${draft}-wal`, `${draft}-shm`]) rmSync(name, { force: true })
  }
}

function publishDraft(draft: string, path: string): void {
  try {
    linkSync(draft, path)
  } catch (error) {
    if (errorCodeOf(error) === 'EEXIST') return
    copyWithoutLinks(draft, path)
  }
  syncFolder(dirname(path))
}

/** Publishes a draft on a file system without hard links. */
function copyWithoutLinks(draft: string, path: string): void {
  try {
    copyFileSync(draft, path, constants.COPYFILE_EXCL)
  } catch (error) {
    if (errorCodeOf(error) !== 'EEXIST') throw error
  }
}

function syncFolder(path: string): void {
  // Windows cannot open a folder, and does not need this
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

function errorCodeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
