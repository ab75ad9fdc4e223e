import { type ErrorCode, VariorumError } from '../../model/errors.ts'

/**
 * Turns an error of SQLite or of the file system into a VariorumError that a person understands.
 * @param path the store's file
 * @returns any other error unchanged
 */
export function toStoreError(error: unknown, path: string): unknown {
  const kind = error instanceof Error ? failureKindOf(error) : undefined
  if (kind === undefined) return error
  const [code, reason, advice] = failures[kind]
  return new VariorumError(code, `${path}: ${reason}`, { advice, cause: error })
}

/** @param reason completes a sentence that begins with the store's path */
export function damagedStoreError(path: string, reason: string): VariorumError {
  return new VariorumError('store-damaged', `${path}: ${reason}`, { advice: failures.damaged[2] })
}

type FailureKind = 'busy' | 'readOnly' | 'damaged' | 'full' | 'unreadable'

const failures: Record<FailureKind, readonly [ErrorCode, string, string]> = {
  busy: [
    'store-busy',
    'another process is writing to the store and did not finish in time',
    'Try again once it has finished.',
  ],
  readOnly: [
    'store-read-only',
    'the store cannot be written to',
    'Allow writing to the file and its folder, or name another store with --store.',
  ],
  damaged: [
    'store-damaged',
    'the store is damaged',
    'Keep the file. Restore a copy, or build a new store with `variorum import`.',
  ],
  full: ['store-full', 'there is no space left for the store', 'Free some space and run the same command again.'],
  unreadable: ['store-unreadable', 'the store cannot be read', 'Check that the file is readable and its disk works.'],
}

function failureKindOf(error: Error): FailureKind | undefined {
  const { errcode, code } = error as { errcode?: unknown; code?: unknown }
  if (typeof errcode === 'number') return byExtendedCode[errcode] ?? byCode[errcode & 0xff]
  return typeof code === 'string' ? bySystemCode[code] : undefined
}

// Result codes of SQLite, https://sqlite.org/rescode.html: the lower byte is the primary code
const byCode: Record<number, FailureKind> = {
  5: 'busy',
  6: 'busy',
  8: 'readOnly',
  10: 'unreadable',
  11: 'damaged',
  13: 'full',
  14: 'unreadable',
  26: 'damaged',
}
// IOERR_SHMSIZE: the disk has no space for the memory that processes share
const byExtendedCode: Record<number, FailureKind> = { 4874: 'full' }

const bySystemCode: Record<string, FailureKind> = {
  EROFS: 'readOnly',
  EPERM: 'readOnly',
  EACCES: 'readOnly',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EIO: 'unreadable',
  ENOENT: 'unreadable',
  ENOTDIR: 'unreadable',
  EISDIR: 'unreadable',
  ELOOP: 'unreadable',
  EEXIST: 'unreadable',
}
