import { VariorumError } from '../../model/errors.ts'
import type { EventRecord, VersionRecord } from '../../model/event.ts'
import type { Snapshot } from '../../model/revision.ts'
import type { Store } from '../../store/store.ts'
import { readVersionSnapshots } from './version-details.ts'

/**
 * The index, from 0, of the version that a person names.
 * @param name a number from 1, `-1` for the last, `-2` for the one before; a commit; a content hash; a date or time, for the
 *   version that was current then
 * @throws VariorumError `version-not-found`
 */
export async function versionIndex(store: Store, record: EventRecord, name: string): Promise<number> {
  const { id, versions } = record
  const requested = name.replace(/^@/, '')
  const at = parseTime(requested)
  const index = /^-?\d{1,6}$/.test(requested)
    ? indexByNumber(Number(requested), versions.length)
    : at === null
      ? await indexByHash(store, versions, requested.replace(/^sha256:/, ''))
      : versions.findLastIndex(({ from }) => (from ?? Number.NEGATIVE_INFINITY) <= at)
  if (index >= 0 && index < versions.length) return index
  throw new VariorumError('version-not-found', `"${versions.at(-1)!.title}" has no version @${requested}.`, {
    advice: `It has ${versions.length === 1 ? 'one version, @1' : `the versions @1 to @${versions.length}`}; @-1 is the last. "variorum history ${id}" lists them.`,
  })
}

function indexByNumber(number: number, count: number): number {
  return number < 0 ? count + number : number - 1
}

async function indexByHash(store: Store, versions: readonly VersionRecord[], hash: string): Promise<number> {
  if (!isHashPrefix(hash)) return -1
  const snapshots = await readVersionSnapshots(store, versions)
  return versions.findLastIndex(({ seq }) => {
    const snapshot = snapshots.get(seq)
    return snapshot !== undefined && hasHash(snapshot, hash)
  })
}

/** Whether a text can be the start of a commit's name or of a content hash. */
export function isHashPrefix(text: string): boolean {
  return /^[0-9a-f]{7,64}$/.test(text)
}

/** Whether a snapshot's commit or content begins with a hash. */
export function hasHash({ origin, content }: Snapshot, hash: string): boolean {
  return content?.startsWith(hash) || (origin.kind === 'commit' && origin.sha.startsWith(hash))
}

/**
 * A date or time as a person gives it, in UTC unless it names a zone. A date alone means the end of that day.
 * @returns null for any other text
 */
export function parseTime(text: string): number | null {
  const date = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (date) {
    const [, year, month, day] = date
    return Date.UTC(Number(year), Number(month) - 1, Number(day) + 1) - 1
  }
  const time = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(text)
  if (!time) return null
  const at = Date.parse(time[1] ? text.replace(' ', 'T') : `${text.replace(' ', 'T')}Z`)
  return Number.isNaN(at) ? null : at
}
