/** The arguments of a shell line that calls the program; null for other lines. */
export function argumentsOf(line: string): string[] | null {
  const [, rest] = /^(?:npm run -s variorum -- |variorum )(.*)$/.exec(line) ?? []
  if (rest === undefined) return null
  const words = rest.split(/ [|>] | +# /)[0]?.match(/"[^"]*"|\S+/g) ?? []
  // brackets mark optional arguments
  return words.filter((word) => !word.startsWith('[')).map((word) => word.replaceAll('"', ''))
}
