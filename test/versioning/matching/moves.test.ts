import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ContentHash } from '../../../src/model/revision.ts'
import { findMoves } from '../../../src/versioning/matching/moves.ts'

const files = (...named: string[]) =>
  named.map((one) => {
    const [path = '', content = ''] = one.split('=')
    return { path, content: content as ContentHash }
  })

const moves = (gone: string[], come: string[]) =>
  Object.fromEntries(findMoves(files(...gone), files(...come), () => true))

describe('findMoves', () => {
  it('follows a moved folder with changed and unchanged files', () => {
    expect(moves(['a.txt=1', 'b.txt=2'], ['data/a.txt=1', 'data/b.txt=3'])).toEqual({
      'data/a.txt': 'a.txt',
      'data/b.txt': 'b.txt',
    })
  })

  it('follows a renamed file with the same bytes', () => {
    expect(moves(['old.md=1'], ['new.md=1'])).toEqual({ 'new.md': 'old.md' })
  })

  it('prefers the same name among copies of the same bytes', () => {
    expect(moves(['15/a.md=1', '15/b.md=1'], ['16/b.md=1', '16/a.md=1'])).toEqual({
      '16/a.md': '15/a.md',
      '16/b.md': '15/b.md',
    })
  })

  it('finds no move among several files with one name or content', () => {
    expect(moves(['15/a.md=1', '16/a.md=2'], ['17/a.md=3'])).toEqual({})
    expect(moves(['a.md=1', 'b.md=1'], ['c.md=1'])).toEqual({})
  })

  it.each(['index.md', '_index.en.md', 'README.md'])('ignores the name %s and uses its bytes', (name) => {
    expect(moves([`harbour/${name}=1`], [`bread/${name}=2`])).toEqual({})
    expect(moves([`harbour/${name}=1`], [`port/${name}=1`])).toEqual({ [`port/${name}`]: `harbour/${name}` })
  })

  it('asks whether files with one name and different bytes can be one', () => {
    const asked: string[][] = []
    const found = findMoves(
      files('x/a.md=1', 'x/b.md=2', 'x/c.md=3'),
      files('y/a.md=1', 'y/b.md=4', 'y/c.md=5'),
      (...pair) => {
        asked.push(pair)
        return pair[1] === 'y/c.md'
      },
    )
    expect(asked).toEqual([
      ['x/b.md', 'y/b.md'],
      ['x/c.md', 'y/c.md'],
    ])
    expect(Object.fromEntries(found)).toEqual({ 'y/a.md': 'x/a.md', 'y/c.md': 'x/c.md' })
  })

  it('uses each file at most once', () => {
    const side = fc.uniqueArray(
      fc.record({
        path: fc.stringMatching(/^[xy]\/[abc]\.md$/),
        content: fc.constantFrom('1', '2') as fc.Arbitrary<ContentHash>,
      }),
      { selector: ({ path }) => path },
    )
    fc.assert(
      fc.property(side, side, (gone, come) => {
        const found = findMoves(gone, come, () => true)
        expect(new Set(found.values()).size).toBe(found.size)
        for (const [to, from] of found) {
          expect(come.some(({ path }) => path === to)).toBe(true)
          expect(gone.some(({ path }) => path === from)).toBe(true)
        }
      }),
    )
  })
})
