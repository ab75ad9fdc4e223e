import { printable } from '../wording/printable.ts'

/** A word without marks of Markdown, one mark, or blanks. */
const pieces = /[^\s\\`*~|<>[\](){}&!%]+|[\\`*~|<>[\](){}&!%]|\s+/gu

/** Text that services turn into a link, a mention, a reference, an emoji or a formula. */
const activePattern = /[@#$]|:\/|www\.|mailto:|xmpp:|\bGH-\d|:[\w+-]+:|[0-9a-f]{7}/i

/** A text from a page as Markdown that only shows it. It must not be at the beginning of a line. */
export function escapeMarkdown(text: string): string {
  return printable(text)
    .trim()
    .replace(pieces, (piece) => {
      if (activePattern.test(piece)) {
        const own = piece.replace(/[.,;]+$/, '')
        return activePattern.test(own) ? `\`${own}\`${piece.slice(own.length)}` : `\`${piece}\``
      }
      return piece.replace(/[\\`*~|<>[\](){}&!%_]/g, (mark) => `\\${mark}`)
    })
}

/** A text from a page as a code span. */
export function codeSpan(text: string): string {
  const shown = printable(text)
  if (shown === '') return '` `'
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = /^[` ]|[` ]$/.test(shown) && shown.trim() !== '' ? ' ' : ''
  return `${fence}${pad}${shown}${pad}${fence}`
}

/** Lines as a block of code. @param language services colour the block by it */
export function codeBlock(lines: readonly string[], language: string): string {
  const shown = lines.map(printable)
  const longest = Math.max(2, ...shown.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${shown.map((line) => `${line}\n`).join('')}${fence}\n`
}
