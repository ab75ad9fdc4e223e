import { sketchBands } from '../../identity/scoring/body-fingerprint.ts'
import { weightedWords } from '../../identity/scoring/similarity.ts'
import type { PagePath } from '../../model/page.ts'
import { slugOpening, slugWords } from './slug-words.ts'

/** What something is looked for by. */
export interface Wording {
  readonly title: string
  /** Fingerprint of the body; null where it is not known. */
  readonly body: string | null
  readonly path: PagePath
}

/** What so many have in common tells nothing. */
const maxValuesPerFeature = 200
/** How many are found at most, so that comparing a whole crowd with another costs no more than their number. */
const maxCandidates = 60

/**
 * Finds, among too many to compare with each, those that a wording may mean: the ones that have most in common with it of
 * what few have, be it words of the title, the opening of the page's name or parts of the body.
 */
export class CandidateIndex<Value extends object> {
  readonly #compare: (one: Value, other: Value) => number
  /** Those that have a sign; null: too many. */
  readonly #byFeature = new Map<string, Value[] | null>()

  /** @param compare which of two comes first where they have as much in common with what is looked for */
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

  /** @param isEligible whether one may be found at all */
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

/** Words have no blanks, so that the other signs are none of them. */
function* featuresOf({ title, body, path }: Wording): Iterable<string> {
  yield* weightedWords(title).weights.keys()
  const opening = slugOpening(slugWords(path))
  if (opening !== null) yield `name ${opening}`
  for (const [position, part] of sketchBands(body ?? '').entries()) yield `body ${position} ${part}`
}
