/**
 * The same text in memory of its own. An engine may keep a piece cut out of a text as a view of the whole, so that a
 * title remembered would keep its page in memory.
 */
export function copyText(text: string): string {
  // Joining copies; pieces shorter than this are copied by the engine anyway.
  return text.length < 13 ? text : [text.slice(0, 1), text.slice(1)].join('')
}
