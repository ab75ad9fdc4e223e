import { expect, it, vi } from 'vitest'
import { bodyFingerprint } from '../../../src/identity/scoring/body-fingerprint.ts'
import { WordingProfile } from '../../../src/identity/scoring/score-same-event.ts'
import { CandidateIndex, type Wording } from '../../../src/versioning/index/candidate-index.ts'
import { EventIndex } from '../../../src/versioning/index/event-index.ts'
import { type HistoryStep, item, page, planHistory, startTime } from '../../helpers/plan-history.ts'

/** A number as letters, which make distinct words. */
const name = (number: number) => number.toString(26).replace(/[0-9]/g, (digit) => 'qrstuvwxyz'.charAt(Number(digit)))
const title = (number: number) =>
  `The ${['mont', 'kirk', 'olt', 'urn'].map((end) => `${name(number)}${end}`).join(' and the ')} leave the harbour`

/** Two groups of pages of one day. Every tenth page of the second group rewords a page of the first. */
function twice(count: number): HistoryStep[] {
  const pages = (path: (at: number) => string, title: (at: number) => string): HistoryStep =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [path(at), page(item(title(at)))]))
  const reworded = (at: number) => `${title(at)}, says the harbour master`
  return [
    pages((at) => `posts/first-${at}.md`, title),
    pages(
      (at) => `posts/second-${at}.md`,
      (at) => (at % 10 === 0 ? reworded(at) : title(count + at)),
    ),
  ]
}

/** The number of comparisons with candidates over all steps. */
function comparisons(steps: readonly HistoryStep[]): number {
  const candidates = vi.spyOn(EventIndex.prototype, 'candidates')
  try {
    planHistory(steps)
    return candidates.mock.results.reduce((sum, { value }) => sum + (value as Set<unknown>).size, 0)
  } finally {
    candidates.mockRestore()
  }
}

it('takes linear time in the events of a day', () => {
  const [once, double] = [comparisons(twice(500)), comparisons(twice(1_000))]
  expect(once).toBeGreaterThan(0)
  expect(double).toBeLessThanOrEqual(2 * once)
  expect(double).toBeLessThan(10 * 1_000)
})

it('takes linear time where all events share a title, source or body', () => {
  const alike = [
    (at: number) => item('Untitled', { sources: [`https://gazette.example/${at}`] }),
    (at: number) => item(title(at), { sources: ['https://gazette.example/about'] }),
    (at: number) => item(title(at), { body: bodyFingerprint('The text of this page follows.') }),
  ]
  for (const wording of alike) {
    const pages = (from: number): HistoryStep =>
      Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`posts/${from + at}.md`, page(wording(from + at))]))
    expect(comparisons([pages(0), pages(300)])).toBeLessThan(300 * 60)
  }
})

it('finds a reworded event among many events of a day', () => {
  for (const count of [100, 400]) expect(planHistory(twice(count)).events).toHaveLength(1.9 * count)
})

it('finds the same candidates after loading an index in any order', () => {
  const { events } = planHistory(twice(300))
  const eventIndex = (records: typeof events) => {
    const filled = new EventIndex()
    for (const one of records) filled.load(one, startTime)
    return filled
  }
  const [one, other] = [eventIndex(events), eventIndex(events.toReversed())]
  for (const at of [0, 7, 290, 599]) {
    const near = (filled: EventIndex) =>
      [...filled.candidates(new WordingProfile(item(title(at))), 'posts/x.md', true)].map(({ id }) => id).sort()
    expect(near(one)).toEqual(near(other))
    expect(near(one)).toContain(events.find(({ versions }) => versions.some((own) => own.title === title(at)))?.id)
  }
})

const wording = (own: Partial<Wording>): Wording => ({ title: '', body: null, path: 'a.md', ...own })
const everything = () => true

/** Many values, three of which have a title, a slug or a body of their own. */
function harbour() {
  const byNumber = (one: { at: number }, two: { at: number }) => one.at - two.at
  const crowd = new CandidateIndex<{ at: number }>(byNumber)
  const text =
    'The harbour was dredged for four months before the first boats came in on Monday, said the master of it.'
  const wordings = [
    wording({ title: 'Ferry aground off Skarholm' }),
    wording({ path: 'posts/ferry-aground-off-skarholm.md' }),
    wording({ body: bodyFingerprint(text) }),
  ]
  for (const [at, one] of wordings.entries()) crowd.add(one, { at })
  const near = (own: Partial<Wording>, isMeant: (value: { at: number }) => boolean = everything) =>
    [...crowd.top(wording(own), isMeant)].map(({ at }) => at)
  return { crowd, near, text }
}

it("finds by title words, by the slug's opening and by the body's sketch", () => {
  const { near, text } = harbour()
  expect(near({ title: 'Skarholm ferry is late' })).toEqual([0])
  expect(near({ path: 'news/ferry-aground-off-skarholm-with-sixty.md' })).toEqual([1])
  expect(near({ path: 'news/ferry-aground.md' })).toEqual([])
  expect(near({ body: bodyFingerprint(text.replace('Monday', 'Tuesday')) })).toEqual([2])
  expect(near({ title: 'Rain', body: bodyFingerprint('It rained on the hills of Kelby all day long.') })).toEqual([])
})

it('finds only eligible values', () => {
  const { near } = harbour()
  expect(near({ title: 'Skarholm ferry is late' }, ({ at }) => at !== 0)).toEqual([])
})

it('returns the values with most common features, ties in order', () => {
  const { crowd, near } = harbour()
  for (let at = 199; at >= 100; at--) crowd.add(wording({ title: 'Bees swarm' }), { at })
  crowd.add(wording({ title: 'Bees swarm over Kelby' }), { at: 500 })
  const found = near({ title: 'Bees swarm over the meadows of Kelby' })
  expect(found.slice(0, 3)).toEqual([500, 100, 101])
  expect(found).toHaveLength(60)
})

it('ignores features of hundreds of values', () => {
  const { crowd, near } = harbour()
  for (let at = 100; at < 301; at++) crowd.add(wording({ title: 'Rain' }), { at })
  expect(near({ title: 'Rain' })).toEqual([])
})
