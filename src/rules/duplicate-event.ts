import { bodyPrint } from '../identity/body-print.ts'
import { judge, Profile } from '../identity/same-event.ts'
import type { PagePath } from '../model/page.ts'
import { entryPaths } from '../page/local-links.ts'
import { sameWording } from '../versioning/wording.ts'
import { eventsNow, type ToldEvent, titlePlace } from './places.ts'
import type { Remark, Rule } from './rule.ts'

/** Two new pages of other wordings are called one event from this score on, and only where they share a source. */
const sure = 0.8

export const duplicateEvent: Rule = {
  code: 'VAR111',
  name: 'duplicate-event',
  severity: 'warning',
  summary: 'An event is told by one page, or its pages say that they belong together.',
  about: 'change',
  *judge({ events }) {
    const told = [...eventsNow(events)].filter(({ single }) => single)
    for (const event of told) {
      // a page that stood beside it before is no work of this range
      if (event.page.path === event.formerPage?.path) continue
      const others = event.beside.filter((path) => !names(event, path))
      if (others.length > 0) yield remark(event, others)
    }
    yield* twins(told.filter(({ former, beside }) => former === null && beside.length === 0))
  },
}

/** Pages of one day that came together, each as an event of its own. */
function* twins(fresh: readonly ToldEvent[]): Iterable<Remark> {
  for (const group of Map.groupBy(fresh, ({ current }) => current.day).values()) {
    for (const [index, event] of group.entries()) {
      const twin = group.slice(0, index).find((other) => isTwin(event, other))
      if (twin && !names(event, twin.page.path) && !names(twin, event.page.path)) yield remark(event, [twin.page.path])
    }
  }
}

function isTwin(a: ToldEvent, b: ToldEvent): boolean {
  if (sameWording(a.current.title, b.current.title)) return true
  const { same, score, reasons } = judge(profileOf(a), profileOf(b))
  return same && score >= sure && reasons.some(({ kind }) => kind === 'shared-source')
}

function profileOf({ page, current }: ToldEvent): Profile {
  const [event] = page.after.page.events
  return new Profile(event ?? current, event ? bodyPrint(event.body) : (current.body ?? ''))
}

function names({ page }: ToldEvent, path: PagePath): boolean {
  const { mount, page: read } = page.after
  return read.changes.some(({ target }) => entryPaths(target, page.path, mount).includes(path))
}

function remark({ id, page, current }: ToldEvent, [other = '', ...more]: readonly PagePath[]): Remark {
  return {
    path: page.path,
    ...titlePlace(page.after, current.title),
    event: id,
    message:
      `${other}${more.length === 0 ? ' reports' : ` and ${more.length} more report`} this event too, and no page says so. ` +
      'List the others in the Changes section, or leave one page.',
    actual: [other, ...more].join('\n'),
  }
}
