import { wordingKey } from '../../identity/scoring/wording-key.ts'
import type { VersionRecord } from '../../model/event.ts'
import type { ChangesEntry, PagePath } from '../../model/page.ts'

/**
 * Adds the versions that a page's Changes section claims and the record lacks. A claimed version is inserted before the
 * first version that ended later, and never after the last one.
 * @param keyOf `wordingKey`, or a cached form
 * @returns the same array where no version is new
 */
export function withClaimedVersions(
  versions: readonly VersionRecord[],
  claims: readonly ChangesEntry[],
  page: { path: PagePath; seq: number },
  keyOf: (title: string) => string = wordingKey,
): readonly VersionRecord[] {
  const knownKeys = new Set(versions.map((version) => keyOf(version.title)))
  const unseen = claims.filter(({ title, until }) => {
    const key = until === null || title === '' ? null : keyOf(title)
    if (key === null || knownKeys.has(key)) return false
    knownKeys.add(key)
    return true
  })
  if (unseen.length === 0) return versions
  const merged = [...versions]
  for (const claim of unseen) {
    const position = merged.findIndex((version) => version.until === null || version.until > claim.until!)
    const { topic, day } = merged.at(-1)!
    const path = targetPath(claim.target) ?? page.path
    const known = { title: claim.title, topic, day, sources: [], path, body: null, from: null, until: claim.until }
    const version = { ...known, seq: page.seq, item: 0, claimed: true, link: null }
    merged.splice(position < 0 ? merged.length - 1 : position, 0, version)
  }
  return merged.map((version, index) => {
    const before = merged[index - 1]
    // A version with an unknown start began when the claimed version before it ended.
    return before?.claimed && version.from === null ? { ...version, from: before.until } : version
  })
}

/** The path of a link within the archive; null for other links. */
export function targetPath(target: string): PagePath | null {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(target)) return null
  const path = target.replace(/[?#].*$/, '').replace(/^\/+/, '')
  let decoded = path
  try {
    decoded = decodeURIComponent(path)
  } catch {
    // A stray percent sign: the text is the path.
  }
  return decoded === '' || decoded.split('/').some((name) => name === '..' || name === '.' || name === '')
    ? null
    : decoded
}
