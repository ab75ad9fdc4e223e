import type { Reason } from '../../model/event.ts'
import type { EventDraft } from '../../model/page.ts'
import type { Comparison, Wish } from '../../model/why.ts'
import { judge, Profile, roundWeight } from './score-same-event.ts'

/** What a page says of one event, its body as a fingerprint. */
export type Wording = Omit<EventDraft, 'body'> & { readonly body: string }

/**
 * Judges whether two wordings are one event, as a recording does, and says what would have made it otherwise.
 * @param contextOf gives the evidence that the wordings themselves do not hold
 */
export function compare(a: Wording, b: Wording, contextOf: (a: Profile, b: Profile) => readonly Reason[]): Comparison {
  const judged = (one: Wording, other: Wording) => {
    const [left, right] = [new Profile(one, one.body), new Profile(other, other.body)]
    return judge(left, right, contextOf(left, right))
  }
  const { same, score, odds, reasons } = judged(a, b)
  const weighed = reasons.reduce((sum, { weight }) => sum + weight, 0)
  const wish = (kind: Wish['kind'], one: Wording, other: Wording): Wish[] => {
    const weight = roundWeight(judged(one, other).odds - odds)
    return weight > 0 ? [{ kind, weight }] : []
  }
  const source = a.sources?.[0] ?? b.sources?.[0] ?? 'https://example.org/an-article'
  const citing = (wording: Wording) => ({ ...wording, sources: [source, ...(wording.sources ?? [])] })
  const topic = a.topic ?? b.topic ?? 'A topic'
  const day = a.day ?? b.day ?? '2000-01-01'
  return {
    same,
    score,
    odds: roundWeight(odds),
    prior: roundWeight(odds - weighed),
    reasons,
    wishes: same
      ? []
      : [
          ...wish('shared-source', citing(a), citing(b)),
          ...wish('same-day', { ...a, day }, { ...b, day }),
          ...wish('same-topic', { ...a, topic }, { ...b, topic }),
        ],
  }
}
