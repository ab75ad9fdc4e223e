import { sketchParts } from '../../identity/scoring/body-fingerprint.ts'
import { wordsOf } from '../../identity/scoring/similarity.ts'
import type { PagePath } from '../../model/page.ts'
import { openingOf, slugWords } from './slug-words.ts'

/** What something is looked for by. */
export interface Wording {
  readonly title: string
  /** Fingerprint of the body; null where it is not known. */
  readonly body: string | null
  readonly path: PagePath
}

/** What so many have in common tells nothing. */
const common = 200
/** How many are found at most, so that comparing a whole crowd with another costs no more than their number. */
const most = 60

/**
 * Finds, among too many to compare with each, those that a wording may mean: the ones that have most in common with it of
 * what few have, be it words of the title, the opening of the page's name or parts of the body.
 */
export class Crowd<Value extends object> {
  readonly #order: (one: Value, other: Value) => number
  /** Those that have a sign; null: too many. */
  readonly #bySign = new Map<string, Value[] | null>()

  /** @param order which of two comes first where they have as much in common with what is looked for */
  constructor(order: (one: Value, other: Value) => number) {
    this.#order = order
  }

  add(wording: Wording, value: Value): void {
    for (const sign of signsOf(wording)) {
      const found = this.#bySign.get(sign)
      if (found === undefined) this.#bySign.set(sign, [value])
      else if (found === null || found.includes(value)) continue
      else if (found.length < common) found.push(value)
      else this.#bySign.set(sign, null)
    }
  }

  /** @param isMeant whether one may be found at all */
  near(wording: Wording, isMeant: (value: Value) => boolean): Iterable<Value> {
    const shared = new Map<Value, number>()
    for (const sign of signsOf(wording)) {
      for (const value of this.#bySign.get(sign) ?? []) {
        if (isMeant(value)) shared.set(value, (shared.get(value) ?? 0) + 1)
      }
    }
    if (shared.size <= most) return shared.keys()
    return [...shared]
      .sort(([one, a], [other, b]) => b - a || this.#order(one, other))
      .slice(0, most)
      .map(([value]) => value)
  }
}

/** Words have no blanks, so that the other signs are none of them. */
function* signsOf({ title, body, path }: Wording): Iterable<string> {
  yield* wordsOf(title).weights.keys()
  const opening = openingOf(slugWords(path))
  if (opening !== null) yield `name ${opening}`
  for (const [place, part] of sketchParts(body ?? '').entries()) yield `body ${place} ${part}`
}
