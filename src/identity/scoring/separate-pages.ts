import type { Reason } from '../../model/event.ts'
import type { WordingProfile } from './score-same-event.ts'
import { seriesName } from './series-name.ts'

/** Who retitles a page mostly leaves its sources: of pages that stand side by side, those are two reports. */
const noSharedSourceWeight = -1.8
/** The next of a series on another day; on the same one the old page may as well have been corrected. */
const sameSeriesWeight = { sameDay: -3, otherDay: -5 }

/**
 * What speaks against two pages being one event that both stand in the archive, where the one did not take the other's
 * place: that they do, that they cite other articles, and that they are two of one series.
 */
export function separatePageReasons(a: WordingProfile, b: WordingProfile): Reason[] {
  const reasons = [onAnotherPage]
  if (a.sources.some((url) => b.sources.includes(url))) return reasons
  if (a.sources.length > 0 && b.sources.length > 0)
    reasons.push({ kind: 'conflict', value: 'no article cited by both', weight: noSharedSourceWeight })
  if (a.key !== b.key && isSameSeries(a, b)) {
    const weight = a.day === b.day ? sameSeriesWeight.sameDay : sameSeriesWeight.otherDay
    reasons.push({ kind: 'conflict', value: 'the same words with another number', weight })
  }
  return reasons
}

/** What speaks against a wording being an event that a page tells now. */
export const onAnotherPage: Reason = { kind: 'conflict', value: 'stands on another page', weight: -0.6 }

function isSameSeries(a: WordingProfile, b: WordingProfile): boolean {
  const name = seriesName(a.title)
  return name !== null && name === seriesName(b.title)
}
