import {
  findIneffectiveRulings,
  type IneffectiveRuling,
  type RulingEvent,
  shorterPaths,
} from '../../identity/rulings/ineffective-rulings.ts'
import { rulingFileName, type WrittenRuling } from '../../identity/rulings/ruling-file.ts'
import { isMultiEventPage } from '../../identity/rulings/ruling-line.ts'
import type { PagePath } from '../../model/page.ts'
import type { Store } from '../../store/store.ts'
import type { EventIndex } from '../../versioning/index/event-index.ts'
import type { CommandContext } from '../archive/command-context.ts'
import { readRulingFile } from './read-ruling-file.ts'

/** Notes for people about the lines of the rulings file that had no effect on the index. */
export async function ineffectiveRulingNotes(
  context: Pick<CommandContext, 'archive'>,
  record: Store | EventIndex,
): Promise<string[]> {
  // a file that is being edited is checked after the next recording
  const file = await readRulingFile(context).catch(() => null)
  if (file === null || file.entries.length === 0) return []
  const lookup = 'eventsOn' in record ? record : { eventsOn: await eventsOnPages(record, file.entries) }
  return findIneffectiveRulings(file.entries, (path) => lookup.eventsOn(path)).map(ineffectiveRulingNote)
}

/** A sentence about a line without effect. */
export function ineffectiveRulingNote({ line, why }: IneffectiveRuling): string {
  return `Line ${line} of ${rulingFileName} has no effect: ${why}.`
}

/** Reads the events on the pages that rulings name, and on pages with similar names. @returns a lookup by path */
async function eventsOnPages(store: Store, written: readonly WrittenRuling[]) {
  const byPath = new Map<PagePath, RulingEvent[]>()
  const load = async (paths: ReadonlySet<PagePath>) => {
    for (const path of paths) byPath.set(path, [])
    for await (const event of store.events({ paths: [...paths] })) {
      const subject = { ...event, single: !event.paths.some(isMultiEventPage) }
      for (const path of event.paths) byPath.get(path)?.push(subject)
    }
  }
  const rulingPaths = new Set(written.flatMap(({ a, b }) => [a.path, b.path]))
  await load(rulingPaths)
  const unmatched = [...rulingPaths].filter((path) => byPath.get(path)?.length === 0)
  await load(new Set(unmatched.flatMap(shorterPaths).filter((path) => !byPath.has(path))))
  return (path: PagePath): readonly RulingEvent[] => byPath.get(path) ?? []
}
