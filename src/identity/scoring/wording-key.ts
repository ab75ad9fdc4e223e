import { textKey } from '../../diff/text/fold-text.ts'
import { visibleTitle } from '../../page/text/title.ts'

/** Equal for two ways to write one title; see `textKey`. A hidden character counts as a blank. */
export function wordingKey(title: string): string {
  return textKey(visibleTitle(title))
}

/** Whether two titles are one wording, written in one way or in two. */
export function sameWording(a: string, b: string): boolean {
  return a === b || wordingKey(a) === wordingKey(b)
}
