import { sketchBands } from '../../identity/scoring/body-fingerprint.ts'
import { weightedWords } from '../../identity/scoring/similarity.ts'
import type { PagePath } from '../../model/page.ts'
import { slugOpening, slugWords } from './slug-words.ts'

/** What candidates are searched by. */
export interface Wording {
  readonly title: string
  /** Fingerprint of the body; null where it is unknown. */
  readonly body: string | null
  readonly path: PagePath
}

/** A feature that more values share is ignored. */
const maxValuesPerFeature = 200
/** The most candidates of one search, so that matching two large groups takes linear time. */
const maxCandidates = 60

/**
 * Finds the values with most features in common with a wording, where there are too many values to compare with each.
 * Features are words of the title, the opening of the page's name and bands of the body's sketch.
 */
export class CandidateIndex<Value extends object> {
  readonly #compare: (one: Value, other: Value) => number
  /** The values with a feature; null where they are too many. */
  readonly #byFeature = new Map<string, Value[] | null>()

  /** @param compare sorts values with as many common features */
  constructor(compare: (one: Value, other: Value) => number) {
    this.#compare = compare
  }

  add(wording: Wording, value: Value): void {
    for (const feature of featuresOf(wording)) {
      const found = this.#byFeature.get(feature)
      if (found === undefined) this.#byFeature.set(feature, [value])
      else if (found === null || found.includes(value)) continue
      else if (found.length < maxValuesPerFeature) found.push(value)
      else this.#byFeature.set(feature, null)
    }
  }

  /** @param isEligible whether a value may be a result */
  top(wording: Wording, isEligible: (value: Value) => boolean): Iterable<Value> {
    const shared = new Map<Value, number>()
    for (const feature of featuresOf(wording)) {
      for (const value of this.#byFeature.get(feature) ?? []) {
        if (isEligible(value)) shared.set(value, (shared.get(value) ?? 0) + 1)
      }
    }
    if (shared.size <= maxCandidates) return shared.keys()
    return [...shared]
      .sort(([one, a], [other, b]) => b - a || this.#compare(one, other))
      .slice(0, maxCandidates)
      .map(([value]) => value)
  }
}

/** Words have no blanks, so the other features never equal one. */
function* featuresOf({ title, body, path }: Wording): Iterable<string> {
  yield* weightedWords(title).weights.keys()
  const opening = slugOpening(slugWords(path))
  if (opening !== null) yield `name ${opening}`
  for (const [position, part] of sketchBands(body ?? '').entries()) yield `body ${position} ${part}`
}
