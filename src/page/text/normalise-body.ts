import { withoutTracking } from './tracking-parameters.ts'

/**
 * Normalises a body before it is stored and compared: line feeds only, no trailing white space, no repeated empty lines,
 * composed Unicode (NFC), no invisible characters, no entities for spaces and quotes, no tracking parameters in URLs.
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

/** Entities that always mean the plain character. Others may escape Markdown characters. */
const blankOrQuoteEntity = /&(?:(nbsp|#160|#xa0)|(quot|#34|#x22)|(?:apos|#0?39|#x27));/gi

function normaliseCharacters(text: string): string {
  // Joiners and direction marks stay, because they change how other characters look.
  const normalised = /[^\x00-\x7f]/.test(text)
    ? text
        .replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
        .replace(/\u00a0/g, ' ')
        .normalize('NFC')
    : text
  // Entities come last: an invisible character may have split one.
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
