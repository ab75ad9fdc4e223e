/**
 * The same text in memory of its own. An engine may keep a piece cut out of a text as a view of the whole, so that a
 * title remembered would keep its page in memory.
 */
export function ownText(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
