import { type IdleRuling, idleRulings, type Recorded, withoutFolders } from '../../identity/rulings/idle-rulings.ts'
import { rulingFileName, type WrittenRuling } from '../../identity/rulings/ruling-file.ts'
import { isOfMany } from '../../identity/rulings/ruling-line.ts'
import type { PagePath } from '../../model/page.ts'
import type { Store } from '../../store/store.ts'
import type { EventBook } from '../../versioning/index/event-index.ts'
import type { Context } from '../archive/context.ts'
import { openRulings } from './open-rulings.ts'

/** What a person should know of the rulings once the record was judged by them: the lines without effect. */
export async function notesOnRulings(context: Pick<Context, 'archive'>, record: Store | EventBook): Promise<string[]> {
  // what is being edited at this moment is looked at when it is followed
  const written = await openRulings(context).then(
    (file) => file.written,
    () => [],
  )
  if (written.length === 0) return []
  const told = 'toldOn' in record ? (path: PagePath) => record.toldOn(path) : await toldIn(record, written)
  return idleRulings(written, told).map(noteOf)
}

/** A line without effect, as a sentence. */
export function noteOf({ line, why }: IdleRuling): string {
  return `Line ${line} of ${rulingFileName} has no effect: ${why}.`
}

/** The events of a store that were told on the pages which rulings name, or may have meant. */
async function toldIn(
  store: Store,
  written: readonly WrittenRuling[],
): Promise<(path: PagePath) => readonly Recorded[]> {
  const byPath = new Map<PagePath, Recorded[]>()
  const learn = async (paths: ReadonlySet<PagePath>) => {
    for (const path of paths) byPath.set(path, [])
    for await (const event of store.events({ paths: [...paths] })) {
      const told = { ...event, single: !event.paths.some(isOfMany) }
      for (const path of event.paths) byPath.get(path)?.push(told)
    }
  }
  const named = new Set(written.flatMap(({ a, b }) => [a.path, b.path]))
  await learn(named)
  const untold = [...named].filter((path) => byPath.get(path)?.length === 0)
  await learn(new Set(untold.flatMap(withoutFolders).filter((path) => !byPath.has(path))))
  return (path) => byPath.get(path) ?? []
}
