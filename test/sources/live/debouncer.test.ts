import { describe, expect, it } from 'vitest'
import { Settling } from '../../../src/sources/live/debouncer.ts'

describe('a page that changed', () => {
  it('is looked at once no sign has come for a while', () => {
    const settling = new Settling(40)
    settling.sign('a.md', 0)
    settling.sign('a.md', 30)
    expect(settling.takeDue(60, 10)).toEqual([])
    expect(settling.takeDue(70, 10).map(({ path }) => path)).toEqual(['a.md'])
  })

  it('is read soon even where saves are folded for long', () => {
    expect(new Settling(60_000).rest).toBe(50)
    expect(new Settling(0).rest).toBe(0)
  })

  it('is looked at in the end though signs never cease', () => {
    const settling = new Settling(50)
    for (let at = 0; at <= settling.longest; at += 10) settling.sign('a.md', at)
    expect(settling.next()).toBe(settling.longest)
  })

  it('is looked at again as the first of sign and plan says', () => {
    const settling = new Settling(40)
    settling.sign('a.md', 0)
    const [page] = settling.takeDue(40, 10)
    settling.sign('a.md', 45)
    settling.later(page!, 500)
    expect(settling.next()).toBe(85)
  })

  it('that signed again after it was handed over is not dropped with what was', () => {
    const settling = new Settling(40)
    settling.sign('a.md', 0)
    const [page] = settling.takeDue(40, 10)
    settling.drop(page!)
    settling.sign('a.md', 50)
    settling.drop(page!)
    expect(settling.size).toBe(1)
  })

  it('is taken with no more than so many others at once', () => {
    const settling = new Settling(0)
    for (const path of ['a.md', 'b.md', 'c.md']) settling.sign(path, 0)
    expect(settling.takeDue(0, 2)).toHaveLength(2)
    expect(settling.takeDue(0, 2)).toHaveLength(1)
  })
})
