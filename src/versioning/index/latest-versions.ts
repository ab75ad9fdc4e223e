import { WordingProfile } from '../../identity/scoring/score-same-event.ts'
import type { VersionRecord } from '../../model/event.ts'
import { slugWords } from './slug-words.ts'

/** An event's latest version, prepared for comparison. */
export interface LatestVersion {
  readonly version: VersionRecord
  readonly profile: WordingProfile
  /** The words of its page's slug. */
  readonly slug: readonly string[]
}

interface Versioned {
  readonly versions: readonly VersionRecord[]
}

const maxCachedVersions = 10_000

/** Prepares latest versions and caches them, since those of a day are compared with every arrival of the day. */
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
