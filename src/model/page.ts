import type { Finding } from './finding.ts'
import type { PagePath } from './path.ts'
import type { Day, Instant } from './time.ts'

export type { PagePath } from './path.ts'

/**
 * The format of a page. `context`: an event page with a day heading. `front-matter`: any Markdown page, with or without front
 * matter. `portal`: a wikitext file with many events of one day. `list`: an index of a day or of the archive, which is stored
 * but reports no event. `none`: a file that is not a page; it is only counted.
 */
export type Dialect = 'context' | 'front-matter' | 'portal' | 'list' | 'none'

/** What a page says about one event. Matching two wordings uses only these fields. */
export interface EventDraft {
  readonly title: string
  readonly day: Day | null
  readonly topic?: string | null
  /** Markdown or wikitext, without title and generated parts. */
  readonly body?: string
  /** URLs in page order, without cover images. */
  readonly sources?: readonly string[]
  readonly path?: PagePath
}

/** An event as a page reports it: a draft with all fields, and its position on the page. */
export interface PageEvent extends Required<EventDraft> {
  /** 1-based line of the title. */
  readonly line: number
}

/** A link in the sources section. */
export interface SourceLink {
  readonly text: string
  readonly url: string
  /** True for a "Cover Image" link, which is an illustration and not a source. */
  readonly cover: boolean
}

/** An entry of `### Related:`. The site generates this section, so it never makes a version. */
export interface RelatedLink {
  readonly title: string
  readonly target: string
  /** The topics that the site lists behind the link. */
  readonly contexts: readonly string[]
}

/** The label of a version in histories and Changes sections. */
export type VersionLabel = 'First version' | 'Update' | 'Current version'

/** An entry of `### Changes:`: an earlier or the current title, as the page claims it. */
export interface ChangesEntry {
  readonly title: string
  /** The link's target, spelled as on the page. */
  readonly target: string
  /** When the title was replaced; null for the current version, or where the time cannot be read. */
  readonly until: Instant | null
  /** Null where the entry has no valid label. */
  readonly label: VersionLabel | null
  /** 1-based; 0 for an entry that the page does not have. */
  readonly line: number
}

/** A parsed file of the archive. Problems of the page are its findings: parsing never throws because of a page's content. */
export interface Page {
  readonly path: PagePath
  readonly dialect: Dialect
  readonly day: Day | null
  /** In page order. Only portal pages have several. */
  readonly events: readonly PageEvent[]
  /** The links of the sources section, cover images included. */
  readonly links: readonly SourceLink[]
  readonly related: readonly RelatedLink[]
  readonly changes: readonly ChangesEntry[]
  /** True where the page has a section or field for sources, also where that is empty. */
  readonly sourced: boolean
  /** Other addresses of the page, from its front matter. */
  readonly aliases: readonly string[]
  readonly ids: PageIds
  /** The text of the parts that the site generates. A change of them never makes a version. */
  readonly regenerated: RegeneratedParts
  readonly findings: readonly Finding[]
}

/** Ids in the front matter; null where it has none. */
export type PageIds = Readonly<Record<'event' | 'page', string | null>>

/** The text of each part that the site generates, '' where the page lacks it. */
export type RegeneratedParts = Readonly<Record<'related' | 'changes' | 'formats' | 'covers', string>>
