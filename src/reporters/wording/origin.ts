import type { Origin } from '../../model/revision.ts'

/** The origin of a version in words: `commit 1a2b3c4 by Mori Aiko`. */
export function originText(origin: Origin | { readonly kind: 'page' }): string {
  switch (origin.kind) {
    case 'commit':
      return `commit ${origin.sha.slice(0, 10)}${origin.author === '' ? '' : ` by ${origin.author}`}`
    case 'file':
      return 'the file on disk'
    case 'journal':
      return 'a journal'
    case 'page':
      return "claimed by the page's own Changes section"
    default:
      return origin satisfies never
  }
}

/** The address of a store or a source, with its password replaced by `***`. */
export function redactPassword(address: string): string {
  return address
    .replace(/^([a-z][a-z0-9+.-]*:\/\/[^:/?#@]*):[^/?#]*@/i, '$1:***@')
    .replace(/([?&]password=)[^&#]*/gi, '$1***')
}
