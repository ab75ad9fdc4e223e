import { type ErrorCode, VariorumError } from '../../model/errors.ts'

/**
 * Turns an error of SQLite or of the file system into a VariorumError that a person understands.
 * @param path the store's file
 * @returns any other error unchanged
 */
export function toStoreError(error: unknown, path: string): unknown {
  const failure = error instanceof Error ? failureOf(error) : undefined
  if (failure === undefined) return error
  const { code, reason, advice } = failure
  return new VariorumError(code, `${path}: ${reason}`, { advice, cause: error })
}

/** @param reason completes a sentence that begins with the store's path */
export function damagedStoreError(path: string, reason: string): VariorumError {
  return new VariorumError('store-damaged', `${path}: ${reason}`, { advice: damaged.advice })
}

/** What people are told about a failure, the primary result codes of SQLite, https://sqlite.org/rescode.html, and codes of Node. */
interface Failure {
  readonly code: ErrorCode
  readonly reason: string
  readonly advice: string
  readonly sqlite: readonly number[]
  readonly system: readonly string[]
}

const damaged: Failure = {
  code: 'store-damaged',
  reason: 'the store is damaged',
  advice: 'Keep the file. Restore a copy, or build a new store with `variorum import`.',
  sqlite: [11, 26],
  system: [],
}

const failures: readonly Failure[] = [
  damaged,
  {
    code: 'store-busy',
    reason: 'another process is writing to the store and did not finish in time',
    advice: 'Try again once it has finished.',
    sqlite: [5, 6],
    system: [],
  },
  {
    code: 'store-read-only',
    reason: 'the store cannot be written to',
    advice: 'Allow writing to the file and its folder, or name another store with --store.',
    sqlite: [8],
    system: ['EROFS', 'EPERM', 'EACCES'],
  },
  {
    code: 'store-full',
    reason: 'there is no space left for the store',
    advice: 'Free some space and run the same command again.',
    // the extended code IOERR_SHMSIZE: the disk has no space for the memory that processes share
    sqlite: [13, 4874],
    system: ['ENOSPC', 'EDQUOT'],
  },
  {
    code: 'store-unreadable',
    reason: 'the store cannot be read',
    advice: 'Check that the file is readable and its disk works.',
    sqlite: [10, 14],
    system: ['EIO', 'ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'EEXIST'],
  },
]

function failureOf(error: Error): Failure | undefined {
  const { errcode, code } = error as { errcode?: unknown; code?: unknown }
  if (typeof errcode !== 'number') return failures.find(({ system }) => system.includes(String(code)))
  const failureBy = (code: number) => failures.find(({ sqlite }) => sqlite.includes(code))
  return failureBy(errcode) ?? failureBy(errcode & 0xff)
}
