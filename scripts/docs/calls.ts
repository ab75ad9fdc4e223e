/** The arguments of a call of the program in a line of shell; null where the line is none. */
export function argumentsOf(line: string): string[] | null {
  const [, rest] = /^(?:npm run -s variorum -- |variorum )(.*)$/.exec(line) ?? []
  if (rest === undefined) return null
  const words = rest.split(/ [|>] | +# /)[0]?.match(/"[^"]*"|\S+/g) ?? []
  // brackets mark arguments that may be left out
  return words.filter((word) => !word.startsWith('[')).map((word) => word.replaceAll('"', ''))
}
