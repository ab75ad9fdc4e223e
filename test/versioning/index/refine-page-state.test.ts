import { expect, it } from 'vitest'
import type { TrackedEvent } from '../../../src/versioning/index/event-index.ts'
import { refinePageState } from '../../../src/versioning/index/refine-page-state.ts'
import { event, item, portal, version } from '../../helpers/plan-history.ts'

const rain: TrackedEvent = { ...event([version('Rain')]), lastSeenRank: 0, single: false }
const known = { items: [{ event: rain, item: item('Rain') }], regenerated: null }

it.each([[['Snow']], [[]], [['Hail', 'Snow']]])('keeps the loaded state of a page that now reports %j', (titles) => {
  expect(refinePageState(known, portal(...titles)).items).toEqual(known.items)
})
