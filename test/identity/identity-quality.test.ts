import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import {
  formatPairTable,
  type LabelledEventPair,
  pairShortfalls,
  type RecordedEvent,
  scoreChains,
  scorePairs,
} from '../../quality/identity-scores.ts'
import { sameEvent } from '../../src/identity/scoring/same-event.ts'

/** The pairs of `pairs.tsv`. */
function ownPairs(): LabelledEventPair[] {
  const text = readFileSync(fileURLToPath(new URL('pairs.tsv', import.meta.url)), 'utf8')
  const rows = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return rows.map((line, row) => {
    const [label = '', dayOfA = '', dayOfB = '', shared = '', a = '', b = ''] = line.split('\t')
    const source = (side: string) => [`https://gazette.example/${row}/${shared === 'y' ? '' : side}story`]
    return {
      same: label === 'same',
      a: { title: a, day: dayOfA, sources: source('a') },
      b: { title: b, day: dayOfB, sources: source('b') },
    }
  })
}

it('scores its own labelled pairs above the thresholds', () => {
  const pairs = ownPairs()
  const scores = scorePairs(pairs, ({ a, b }) => sameEvent(a, b).same)
  expect(scores.same.total + scores.different.total).toBe(26)
  expect(
    pairShortfalls('own pairs', scores, { all: 0.85, each: 0.75 }),
    `\n${formatPairTable('own pairs', scores)}`,
  ).toEqual([])
})

it('scores chains by the titles, order and times of the best event', () => {
  const at = (minute: number) => Date.UTC(2019, 2, 4, 12, minute)
  const iso = (minute: number) => new Date(at(minute)).toISOString()
  const chain = (...titles: string[]) => ({
    versions: titles.map((title, place) => ({
      title,
      from: iso(place),
      until: place === titles.length - 1 ? null : iso(place + 1),
    })),
  })
  const event = (id: string, ...titles: string[]): RecordedEvent => ({
    id,
    titles: titles.map((title, place) => ({
      title,
      from: at(place),
      until: place === titles.length - 1 ? null : at(place + 1),
    })),
  })
  const chains = [chain('A', 'B', 'C'), chain('D', 'E'), chain('F', 'G')]
  const events = [event('one', 'A', 'B', 'C'), event('two', 'D'), event('three', 'E'), event('four', 'G', 'F')]
  expect(scoreChains(chains, events)).toEqual({ total: 3, complete: 2, ordered: 1, timed: 1, mixed: 0 })
  expect(scoreChains(chains, [event('all', 'A', 'B', 'C', 'D', 'E')])).toMatchObject({ complete: 2, mixed: 1 })

  const back = event('one', 'A', 'B', 'A', 'C')
  const [a, b, c] = [
    { title: 'A', from: iso(0), until: iso(3), reverted: true },
    { title: 'B', from: iso(1), until: iso(2) },
    { title: 'C', from: iso(3), until: null },
  ]
  expect(scoreChains([{ versions: [a, b, c] }], [back])).toMatchObject({ ordered: 1, timed: 1 })
  expect(scoreChains([{ versions: [{ ...a, reverted: false }, b, c] }], [back])).toMatchObject({ ordered: 1, timed: 0 })
  expect(scoreChains([{ versions: [a, { ...b, until: iso(3) }, c] }], [back])).toMatchObject({ ordered: 1, timed: 0 })
})
