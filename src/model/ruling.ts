import type { PagePath } from './path.ts'

/** What a person says of two wordings, whatever the score: that they are one event, or that they are two. */
export type Verdict = 'same' | 'other'

/** What a page tells; with a title what it told under that title, where it tells many events or has told several. */
export interface PageRef {
  readonly path: PagePath
  readonly title: string | null
}

export interface Ruling {
  readonly verdict: Verdict
  readonly a: PageRef
  readonly b: PageRef
  /** Why, in the person's words. */
  readonly reason: string | null
}
