import type { VersionRecord } from '../../model/event.ts'
import type { ChangesEntry, PagePath } from '../../model/page.ts'
import { wordingKey } from '../../identity/scoring/wording-key.ts'

/**
 * The versions of an event with those that its page's Changes section claims and the record has not seen. A claimed
 * version stands before the first one that ended later, and never after the last.
 * @param keyOf `wordingKey`, from a memory where the event has many versions
 * @returns the same array where nothing is new
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
    const current = merged.at(-1)!
    merged.splice(position < 0 ? merged.length - 1 : position, 0, {
      title: claim.title,
      topic: current.topic,
      day: current.day,
      sources: [],
      path: targetPath(claim.target) ?? page.path,
      body: null,
      from: null,
      until: claim.until,
      seq: page.seq,
      item: 0,
      claimed: true,
      link: null,
    })
  }
  return merged.map((version, index) => {
    const before = merged[index - 1]
    // What a page says stood until a moment was followed, at that moment, by the wording whose beginning nothing else tells.
    return before?.claimed && version.from === null ? { ...version, from: before.until } : version
  })
}

/** The path that a link within the archive names; null for links elsewhere. */
export function targetPath(target: string): PagePath | null {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(target)) return null
  const path = target.replace(/[?#].*$/, '').replace(/^\/+/, '')
  let decoded = path
  try {
    decoded = decodeURIComponent(path)
  } catch {
    // A stray per cent sign: the text is the path.
  }
  return decoded === '' || decoded.split('/').some((name) => name === '..' || name === '.' || name === '')
    ? null
    : decoded
}
