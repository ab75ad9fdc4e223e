import { expect, it } from 'vitest'
import type { EventId } from '../../src/model/event.ts'
import type { EventBrief, ReassignedVersions, RelationChange } from '../../src/model/ruling.ts'
import { plainRendering } from '../../src/reporters/render-options.ts'
import { indexChangesText } from '../../src/reporters/text/index-changes.ts'

const brief = (id: string, title: string): EventBrief => ({
  id: id as EventId,
  title,
  day: '2018-01-15',
  versions: 1,
  paths: [`${id}.md`],
})
const [dam, mill] = [brief('dam', 'The dam holds'), brief('mill', 'A mill burns')]
const moved = (part: Partial<ReassignedVersions>): ReassignedVersions => ({
  title: 'The dam leaks',
  path: 'dam.md',
  at: 0,
  versions: 1,
  what: 'joined',
  from: dam,
  to: mill,
  link: null,
  ...part,
})
const kin = (part: Partial<RelationChange>): RelationChange => ({
  what: 'found',
  kind: 'merged',
  at: 0,
  whole: dam,
  part: mill,
  ...part,
})
const told = (rejudged: readonly ReassignedVersions[], found: readonly RelationChange[] = []) =>
  indexChangesText({ rejudged, kin: found }, plainRendering)

it('says of an event that is told no more what its page tells now', () => {
  expect(told([moved({ what: 'dissolved' })])).toBe(`
1 event is told no more
  The dam leaks  dam.md
    was     an event of its own, dam
    now     its page tells mill, A mill burns
`)
  const two = told([moved({ what: 'dissolved', to: null }), moved({ what: 'dissolved' })])
  expect(two).toContain('\n2 events are told no more\n')
  expect(two).toContain('\n    now     no page tells it\n')
})

it('counts what moved apart from what is gone', () => {
  const text = told([moved({}), moved({ what: 'dissolved' }), moved({ what: 'parted', from: mill, to: dam })])
  expect(text).toContain('2 versions belong to another event than before')
  expect(text).toContain('joins   mill, A mill burns')
  expect(text).toContain('now     an event of its own, dam')
  expect(text).toContain('1 event is told no more')
})

it('says which merges and splits came, and which are told no more', () => {
  expect(told([], [kin({}), kin({ what: 'lost', kind: 'split' })])).toBe(`
2 merges and splits are told otherwise
  A mill burns  mill
    now     merged into dam, The dam holds
  A mill burns  mill
    was     split from dam, The dam holds
`)
  expect(told([], [kin({})])).toContain('1 merge or split is told otherwise\n')
})

it('lists ten of each, and all with -v', () => {
  const many = Array.from({ length: 12 }, () => kin({}))
  expect(told([], many)).toContain('and 2 more: -v shows them all')
  expect(indexChangesText({ rejudged: [], kin: many }, { ...plainRendering, verbose: true })).not.toContain('more: -v')
  expect(told([])).toBe('')
})
