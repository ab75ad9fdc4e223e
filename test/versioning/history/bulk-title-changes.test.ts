import { describe, expect, it } from 'vitest'
import { describeTitleChange } from '../../../src/diff/titles/describe-title-change.ts'
import {
  featuresOfTitleChange,
  findBulkTitleChanges,
  minBulkChanges,
} from '../../../src/versioning/history/bulk-title-changes.ts'

const towns = ['Lyon', 'Malta', 'Bergen', 'Porto', 'Turin']
const times = (count: number, retitle: (at: number) => readonly [string, string]) =>
  Array.from({ length: count }, (_, at) => describeTitleChange(...retitle(at)))
const bulkChanges = (...changes: ReturnType<typeof times>[]) =>
  findBulkTitleChanges(changes.flat().map(featuresOfTitleChange)).map((bulk) => `${bulk.changes.length} ${bulk.what}`)

describe('findBulkTitleChanges', () => {
  it('groups changes with the same added and removed words', () => {
    const harbours = times(minBulkChanges, (at) => [
      `The harbour of pier ${at} is dredged`,
      `The harbor of pier ${at} is dredged`,
    ])
    expect(bulkChanges(harbours)).toEqual([`${minBulkChanges} the title: removed "harbour", added "harbor"`])
  })

  it('groups added topic prefixes with different labels', () => {
    const labelled = times(minBulkChanges, (at) => {
      const title = `A ferry sinks off ${towns[at % towns.length]}`
      return [title, `${2001 + at} ${towns[at % towns.length]} disaster: ${title}`]
    })
    expect(bulkChanges(labelled)).toEqual([`${minBulkChanges} the title: a label put in front`])
  })

  it('groups changes of typography alone', () => {
    const restyled = times(minBulkChanges, (at) => {
      const town = towns[at % towns.length]
      return at % 2 === 0
        ? [`The “${town} ${at}” sails`, `The "${town} ${at}" sails`]
        : [`${town} – pier`, `${town} - pier`]
    })
    expect(bulkChanges(restyled)).toEqual([`${minBulkChanges} the title: quotes, dashes, blanks or entities alone`])
  })

  it('has no group for few or unlike changes', () => {
    const counts = times(minBulkChanges, (at) => [`${at + 2} ships sail`, `${at + 31} ships sail`])
    const few = times(minBulkChanges - 1, (at) => [`The harbour of pier ${at}`, `The harbor of pier ${at}`])
    expect(bulkChanges(counts, few)).toEqual([])
  })
})
