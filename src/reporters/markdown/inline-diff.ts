import type { TextDiff } from '../../model/change.ts'
import { codeSpan, escapeMarkdown } from './escape.ts'

/**
 * A diff as text on one line. Blanks are outside of the marks, and a blank is between a removed and an added part:
 * text copied from the rendered page would else join `12` and `14` to `1214`.
 *
 * The marks are `del` and `ins` elements, which services let through. `~~` and `**` are no marks beside many letters,
 * such as Chinese ones, and screen readers do not announce them.
 */
export function inlineDiff(diff: TextDiff): string {
  let line = ''
  let wasChanged = false
  for (const [kind, text] of diff) {
    const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? []
    const isChanged = kind !== 'same'
    if ((before !== '' || (isChanged && wasChanged)) && !line.endsWith(' ')) line += ' '
    // Changed blanks are visible in code only.
    const shown = inner === '' && isChanged ? codeSpan(text) : escapeMarkdown(inner.replace(/\s+/g, ' '))
    line += isChanged ? tagChange(kind, shown) : shown
    if (after !== '') line += ' '
    wasChanged = isChanged
  }
  return line.trim()
}

/** Marks Markdown as removed or added. */
export function tagChange(kind: 'removed' | 'added', markdown: string): string {
  return kind === 'removed' ? `<del>${markdown}</del>` : `<ins>${markdown}</ins>`
}
