import { describe, expect, it } from 'vitest'
import { Debouncer } from '../../../src/sources/live/debouncer.ts'

describe('Debouncer', () => {
  it('releases a page after the quiet time without hints', () => {
    const debouncer = new Debouncer(40)
    debouncer.recordHint('a.md', 0)
    debouncer.recordHint('a.md', 30)
    expect(debouncer.takeDue(60, 10)).toEqual([])
    expect(debouncer.takeDue(70, 10).map(({ path }) => path)).toEqual(['a.md'])
  })

  it('limits the quiet time to 50 ms for a long settle time', () => {
    expect(new Debouncer(60_000).quietMs).toBe(50)
    expect(new Debouncer(0).quietMs).toBe(0)
  })

  it('releases a page after the maximum wait even if hints continue', () => {
    const debouncer = new Debouncer(50)
    for (let at = 0; at <= debouncer.maxWaitMs; at += 10) debouncer.recordHint('a.md', at)
    expect(debouncer.nextDueAt()).toBe(debouncer.maxWaitMs)
  })

  it('releases a postponed page at the earlier of its next hint and its postponed time', () => {
    const debouncer = new Debouncer(40)
    debouncer.recordHint('a.md', 0)
    const [page] = debouncer.takeDue(40, 10)
    debouncer.recordHint('a.md', 45)
    debouncer.postpone(page!, 500)
    expect(debouncer.nextDueAt()).toBe(85)
  })

  it('keeps a page with a new hint when its earlier entry is dropped again', () => {
    const debouncer = new Debouncer(40)
    debouncer.recordHint('a.md', 0)
    const [page] = debouncer.takeDue(40, 10)
    debouncer.drop(page!)
    debouncer.recordHint('a.md', 50)
    debouncer.drop(page!)
    expect(debouncer.size).toBe(1)
  })

  it('releases at most the given number of pages at once', () => {
    const debouncer = new Debouncer(0)
    for (const path of ['a.md', 'b.md', 'c.md']) debouncer.recordHint(path, 0)
    expect(debouncer.takeDue(0, 2)).toHaveLength(2)
    expect(debouncer.takeDue(0, 2)).toHaveLength(1)
  })
})
