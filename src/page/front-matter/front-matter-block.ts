import { lineEnding, splitLines } from '../text/lines.ts'

/** A front matter block that is cut from a page but not parsed. */
export interface FrontMatterBlock {
  readonly language: 'yaml' | 'toml'
  /** The text between the fences. */
  readonly raw: string
  /** Offset of the first character after the line of the closing fence. */
  readonly end: number
}

/** Offset of the page's body: after the front matter block, or 0 without one. */
export function bodyStart(text: string): number {
  const block = cutFrontMatter(text)
  return block && 'end' in block ? block.end : 0
}

/** The closing fence must be within this distance. */
const maxBlockCharacters = 64 * 1024

/**
 * Cuts the front matter block from a page. The opening fence is `---`, `---yaml`, `+++` or `+++toml`, the closing fence
 * `---` or `+++`. A fence with another language is a problem, so its text never reaches a parser.
 * @param text a page without byte order mark
 * @returns null for a page without a block; a problem where the block cannot be cut
 */
export function cutFrontMatter(text: string): FrontMatterBlock | { readonly problem: string } | null {
  const mark = text.startsWith('---') ? '---' : text.startsWith('+++') ? '+++' : null
  if (!mark || text[3] === mark[0]) return null
  const newline = lineEnding(text)
  const opening = text.indexOf(newline)
  const name = text.slice(3, opening < 0 ? undefined : opening).trim()
  const language = mark === '---' ? 'yaml' : 'toml'
  if (!languages[language].test(name))
    return namesLanguage(name) ? { problem: `its language, "${name.slice(0, 32)}", is not supported` } : null
  if (opening < 0) return { problem: 'it has no closing fence' }
  const start = opening + newline.length
  for (const line of splitLines(text.slice(start, start + maxBlockCharacters + 64))) {
    if (line.start > maxBlockCharacters) break
    if (
      text.startsWith(mark, start + line.start) &&
      text.slice(start + line.start, start + line.end).trimEnd() === mark
    ) {
      return { language, raw: text.slice(start, start + line.start), end: start + line.next }
    }
  }
  return { problem: `it has no closing "${mark}" within 64 KiB` }
}

const languages = { yaml: /^(?:ya?ml)?$/i, toml: /^(?:toml)?$/i }

/** Whether the text after an opening fence is a language. Other readers may execute it; several words are prose. */
function namesLanguage(name: string): boolean {
  return /^\S{1,32}$/.test(name) || /^[^a-z]*(?:js|javascript|json|coffee|coffeescript|cson|toml|ya?ml)\b/i.test(name)
}
