import type { EventRecord, VersionRecord } from '../../model/event.ts'
import type { EventBrief } from '../../model/ruling.ts'

/** An event in few words: as it stands last. */
export function briefOf({ id, versions, paths }: EventRecord): EventBrief {
  const { title, day } = versions.at(-1)!
  return { id, title, day, versions: versions.length, paths }
}

/** Where an event's versions stand in the ledger, which is so whatever event they are said to belong to. */
export function versionKeysOf({ versions }: { readonly versions: readonly VersionRecord[] }): string[] {
  return versions.filter(({ claimed }) => !claimed).map(versionKey)
}

/** Where a version stands in the ledger. */
export function versionKey({ seq, item }: Pick<VersionRecord, 'seq' | 'item'>): string {
  return `${seq}.${item}`
}
