/** A set of words from a text with blanks between them. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}

/** Reads lines `name: word word` as pairs of a word and its name. */
export function readWordLists(lines: string): [word: string, name: string][] {
  return lines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [name = '', words = ''] = line.split(': ')
      return words.split(' ').map((word): [string, string] => [word, name])
    })
}
