import { VariorumError } from '../../model/errors.ts'
import type { EventRecord } from '../../model/event.ts'

/**
 * The index, from 0, of the version that a person names.
 * @param name a number from 1, `-1` for the last and so on, a commit, a content hash, or a date or time: the version
 *   that stood then
 * @param sources commit and content of each version's snapshot
 * @throws VariorumError `version-not-found`
 */
export function versionIndex(
  record: EventRecord,
  name: string,
  sources: readonly { readonly sha: string | null; readonly content: string | null }[],
): number {
  const { versions } = record
  const requested = name.replace(/^@/, '')
  const index = /^-?\d{1,6}$/.test(requested)
    ? indexByNumber(Number(requested), versions.length)
    : indexByTimeOrSource(record, requested, sources)
  if (index >= 0 && index < versions.length) return index
  throw new VariorumError('version-not-found', `"${record.versions.at(-1)!.title}" has no version @${requested}.`, {
    advice: `It has ${versions.length === 1 ? 'one version, @1' : `the versions @1 to @${versions.length}`}; @-1 is the last. "variorum history ${record.id}" lists them.`,
  })
}

function indexByNumber(number: number, count: number): number {
  return number < 0 ? count + number : number - 1
}

function indexByTimeOrSource(
  record: EventRecord,
  requested: string,
  sources: readonly { sha: string | null; content: string | null }[],
): number {
  const at = parseTime(requested)
  if (at === null) {
    const hash = requested.replace(/^sha256:/, '')
    if (!/^[0-9a-f]{7,64}$/.test(hash)) return -1
    return sources.findLastIndex(({ sha, content }) => sha?.startsWith(hash) || content?.startsWith(hash))
  }
  return record.versions.findLastIndex((version) => (version.from ?? Number.NEGATIVE_INFINITY) <= at)
}

/**
 * A date or time as a person gives it, in UTC unless it says otherwise; a bare date means its end.
 * @returns null where the text is neither
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
