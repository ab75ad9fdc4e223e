import { editDistance } from '../../diff/text/edit-distance.ts'
import { VariorumError } from '../../model/errors.ts'
import type { EventRecord } from '../../model/event.ts'
import type { PagePath } from '../../model/page.ts'
import type { Store } from '../../store/store.ts'

/** An error names at most this many candidates. */
const maxNamedCandidates = 8

/**
 * Finds the event that EVENT names: the path of a page, a slug, an event id, or words that are all in one title.
 * @throws VariorumError `event-not-found`; `event-ambiguous`, with the candidates in its message
 */
export async function findEvent(store: Store, event: string): Promise<EventRecord> {
  const found = await matchingEvents(store, event)
  if (found.length === 1) return found[0]!
  if (found.length === 0) {
    if ((await store.state()).size === 0) {
      throw new VariorumError('event-not-found', `No event fits "${event}": nothing is recorded yet.`, {
        advice: 'Record pages first: "variorum import" reads their history, "variorum ingest" reads the files on disk.',
      })
    }
    throw new VariorumError('event-not-found', `No event fits "${event}".`, {
      advice:
        'Give the path of a page, a slug, an event id, or words of a title; "variorum history" lists every event.',
    })
  }
  const list = found.slice(0, maxNamedCandidates).map((record) => `${record.id}  ${record.versions.at(-1)!.title}`)
  const more = found.length > maxNamedCandidates ? [`and ${found.length - maxNamedCandidates} more`] : []
  throw new VariorumError('event-ambiguous', [`"${event}" fits ${found.length} events:`, ...list, ...more].join('\n'), {
    advice: 'Give an id from this list, or more words of the title.',
  })
}

async function matchingEvents(store: Store, event: string): Promise<EventRecord[]> {
  const path = toPagePath(event)
  const byPath = await Array.fromAsync(store.events({ paths: [path] }))
  if (byPath.length > 0) {
    // the event that the page reports now, not one that moved to another page
    const shown = byPath.filter((record) => record.shown.includes(path))
    return shown.length > 0 ? shown : byPath
  }
  const bySlug: EventRecord[] = []
  const byTitle: EventRecord[] = []
  const byWords: EventRecord[] = []
  const byParts: EventRecord[] = []
  const slug = path.replace(/\.[a-z]+$/i, '')
  const title = foldForSearch(event)
  const words = title.split(/\s+/).filter(Boolean)
  for await (const record of store.events()) {
    if (record.id === event) return [record]
    if (record.paths.some((candidate) => slugOf(candidate) === slug)) bySlug.push(record)
    const titles = record.versions.map((version) => foldForSearch(version.title))
    if (titles.includes(title)) byTitle.push(record)
    if (words.length === 0 || !titles.some((text) => words.every((word) => text.includes(word)))) continue
    byParts.push(record)
    if (titles.some((text) => words.every((word) => spaceWords(text).includes(spaceWords(word))))) byWords.push(record)
  }
  // whole words first: "mill" means a mill, not millions
  return [bySlug, byTitle, byWords].find((found) => found.length > 0) ?? byParts
}

/** The words of a text, each with a space on both sides, to search for whole words. */
function spaceWords(text: string): string {
  return ` ${text.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim()} `
}

/** Suggests events that share most words with a text, or have similar words. @returns `ID  TITLE`, best first, at most 3 */
export async function suggestEvents(store: Store, event: string): Promise<PagePath[]> {
  const words = new Set(foldForSearch(event).match(/[\p{L}\p{N}]{3,}/gu) ?? [])
  if (words.size === 0) return []
  const scored: { score: number; name: string }[] = []
  for await (const record of store.events()) {
    const text = foldForSearch(`${record.versions.at(-1)!.title} ${record.paths.at(-1) ?? ''} ${record.id}`)
    const recordWords = new Set(text.match(/[\p{L}\p{N}]{3,}/gu))
    let score = 0
    for (const word of words)
      if ([word, word.slice(0, -1)].some((part) => text.includes(part)) || recordWords.values().some(isTypoOf(word)))
        score++
    if (score >= Math.max(1, words.size / 2))
      scored.push({ score, name: `${record.id}  ${record.versions.at(-1)!.title}` })
  }
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ name }) => name)
}

/** @returns a function that recognises words within one edit of the typed word, or two for a long word */
function isTypoOf(typed: string): (word: string) => boolean {
  const maxEdits = typed.length < 4 || typed.length > 40 ? 0 : typed.length < 8 ? 1 : 2
  return (word) => Math.abs(typed.length - word.length) <= maxEdits && editDistance(typed, word) <= maxEdits
}

/** The path of a page from what a person gives, with or without a leading slash. */
export function toPagePath(event: string): PagePath {
  return event.normalize('NFC').replace(/^(?:\.?\/)+/, '')
}

function slugOf(path: PagePath): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[a-z]+$/i, '')
}

function foldForSearch(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
