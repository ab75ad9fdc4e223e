import { Profile } from '../../identity/scoring/score-same-event.ts'
import type { VersionRecord } from '../../model/event.ts'
import { slugWords } from './slug-words.ts'

/** What an event says now, made ready for comparison. */
export interface Latest {
  readonly version: VersionRecord
  readonly profile: Profile
  /** The words of its page's file name. */
  readonly slug: readonly string[]
}

interface Told {
  readonly versions: readonly VersionRecord[]
}

/** So many are kept in mind at most. */
const limit = 10_000

/** Makes the latest versions of events ready, each once: those of a day are compared with all that comes on it. */
export class LatestVersions {
  readonly #ready = new Map<Told, Latest>()

  of(event: Told): Latest {
    const version = event.versions.at(-1)!
    const found = this.#ready.get(event)
    if (found?.version === version) return found
    if (this.#ready.size >= limit) this.#ready.clear()
    const latest = { version, profile: new Profile(version, version.body ?? ''), slug: slugWords(version.path) }
    this.#ready.set(event, latest)
    return latest
  }
}
