import { withoutTracking } from './tracking-parameters.ts'

/**
 * A body as it is kept, compared and shown, without what no reader sees. Line feeds only, no blanks at the ends of lines,
 * no empty lines around it, never two empty lines in a row; Unicode composed (NFC), no invisible characters, every blank
 * a space; no entities for blanks and quotes; no tracking parameters in addresses.
 */
export function normaliseBody(text: string): string {
  return withoutTracking(normaliseCharacters(text))
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map(trimLineEnd)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '')
    .replace(/\n+$/, '')
}

/** Entities that Markdown reads as the plain character; others may stand for its own marks. */
const blankOrQuoteEntity = /&(?:(nbsp|#160|#xa0)|(quot|#34|#x22)|(?:apos|#0?39|#x27));/gi

function normaliseCharacters(text: string): string {
  // joiners belong to letters and pictographs, and marks of direction to what they turn
  const normalised = /[^\x00-\x7f]/.test(text)
    ? text
        .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
        .replace(/\u00a0/g, ' ')
        .normalize('NFC')
    : text
  // last: what does not show may have parted an entity
  return normalised.includes('&')
    ? normalised.replace(blankOrQuoteEntity, (_, space?: string, quote?: string) => (space ? ' ' : quote ? '"' : "'"))
    : normalised
}

// A regular expression for this takes quadratic time over a long run of blanks.
function trimLineEnd(line: string): string {
  let end = line.length
  while (end > 0 && (line.charCodeAt(end - 1) === 32 || line.charCodeAt(end - 1) === 9)) end--
  return line.slice(0, end)
}
