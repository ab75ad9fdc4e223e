import type { Origin } from '../../model/revision.ts'

const originTexts = {
  file: 'the file on disk',
  journal: 'a journal',
  page: "claimed by the page's own Changes section",
} as const

/** The origin of a version in words: `commit 1a2b3c4 by Mori Aiko`. */
export function originText(origin: Origin | { readonly kind: 'page' }): string {
  if (origin.kind !== 'commit') return originTexts[origin.kind]
  return `commit ${origin.sha.slice(0, 10)}${origin.author === '' ? '' : ` by ${origin.author}`}`
}

/** The address of a store or a source, with its password replaced by `***`. */
export function redactPassword(address: string): string {
  return address
    .replace(/^([a-z][a-z0-9+.-]*:\/\/[^:/?#@]*):[^/?#]*@/i, '$1:***@')
    .replace(/([?&]password=)[^&#]*/gi, '$1***')
}
