import { WordingProfile } from '../../identity/scoring/score-same-event.ts'
import type { VersionRecord } from '../../model/event.ts'
import { slugWords } from './slug-words.ts'

/** What an event says now, made ready for comparison. */
export interface LatestVersion {
  readonly version: VersionRecord
  readonly profile: WordingProfile
  /** The words of its page's file name. */
  readonly slug: readonly string[]
}

interface Versioned {
  readonly versions: readonly VersionRecord[]
}

/** So many are kept in mind at most. */
const maxCachedVersions = 10_000

/** Makes the latest versions of events ready, each once: those of a day are compared with all that comes on it. */
export class LatestVersions {
  readonly #cache = new Map<Versioned, LatestVersion>()

  of(event: Versioned): LatestVersion {
    const version = event.versions.at(-1)!
    const found = this.#cache.get(event)
    if (found?.version === version) return found
    if (this.#cache.size >= maxCachedVersions) this.#cache.clear()
    const latest = { version, profile: new WordingProfile(version, version.body ?? ''), slug: slugWords(version.path) }
    this.#cache.set(event, latest)
    return latest
  }
}
