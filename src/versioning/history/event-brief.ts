import type { EventRecord, VersionRecord } from '../../model/event.ts'
import type { EventBrief } from '../../model/ruling.ts'

/** An event in short, with its current title and day. */
export function briefOf({ id, versions, paths }: EventRecord): EventBrief {
  const { title, day } = versions.at(-1)!
  return { id, title, day, versions: versions.length, paths }
}

/** The keys of an event's recorded versions. */
export function versionKeysOf({ versions }: { readonly versions: readonly VersionRecord[] }): string[] {
  return versions.filter(({ claimed }) => !claimed).map(versionKey)
}

/** A version's place in the ledger, which does not depend on its event. */
export function versionKey({ seq, item }: Pick<VersionRecord, 'seq' | 'item'>): string {
  return `${seq}.${item}`
}
