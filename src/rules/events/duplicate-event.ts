import type { Rulings, Told } from '../../identity/rulings/rulings.ts'
import { bodyPrint } from '../../identity/scoring/body-fingerprint.ts'
import { judge, Profile } from '../../identity/scoring/score-same-event.ts'
import type { PagePath } from '../../model/page.ts'
import { entryPaths } from '../../page/sections/local-links.ts'
import { wordingKey } from '../../versioning/index/wording.ts'
import type { EventPage, JudgedEvent, JudgedRange, PageState } from '../judged-range.ts'
import { eventsNow, pagesNow, type ToldEvent, titlePlace } from '../places.ts'
import type { Remark, Rule } from '../rule.ts'

/** Two new pages of other wordings are called one event from this score on, and only where they share a source. */
const sure = 0.8

export const duplicateEvent: Rule = {
  code: 'VAR111',
  name: 'duplicate-event',
  severity: 'warning',
  summary: 'An event is told by one page, or its pages say that they belong together.',
  about: 'change',
  *judge(range) {
    const fresh = freshPages(range)
    for (const event of range.events) if (event.live && event.single) yield* copies(event, fresh, range.rulings)
    const told = [...eventsNow(range.events)].filter(({ single, former, shown }) => {
      return single && former === null && shown.length === 1
    })
    yield* twins(told, range.rulings)
  },
}

/** Pages that the range brings; one that stood beside another before is no work of it. */
function freshPages({ pages }: JudgedRange): ReadonlyMap<PagePath, PageState> {
  return new Map(Array.from(pagesNow(pages)).flatMap(({ path, before, after }) => (before ? [] : [[path, after]])))
}

/** The new pages of an event that other pages tell too. */
function* copies(event: JudgedEvent, fresh: ReadonlyMap<PagePath, PageState>, rulings: Rulings): Iterable<Remark> {
  const said = new Set<PagePath>()
  for (const path of event.shown) {
    const state = fresh.get(path)
    if (state === undefined) continue
    const page = { path, state }
    const others = event.shown.filter((other) => {
      const back = fresh.get(other) ?? (other === event.telling?.path ? event.telling.state : undefined)
      const linked = names(page, other) || (back !== undefined && names({ path: other, state: back }, path))
      return other !== path && !said.has(other) && !linked && verdict(rulings, event, path, other) !== 'same'
    })
    said.add(path)
    if (others.length > 0) yield remark(event, page, others)
  }
}

/** Pages of one day that came together, each as an event of its own. */
function* twins(told: readonly ToldEvent[], rulings: Rulings): Iterable<Remark> {
  for (const group of Map.groupBy(told, ({ current }) => current.day).values()) {
    const candidates = group.map((event) => new Candidate(event))
    for (const [index, candidate] of candidates.entries()) {
      const twin = candidates.slice(0, index).find((other) => isTwin(candidate, other, rulings))
      const [page, other] = [pageOf(candidate.event), twin && pageOf(twin.event)]
      if (other && !names(page, other.path) && !names(other, page.path))
        yield remark(candidate.event, page, [other.path])
    }
  }
}

/** An event made ready for comparison with every other of its day. */
class Candidate {
  readonly event: ToldEvent
  readonly wording: string
  readonly profile: Profile

  constructor(event: ToldEvent) {
    const { page, current } = event
    const [told] = page.after.page.events
    this.event = event
    this.wording = wordingKey(current.title)
    this.profile = new Profile(told ?? current, told ? bodyPrint(told.body) : (current.body ?? ''))
  }
}

function isTwin(a: Candidate, b: Candidate, rulings: Rulings): boolean {
  if (rulings.between(toldBy(a.event), toldBy(b.event))?.verdict === 'other') return false
  if (a.wording === b.wording) return true
  const { same, score, reasons } = judge(a.profile, b.profile)
  return same && score >= sure && reasons.some(({ kind }) => kind === 'shared-source')
}

function toldBy({ page, current }: ToldEvent): Told {
  return { paths: [page.path], versions: [current] }
}

/** What people said of two pages of an event. */
function verdict(rulings: Rulings, { versions }: JudgedEvent, one: PagePath, other: PagePath) {
  return rulings.between({ paths: [one], versions }, { paths: [other], versions })?.verdict
}

function pageOf({ page }: ToldEvent): EventPage {
  return { path: page.path, state: page.after }
}

function names({ path: from, state }: EventPage, path: PagePath): boolean {
  return state.page.changes.some(({ target }) => entryPaths(target, from, state.mount).includes(path))
}

function remark(event: JudgedEvent, { path, state }: EventPage, [other = '', ...more]: readonly PagePath[]): Remark {
  return {
    path,
    ...titlePlace(state, event.current.title),
    event: event.id,
    message:
      `${other}${more.length === 0 ? ' reports' : ` and ${more.length} more report`} this event too, and no page says so. ` +
      'List the others in the Changes section, or leave one page.',
    actual: [other, ...more].join('\n'),
  }
}
