import type { AuditFilter, AuditTotals } from '../model/audit.ts'
import { isFiltered } from './filter-conditions.ts'

/** A published rate of title changes, and the figure of an audit that compares with it. */
export interface PublishedRate {
  /** What is measured, as a label of a line. */
  readonly what: string
  readonly percent: number
  /** What the percentage is of, as the end of "7.5 % of …". */
  readonly population: string
  /** The publication. */
  readonly source: string
  /** What limits the comparison; null where nothing does. */
  readonly note: string | null
  /** The same rate of an audit: `part` of `whole`, and what `whole` counts. */
  readonly here: (totals: AuditTotals) => { readonly part: number; readonly whole: number; readonly of: string }
}

/** Followed events only: pages that were old when they were first recorded say little about how often titles change. */
const retitledShare: PublishedRate['here'] = ({ followed }) => ({
  part: followed.retitled,
  whole: followed.events,
  of: 'events followed from their beginning',
})

/**
 * The published rates that compare with an audit. A filter on the changes or the time gives other rates, so none compares then.
 * A filter on the topic does not matter.
 */
export function comparableRates({ topic: _, ...filter }: AuditFilter): readonly PublishedRate[] {
  return isFiltered(filter) ? [] : publishedRates
}

/** Rates measured in newsrooms, lowest first. */
export const publishedRates: readonly PublishedRate[] = [
  {
    what: 'changed titles',
    percent: 7.5,
    population: '411,000 articles of news sites, six months of 2021',
    source: 'Guo, Kondracki, Nikiforakis and Skiena, WWW 2022',
    note: 'a correction has to come within ten hours to reach most readers on Twitter',
    here: retitledShare,
  },
  {
    what: 'changed titles',
    percent: 10,
    population: '35,000 articles of the home page of The New York Times, February 2021 to April 2022',
    source: 'Leung and Strumpf, SSRN 4075398',
    note: 'replaced for all readers; another 11 % were tested with several headlines at the same time',
    here: retitledShare,
  },
  {
    what: 'changed titles',
    percent: 25,
    population: '1.5 million links on 25 front pages',
    source: 'WebTAP, Princeton, 2017',
    note: 'about one in four; these are link texts, which also differ between front pages',
    here: retitledShare,
  },
  {
    what: 'changes beyond spelling and grammar',
    percent: 49.7,
    population: '41,000 changed headlines of the 411,000 articles',
    source: 'Guo, Kondracki, Nikiforakis and Skiena, WWW 2022',
    note: null,
    here: ({ changes, bySeverity }) => ({ part: changes - bySeverity.cosmetic, whole: changes, of: 'changes' }),
  },
]
