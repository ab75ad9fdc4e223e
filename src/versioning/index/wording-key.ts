import { foldCase, foldDiacritics, foldPunctuation, foldTypography } from '../../diff/text/fold-text.ts'
import { visibleTitle } from '../../page/text/title.ts'

/**
 * A title without what two writings of one wording may differ in: blanks, case, accents, punctuation, the shape of quotes.
 * What belongs to a number stays: 1.5 and 15, or 5 % and 5, are never one.
 */
export function wordingKey(title: string): string {
  return foldPunctuation(foldDiacritics(foldCase(foldTypography(visibleTitle(title))))).replace(
    /(?<![0-9]) | (?![0-9])/g,
    '',
  )
}

export function sameWording(a: string, b: string): boolean {
  return a === b || wordingKey(a) === wordingKey(b)
}
