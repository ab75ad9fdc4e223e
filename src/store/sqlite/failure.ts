import { type ErrorCode, VariorumError } from '../../model/errors.ts'

/**
 * What an error of SQLite, or of a file beside it, means to the person whose store it is.
 * Anything else, such as a fault of ours, is handed back as it came.
 * @param path the store's file
 */
export function storeFailure(error: unknown, path: string): unknown {
  const meaning = error instanceof Error ? meaningOf(error) : undefined
  if (meaning === undefined) return error
  const [code, why, advice] = meanings[meaning]
  return new VariorumError(code, `${path}: ${why}`, { advice, cause: error })
}

/** A store that is not what it was, told in the words given. */
export function damaged(path: string, why: string): VariorumError {
  return new VariorumError('store-damaged', `${path}: ${why}`, { advice: meanings.damaged[2] })
}

type Meaning = 'busy' | 'readOnly' | 'damaged' | 'full' | 'unreadable'

const meanings: Record<Meaning, readonly [ErrorCode, string, string]> = {
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
    'Keep the file as it is, and put back a copy, or build a new store with `variorum import`.',
  ],
  full: ['store-full', 'there is no space left for the store', 'Free some space and run the same command again.'],
  unreadable: ['store-unreadable', 'the store cannot be read', 'See that the file can be read and its disk is well.'],
}

function meaningOf(error: Error): Meaning | undefined {
  const { errcode, code } = error as { errcode?: unknown; code?: unknown }
  if (typeof errcode === 'number') return byExtendedCode[errcode] ?? byCode[errcode & 0xff]
  return typeof code === 'string' ? bySystemCode[code] : undefined
}

// SQLite's own numbers: https://sqlite.org/rescode.html. The lower byte is the code, the rest says more
const byCode: Record<number, Meaning> = {
  5: 'busy',
  6: 'busy',
  8: 'readOnly',
  10: 'unreadable',
  11: 'damaged',
  13: 'full',
  14: 'unreadable',
  26: 'damaged',
}
// IOERR_SHMSIZE: the disk had no room for the memory shared between processes
const byExtendedCode: Record<number, Meaning> = { 4874: 'full' }

const bySystemCode: Record<string, Meaning> = {
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
