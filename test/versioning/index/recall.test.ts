import { expect, it } from 'vitest'
import type { Known } from '../../../src/versioning/index/event-index.ts'
import { recalled } from '../../../src/versioning/index/recall.ts'
import { event, item, portal, version } from '../../helpers/recording.ts'

const rain: Known = { ...event([version('Rain')]), touched: 0, single: false }
const known = { items: [{ event: rain, item: item('Rain') }], regenerated: null }

it.each([[['Snow']], [[]], [['Hail', 'Snow']]])('leaves a page that tells %j now as the index knows it', (titles) => {
  expect(recalled(known, portal(...titles)).items).toEqual(known.items)
})
