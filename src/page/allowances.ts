/** A remark that a page allows, in place and with a reason: `<!-- variorum-allow VAR121: agreed with the desk -->`. */
export interface Allowance {
  /** A rule's code or name. */
  readonly rule: string
  readonly reason: string
  /** 1-based. */
  readonly line: number
}

const form =
  /(?:<!--|#)[ \t]*variorum-allow[ \t]+([\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)[ \t]*:[ \t]*([^\r\n]*?)[ \t]*(?:-->|$)/gm

/** Every allowance of a page, in a comment of its Markdown, its wikitext or its front matter. One without a reason is none. */
export function readAllowances(text: string): Allowance[] {
  if (!text.includes('variorum-allow')) return []
  const found: Allowance[] = []
  for (const { 1: rules = '', 2: reason = '', index } of text.matchAll(form)) {
    if (!/[\p{L}\p{N}]/u.test(reason)) continue
    const line = text.slice(0, index).split(/\r\n?|\n/).length
    found.push(...rules.split(',').map((rule) => ({ rule: rule.trim(), reason, line })))
  }
  return found
}
