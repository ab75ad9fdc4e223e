import type { AuditFilter, AuditTotals } from '../model/audit.ts'
import { isFiltered } from './filter-conditions.ts'

/** A published figure on titles that change, and what of an audit it may be held against. */
export interface PublishedRate {
  /** What is measured, as a heading. */
  readonly what: string
  readonly percent: number
  /** Of what, in the words of a sentence: percent of articles … */
  readonly population: string
  /** Who measured it, as one cites them. */
  readonly source: string
  /** What else to know before the rate is compared. */
  readonly note: string | null
  /** The same of an audit: how many, and of how many. */
  readonly here: (totals: AuditTotals) => { readonly part: number; readonly whole: number; readonly of: string }
}

/** Events that stood long before they were recorded say little of how often a title changes. */
const retitledShare: PublishedRate['here'] = ({ followed }) => ({
  part: followed.retitled,
  whole: followed.events,
  of: 'events followed from their beginning',
})

/**
 * The rates that an audit may be held against: none where it is of a part of the changes or of the time, which
 * has other rates; a topic is compared like any other archive.
 */
export function comparableRates({ topic: _, ...filter }: AuditFilter): readonly PublishedRate[] {
  return isFiltered(filter) ? [] : publishedRates
}

/** The rates that a newsroom is measured by, lowest first. */
export const publishedRates: readonly PublishedRate[] = [
  {
    what: 'titles that changed',
    percent: 7.5,
    population: '411,000 articles of news sites, six months of 2021',
    source: 'Guo, Kondracki, Nikiforakis and Skiena, WWW 2022',
    note: 'what is to matter on Twitter changes within ten hours',
    here: retitledShare,
  },
  {
    what: 'titles that changed',
    percent: 10,
    population: '35,000 articles of the home page of The New York Times, February 2021 to April 2022',
    source: 'Leung and Strumpf, SSRN 4075398',
    note: 'changed at once; another 11 % were tested with several headlines side by side',
    here: retitledShare,
  },
  {
    what: 'titles that changed',
    percent: 25,
    population: '1.5 million links on 25 front pages',
    source: 'WebTAP, Princeton, 2017',
    note: 'about one in four; texts of links, which differ by where they stand too',
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
