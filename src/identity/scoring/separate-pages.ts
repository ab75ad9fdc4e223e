import type { Reason } from '../../model/event.ts'
import type { WordingProfile } from './score-same-event.ts'
import { seriesName } from './series-name.ts'

/** A retitled page mostly keeps its sources, so pages without a shared source are mostly two reports. */
const noSharedSourceWeight = -1.8
/** On another day it is the next of a series; on the same day it may be a correction of the old page. */
const sameSeriesWeight = { sameDay: -3, otherDay: -5 }

/**
 * Evidence that two pages in the archive at the same time report two events: they are separate pages, cite different
 * articles, or are two of one series.
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

/** Evidence that a wording on one page is not the event that another page reports now. */
export const onAnotherPage: Reason = { kind: 'conflict', value: 'stands on another page', weight: -0.6 }

function isSameSeries(a: WordingProfile, b: WordingProfile): boolean {
  const name = seriesName(a.title)
  return name !== null && name === seriesName(b.title)
}
