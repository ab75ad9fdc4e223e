/**
 * Copies a text to its own memory. V8 keeps a substring as a view of the whole text, so a cached title would keep its
 * page in memory.
 */
export function copyText(text: string): string {
  // A join copies. V8 copies substrings below 13 characters itself.
  return text.length < 13 ? text : [text.slice(0, 1), text.slice(1)].join('')
}
