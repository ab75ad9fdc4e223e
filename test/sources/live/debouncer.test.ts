import { describe, expect, it } from 'vitest'
import { Debouncer } from '../../../src/sources/live/debouncer.ts'

describe('a page that changed', () => {
  it('is looked at once no sign has come for a while', () => {
    const settling = new Debouncer(40)
    settling.recordHint('a.md', 0)
    settling.recordHint('a.md', 30)
    expect(settling.takeDue(60, 10)).toEqual([])
    expect(settling.takeDue(70, 10).map(({ path }) => path)).toEqual(['a.md'])
  })

  it('is read soon even where saves are folded for long', () => {
    expect(new Debouncer(60_000).quietMs).toBe(50)
    expect(new Debouncer(0).quietMs).toBe(0)
  })

  it('is looked at in the end though signs never cease', () => {
    const settling = new Debouncer(50)
    for (let at = 0; at <= settling.maxWaitMs; at += 10) settling.recordHint('a.md', at)
    expect(settling.nextDueAt()).toBe(settling.maxWaitMs)
  })

  it('is looked at again as the first of sign and plan says', () => {
    const settling = new Debouncer(40)
    settling.recordHint('a.md', 0)
    const [page] = settling.takeDue(40, 10)
    settling.recordHint('a.md', 45)
    settling.postpone(page!, 500)
    expect(settling.nextDueAt()).toBe(85)
  })

  it('that signed again after it was handed over is not dropped with what was', () => {
    const settling = new Debouncer(40)
    settling.recordHint('a.md', 0)
    const [page] = settling.takeDue(40, 10)
    settling.drop(page!)
    settling.recordHint('a.md', 50)
    settling.drop(page!)
    expect(settling.size).toBe(1)
  })

  it('is taken with no more than so many others at once', () => {
    const settling = new Debouncer(0)
    for (const path of ['a.md', 'b.md', 'c.md']) settling.recordHint(path, 0)
    expect(settling.takeDue(0, 2)).toHaveLength(2)
    expect(settling.takeDue(0, 2)).toHaveLength(1)
  })
})
