import { lineEnding, splitLines } from '../text/lines.ts'

/** A front matter block as cut from a page, not read yet. */
export interface FrontMatterBlock {
  readonly language: 'yaml' | 'toml'
  /** What stands between the fences. */
  readonly raw: string
  /** Offset of the first character behind the closing fence's line. */
  readonly end: number
}

/** Where a page's body begins: behind a block of front matter, or at once. */
export function bodyStart(text: string): number {
  const block = cutFrontMatter(text)
  return block && 'end' in block ? block.end : 0
}

/** A closing fence further down than this is not looked for. */
const maxBlockCharacters = 64 * 1024

/**
 * Cuts the front matter block from a page. Only bare fences are fences: `---`, `---yaml`, `+++`, `+++toml`, and a
 * closing line of nothing but `---` or `+++`. Whatever language a fence names otherwise is never handed to anything.
 * @param text a page without byte order mark
 * @returns null where the page begins otherwise; a problem where it begins like a block that cannot be cut
 */
export function cutFrontMatter(text: string): FrontMatterBlock | { readonly problem: string } | null {
  const mark = text.startsWith('---') ? '---' : text.startsWith('+++') ? '+++' : null
  if (!mark || text[3] === mark[0]) return null
  const newline = lineEnding(text)
  const opening = text.indexOf(newline)
  const name = text.slice(3, opening < 0 ? undefined : opening).trim()
  const language = mark === '---' ? 'yaml' : 'toml'
  if (!languages[language].test(name))
    return namesLanguage(name) ? { problem: `its language, "${name.slice(0, 32)}", is not read` } : null
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

/** A single word behind the dashes, or one that other readers would execute; a sentence behind dashes is prose. */
function namesLanguage(name: string): boolean {
  return /^\S{1,32}$/.test(name) || /^[^a-z]*(?:js|javascript|json|coffee|coffeescript|cson|toml|ya?ml)\b/i.test(name)
}
