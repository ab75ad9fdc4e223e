import type { Reason } from '../../model/event.ts'
import type { EventDraft } from '../../model/page.ts'
import type { MissingEvidence, SameEventComparison } from '../../model/why.ts'
import { roundWeight, scoreSameEvent, WordingProfile } from './score-same-event.ts'

/** A draft with its body as a fingerprint. */
export type FingerprintedDraft = Omit<EventDraft, 'body'> & { readonly body: string }

/**
 * Scores whether two wordings are one event, as an import does, and lists the evidence that would have raised the score.
 * @param contextOf gives the evidence that the wordings do not contain
 */
export function compareWordings(
  a: FingerprintedDraft,
  b: FingerprintedDraft,
  contextOf: (a: WordingProfile, b: WordingProfile) => readonly Reason[],
): SameEventComparison {
  const scored = (one: FingerprintedDraft, other: FingerprintedDraft) => {
    const [left, right] = [new WordingProfile(one, one.body), new WordingProfile(other, other.body)]
    return scoreSameEvent(left, right, contextOf(left, right))
  }
  const { same, score, odds, reasons } = scored(a, b)
  const evidenceSum = reasons.reduce((sum, { weight }) => sum + weight, 0)
  const wishFor = (
    kind: MissingEvidence['kind'],
    one: FingerprintedDraft,
    other: FingerprintedDraft,
  ): MissingEvidence[] => {
    const weight = roundWeight(scored(one, other).odds - odds)
    return weight > 0 ? [{ kind, weight }] : []
  }
  const source = a.sources?.[0] ?? b.sources?.[0] ?? 'https://example.org/an-article'
  const citing = (wording: FingerprintedDraft) => ({ ...wording, sources: [source, ...(wording.sources ?? [])] })
  const topic = a.topic ?? b.topic ?? 'A topic'
  const day = a.day ?? b.day ?? '2000-01-01'
  return {
    same,
    score,
    odds: roundWeight(odds),
    prior: roundWeight(odds - evidenceSum),
    reasons,
    wishes: same
      ? []
      : [
          ...wishFor('shared-source', citing(a), citing(b)),
          ...wishFor('same-day', { ...a, day }, { ...b, day }),
          ...wishFor('same-topic', { ...a, topic }, { ...b, topic }),
        ],
  }
}
