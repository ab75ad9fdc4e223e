import type { PagePath } from '../../model/page.ts'
import type { PageRef, Ruling } from '../../model/ruling.ts'

/** Equal for references to the same page and title. */
export function refKey({ path, title }: PageRef): string {
  return title === null ? path : `${path}\0${title}`
}

/** Formats a reference: the path with blanks as `%20`, then the title in quotes where it has one. */
export function formatRef({ path, title }: PageRef): string {
  const written = path.replace(/[%"\s\p{Cc}\p{Bidi_Control}]|^#/gu, encodeURIComponent)
  return title === null ? written : `${written} ${escapeBidi(JSON.stringify(title))}`
}

/** A character that turns the text direction could show a reviewer another line than the file has. */
function escapeBidi(quoted: string): string {
  return quoted.replace(/\p{Bidi_Control}/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Formats a ruling as a line without its line end, `same A B # why`. The references are sorted. */
export function formatRuling({ verdict, a, b, reason }: Ruling): string {
  const refs = [a, b].map(formatRef).sort()
  const why = reason?.replace(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ').trim() ?? ''
  return [verdict, ...refs, ...(why === '' ? [] : [`# ${why}`])].join(' ')
}

/**
 * Reads a line of the ruling file, with or without its line end.
 * @returns null for a blank line or a comment; a sentence about the problem for a malformed line
 */
export function readRuling(line: string): Ruling | string | null {
  // trim also removes a byte order mark
  const text = line.trim()
  if (text === '' || text.startsWith('#')) return null
  const { words, reason } = splitWords(text)
  const [first, ...rest] = words
  const verdict = first?.text
  if (verdict !== 'same' && verdict !== 'other')
    return `A line begins with "same" or "other", not with "${shorten(verdict ?? text)}".`
  const refs: PageRef[] = []
  for (const { text: word, quoted } of rest) {
    const last = refs.at(-1)
    if (!quoted && word.startsWith('"')) return `The title ${shorten(word)} has no closing quote.`
    if (!quoted) refs.push({ path: pathOf(word), title: null })
    else if (last && last.title === null) refs[refs.length - 1] = { ...last, title: word }
    else return `The title "${shorten(word)}" follows no path.`
  }
  const [a, b] = refs
  if (a === undefined || b === undefined || refs.length > 2)
    return `A line names two pages, not ${refs.length}; a title is in quotes, a blank in a path is %20.`
  const problem = refProblem(a) ?? refProblem(b)
  if (problem !== null) return problem
  if (refKey(a) === refKey(b)) return `The line names ${shorten(a.path)} twice.`
  return { verdict, a, b, reason }
}

/** Whether a path is the name of a page that reports many events. */
export function isMultiEventPage(path: PagePath): boolean {
  return /\.txt$/i.test(path)
}

function refProblem({ path, title }: PageRef): string | null {
  if (!/\.[A-Za-z]+$/.test(path)) return `"${shorten(path)}" is not a page: name a page by its path in the archive.`
  if (title === null && isMultiEventPage(path))
    return `${shorten(path)} reports many events: add the title of one in quotes.`
  return null
}

const rulingWordPattern = /"(?<quoted>(?:[^"\\]|\\.)*)"|(?<comment>#.*)$|(?<bare>\S+)/gu

function splitWords(text: string): { words: { text: string; quoted: boolean }[]; reason: string | null } {
  const words: { text: string; quoted: boolean }[] = []
  for (const { 0: whole, groups: { quoted, comment, bare } = {} } of text.matchAll(rulingWordPattern)) {
    if (comment !== undefined) return { words, reason: comment.replace(/^#+/, '').trim() || null }
    if (bare !== undefined) words.push({ text: bare, quoted: false })
    else words.push({ text: parseQuoted(whole, quoted ?? ''), quoted: true })
  }
  return { words, reason: null }
}

/** A title typed by hand may be invalid JSON; then its characters are the title. */
function parseQuoted(whole: string, inner: string): string {
  try {
    return JSON.parse(whole)
  } catch {
    return inner
  }
}

function pathOf(written: string): string {
  const path = written.replace(/^(?:\.?\/)+/, '')
  try {
    return decodeURIComponent(path)
  } catch {
    // A stray percent sign: the text is the path.
    return path
  }
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text
}
