import type { TextDiff } from '../../model/change.ts'
import { codeSpan, escapeMarkdown } from './escape.ts'

/**
 * A diff as text on one line, with blanks outside of what is marked.
 *
 * Words that went and came are `del` and `ins` elements, which services let through: `~~` and `**` do not count as marks
 * beside many letters, Chinese ones among them, and say nothing to who listens.
 */
export function inlineDiff(diff: TextDiff): string {
  return diff
    .map(([kind, text]) => {
      const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? []
      // blanks that came or went are seen in code only
      if (inner === '') return kind === 'same' ? ' ' : tagChange(kind, codeSpan(text))
      const shown = escapeMarkdown(inner.replace(/\s+/g, ' '))
      return `${before === '' ? '' : ' '}${kind === 'same' ? shown : tagChange(kind, shown)}${after === '' ? '' : ' '}`
    })
    .join('')
    .trim()
}

/** What is Markdown already, as gone or come. */
export function tagChange(kind: 'removed' | 'added', shown: string): string {
  return kind === 'removed' ? `<del>${shown}</del>` : `<ins>${shown}</ins>`
}
