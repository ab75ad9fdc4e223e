import type { Language } from '../language/language.ts'

// Residue of wiki text and of its converters.
const residuePatterns = [
  /\{\{[^{}]*\}\}|\{\{|\}\}/g,
  /<ref\b[^>]*>(?:[^<]*<\/ref>)?|<\/ref>|<\/?[a-z][a-z0-9]{0,9}\b[^<>]{0,200}>/gi,
  /\[\[(?:[^[\]|]*\|)?|\]\]/g,
  // A link with its label. In file names the slashes became dashes.
  /\[\s*https?:(?:\/\/|--)[^\][]{0,500}\]/g,
  /\[?https?:(?:\/\/|--)[^\s\])]*(?:\s*\("[^"]*"\)?)?\]?/g,
  /-\{[^{}]*\}-/g,
  /\bdate=[A-Z][a-z]+ [0-9]{4}/g,
  /\|[a-z]+=[^|]*/g,
  /\(\s*\)/g,
  /={2,}/g,
  /(?<=^|[\s.,])\(\s*"?\s*$/g,
  /(?<=[.!?])\s*;\s*[A-Z][A-Za-z, ]{2,60}$/g,
  /^\s*\*+\s*/g,
] as const

/**
 * Removes markup residue from a text.
 * @returns the rest, and the removed parts by the order of their patterns
 */
export function stripResidue(text: string): { text: string; residue: readonly string[] } {
  if (!/[{}<[\]=|;*(]|:\/\//.test(text)) return { text, residue: [] }
  const residue: string[] = []
  let rest = text
  for (const pattern of residuePatterns) {
    rest = rest.replace(pattern, (found) => {
      residue.push(found.trim())
      return found.startsWith('(') ? '' : ' '
    })
  }
  const tidy = (rough: string) => rough.replace(/ +/g, ' ').replace(/ ([.,])/g, '$1')
  return { text: residue.length === 0 ? text : tidy(rest).trim(), residue }
}

/** Removes conversions in brackets: `(2.4 km)` behind a number of miles adds nothing. */
export function stripConversions(text: string, language: Language): string {
  return text.includes('(') ? text.replace(language.conversionPattern, '') : text
}

const labelPattern = /^([^:.!?]{3,70}?)\s?: (?=\S)/
const maxLabelWords = 9

/** Cuts the topic prefix off a title: `2017 Example fire: …`, `In sailing, …`. The prefix is '' where there is none. */
export function splitTopicPrefix(title: string, language: Language): { prefix: string; rest: string } {
  const [label = '', words = ''] = labelPattern.exec(title) ?? []
  const shortLabel = words.split(' ').length <= maxLabelWords ? label : ''
  const prefix = language.topicPhrasePattern.exec(title)?.[0] ?? shortLabel
  return { prefix, rest: title.slice(prefix.length) }
}
