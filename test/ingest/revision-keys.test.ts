import { expect, it } from 'vitest'
import { revisionKey } from '../../src/ingest/revision-keys.ts'

const journal = { path: 'a.md', at: 1, rank: 2, origin: { kind: 'journal' } } as const
const commit = { ...journal, origin: { kind: 'commit', sha: 'c0ffee', author: 'desk' } } as const

it('builds a key from path and commit, or from path, kind of origin and both times', () => {
  const others = [
    journal,
    { ...journal, path: 'b.md' },
    { ...journal, at: 2 },
    { ...journal, rank: 3 },
    { ...journal, origin: { kind: 'file', observedAt: 2 } } as const,
    commit,
    { ...commit, path: 'b.md' },
    { ...commit, origin: { ...commit.origin, sha: 'decaf' } },
  ]
  expect(new Set(others.map(revisionKey)).size).toBe(others.length)
  expect(revisionKey({ ...commit, at: 5, rank: 6 })).toBe(revisionKey(commit))
})
