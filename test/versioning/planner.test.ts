import { describe, expect, it } from 'vitest'
import { emptyLedger, type Origin, type Snapshot } from '../../src/model/revision.ts'
import { groupOf, Planner } from '../../src/versioning/planner.ts'
import { page, planHistory, revisionsOf } from '../helpers/plan-history.ts'

const steps = [
  { 'a.md': page('Rain'), 'b.md': page('Snow falls on Kelby') },
  { 'a.md': null },
  { 'a.md': page('Hail') },
]

describe('Planner', () => {
  it('plans snapshots that continue the ledger without a gap', () => {
    const planner = new Planner(emptyLedger)
    const first = planner.plan(revisionsOf(steps.slice(0, 1)))
    const second = planner.plan(revisionsOf(steps).slice(2))
    expect(first.follows).toEqual(emptyLedger)
    expect(second.follows).toEqual({ size: 2, hash: first.snapshots.at(-1)!.hash })
    expect([...first.snapshots, ...second.snapshots].map(({ seq, path }) => [seq, path])).toEqual([
      [1, 'a.md'],
      [2, 'b.md'],
      [3, 'a.md'],
      [4, 'a.md'],
    ])
    expect(planner.head).toMatchObject({ size: 4, hash: second.snapshots.at(-1)!.hash })
  })

  it('returns only the events that changed since the last plan', () => {
    const planner = new Planner(emptyLedger)
    const revisions = revisionsOf(steps)
    expect(planner.plan(revisions.slice(0, 2)).events).toHaveLength(2)
    expect(planner.plan(revisions.slice(2, 3)).events).toMatchObject([{ live: false }])
    expect(planner.plan([]).events).toEqual([])
  })

  it('counts stored, removed and unchanged revisions', () => {
    const planner = new Planner(emptyLedger)
    const revisions = revisionsOf(steps)
    planner.plan([...revisions.slice(0, 2), revisions[1]!, ...revisions.slice(2)])
    expect(planner.counts).toMatchObject({ stored: 3, removed: 1, unchanged: 1 })
  })

  it('ignores the removal of an unknown page', () => {
    const { planner, events } = planHistory([{ 'a.md': null }])
    expect(events).toEqual([])
    expect(planner.counts).toMatchObject({ removed: 0, unchanged: 1 })
  })

  it('adds late revisions to the ledger without changing events', () => {
    const planner = new Planner(emptyLedger)
    const { snapshots, events } = planner.plan(revisionsOf(steps), { late: true })
    expect(snapshots).toHaveLength(4)
    expect(events).toEqual([])
  })

  it('matches a group as one when several plans contain parts of it', () => {
    const move = [
      { 'a.md': page('Rain'), 'b.md': page('Snow') },
      { 'b.md': null, 'c.md': page('Snow'), 'a.md': null },
    ]
    const revisions = revisionsOf(move)
    const planner = new Planner(emptyLedger)
    planner.plan(revisions.slice(0, 2))
    const parts = [2, 3, 4].map((start) => planner.plan(revisions.slice(start, start + 1), { goesOn: true }))
    expect(parts.map(({ events, judged }) => [events, judged])).toEqual(parts.map(() => [[], { after: 2, upTo: 2 }]))
    expect(planner.openGroupSize).toBe(3)
    const last = planner.plan([])
    expect(last).toMatchObject({ snapshots: [], judged: { after: 2, upTo: 5 } })
    expect(last.events).toMatchObject([{ paths: ['b.md', 'c.md'] }, { paths: ['a.md'], live: false }])
    expect(planner.openGroupSize).toBeNull()
  })

  it('continues from given counts and returns copies of them', () => {
    const { planner } = planHistory(steps)
    const { counts } = planner
    const next = new Planner(planner.head, counts)
    next.plan(revisionsOf([{ 'c.md': page('Fog') }]))
    expect(next.counts).toMatchObject({ stored: counts.stored + 1, events: counts.events + 1 })
    expect(planner.counts).toEqual(counts)
  })
})

describe('groupOf', () => {
  const of = (origin: Origin, seq: number, rank: number) => groupOf({ origin, seq, rank } as Snapshot)

  it('is the commit, the scan or the snapshot', () => {
    const commit: Origin = { kind: 'commit', sha: 'abc', author: 'desk' }
    expect(of(commit, 1, 1)).toBe(of(commit, 2, 2))
    const file: Origin = { kind: 'file', observedAt: 5 }
    expect(of(file, 1, 5)).toBe(of(file, 2, 5))
    expect(of(file, 1, 5)).not.toBe(of(file, 2, 6))
    expect(of({ kind: 'journal' }, 1, 5)).not.toBe(of({ kind: 'journal' }, 2, 5))
  })
})
