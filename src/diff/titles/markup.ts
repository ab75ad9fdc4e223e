// Residue that pages of wiki text and their converters leave in a title.
const residuePatterns = [
  /\{\{[^{}]*\}\}|\{\{|\}\}/g,
  /<ref\b[^>]*>(?:[^<]*<\/ref>)?|<\/ref>|<\/?[a-z][a-z0-9]{0,9}\b[^<>]{0,200}>/gi,
  /\[\[(?:[^[\]|]*\|)?|\]\]/g,
  // A link with its label, also where a file name took its slashes.
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

/** Takes markup residue out of a text. `residue` holds what was taken out, in order of its kinds. */
export function stripResidue(text: string): { text: string; residue: readonly string[] } {
  if (!/[{}<[\]=|;*(]|:\/\//.test(text)) return { text, residue: [] }
  const taken: string[] = []
  let rest = text
  for (const pattern of residuePatterns) {
    rest = rest.replace(pattern, (found) => {
      taken.push(found.trim())
      return found.startsWith('(') ? '' : ' '
    })
  }
  return taken.length === 0
    ? { text, residue: [] }
    : {
        text: rest
          .replace(/ +/g, ' ')
          .replace(/ ([.,])/g, '$1')
          .trim(),
        residue: taken,
      }
}

const unitPattern =
  '(?:km|mi|miles?|kilomet(?:er|re)s?|met(?:er|re)s?|m|ft|feet|kmh|km/h|mph|kph|kg|lbs?|°?\\s?[CF]|acres|ha|hectares|sq\\s?mi|sq\\s?km|km2|°)'
const conversionPattern = new RegExp(`\\s*\\((?:about |approximately )?[0-9][0-9.,]*[\\s-]?${unitPattern}\\)`, 'gi')

/** Takes out conversions in brackets: `(2.4 km)` behind a number of miles says nothing new. */
export function stripConversions(text: string): string {
  return text.includes('(') ? text.replace(conversionPattern, '') : text
}

/** The conversions in brackets. */
export function findConversions(text: string): string[] {
  return (text.match(conversionPattern) ?? []).map((found) => found.trim())
}

const inTopicPattern =
  /^[Ii]n (?!the |a |an |this |that |response|addition|order|total|all|what|which|his|her|its|their|one|two|[0-9])(?:[a-z][A-Za-z' -]{2,40}|[A-Z][a-z]+(?: [a-z]+){1,3}), /
const labelPattern = /^([^:.!?]{3,70}?)\s?: (?=\S)/

/** Cuts the topic label off a title: `2017 Example fire: …`, `In sailing, …`. The prefix is '' where there is none. */
export function splitTopicPrefix(title: string): { prefix: string; rest: string } {
  const prefix = inTopicPattern.exec(title)?.[0] ?? labelPrefix(title)
  return { prefix, rest: title.slice(prefix.length) }
}

function labelPrefix(title: string): string {
  const found = labelPattern.exec(title)
  const words = found?.[1]?.split(' ') ?? []
  return found !== null && words.length <= 9 ? found[0] : ''
}
