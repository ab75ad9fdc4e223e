import type { TextDiff } from '../../model/change.ts'
import { asCode, asText } from './escape.ts'

/**
 * A diff as text on one line, with blanks outside of what is marked.
 *
 * Words that went and came are `del` and `ins` elements, which services let through: `~~` and `**` do not count as marks
 * beside many letters, Chinese ones among them, and say nothing to who listens.
 */
export function marked(diff: TextDiff): string {
  return diff
    .map(([kind, text]) => {
      const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? []
      // blanks that came or went are seen in code only
      if (inner === '') return kind === 'same' ? ' ' : tagged(kind, asCode(text))
      const shown = asText(inner.replace(/\s+/g, ' '))
      return `${before === '' ? '' : ' '}${kind === 'same' ? shown : tagged(kind, shown)}${after === '' ? '' : ' '}`
    })
    .join('')
    .trim()
}

/** What is Markdown already, as gone or come. */
export function tagged(kind: 'removed' | 'added', shown: string): string {
  return kind === 'removed' ? `<del>${shown}</del>` : `<ins>${shown}</ins>`
}
