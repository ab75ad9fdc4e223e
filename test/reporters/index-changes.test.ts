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
const textOf = (rejudged: readonly ReassignedVersions[], found: readonly RelationChange[] = []) =>
  indexChangesText({ rejudged, kin: found }, plainRendering)

it('prints the event that the page of a removed event has now', () => {
  expect(textOf([moved({ what: 'dissolved' })])).toBe(`
1 event was removed from the index
  The dam leaks  dam.md
    was      a separate event, dam
    now      its page has mill, A mill burns
`)
  const two = textOf([moved({ what: 'dissolved', to: null }), moved({ what: 'dissolved' })])
  expect(two).toContain('\n2 events were removed from the index\n')
  expect(two).toContain('\n    now      on no page\n')
})

it('counts moved versions and removed events separately', () => {
  const text = textOf([moved({}), moved({ what: 'dissolved' }), moved({ what: 'parted', from: mill, to: dam })])
  expect(text).toContain('2 versions moved to another event')
  expect(text).toContain('now      part of mill, A mill burns')
  expect(text).toContain('now      a separate event, dam')
  expect(text).toContain('1 event was removed from the index')
})

it('prints found and lost merges and splits', () => {
  expect(textOf([], [kin({}), kin({ what: 'lost', kind: 'split' })])).toBe(`
2 merges and splits changed
  A mill burns  mill
    now      merged into dam, The dam holds
  A mill burns  mill
    was      split from dam, The dam holds
`)
  expect(textOf([], [kin({})])).toContain('1 merge or split changed\n')
})

it('lists ten of each kind, and all with -v', () => {
  const many = Array.from({ length: 12 }, () => kin({}))
  expect(textOf([], many)).toContain('and 2 more: -v shows all')
  expect(indexChangesText({ rejudged: [], kin: many }, { ...plainRendering, verbose: true })).not.toContain('more: -v')
  expect(textOf([])).toBe('')
})
