import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { condenseVersions } from '../../../src/versioning/history/condense-versions.ts'
import { version, versions } from '../../helpers/plan-history.ts'

const titles = (recorded: readonly { readonly title: string }[]) => recorded.map(({ title }) => title)

describe('condenseVersions', () => {
  it('keeps the versions before the range and the last one of it', () => {
    const recorded = versions('Rain', 'Sleet', 'Hail', 'Snow')
    expect(titles(condenseVersions(recorded, 2))).toEqual(['Rain', 'Sleet', 'Snow'])
    expect(titles(condenseVersions(recorded, 0))).toEqual(['Snow'])
  })

  it('keeps all versions where the range has at most one', () => {
    const recorded = versions('Rain', 'Sleet', 'Snow')
    expect(condenseVersions(recorded, 2)).toBe(recorded)
    expect(condenseVersions(recorded, 3)).toBe(recorded)
    expect(condenseVersions([], 0)).toEqual([])
  })

  it('keeps claimed versions and does not take one for the last', () => {
    const claimed = version('Drizzle', { seq: 4, claimed: true })
    const recorded = [...versions('Rain', 'Sleet', 'Snow'), claimed]
    expect(titles(condenseVersions(recorded, 1))).toEqual(['Rain', 'Snow', 'Drizzle'])
  })

  it('keeps the order and all earlier versions, and at most one of the range', () => {
    const any = fc
      .array(fc.record({ seq: fc.nat(9), claimed: fc.boolean() }), { maxLength: 8 })
      .map((parts) =>
        parts
          .toSorted((a, b) => a.seq - b.seq)
          .map(({ seq, claimed }, index) => version(`Title ${index}`, { seq, claimed })),
      )
    fc.assert(
      fc.property(any, fc.nat(9), (recorded, size) => {
        const condensed = condenseVersions(recorded, size)
        expect(recorded.filter((one) => condensed.includes(one))).toEqual(condensed)
        const kept = recorded.filter(({ seq, claimed }) => seq <= size || claimed)
        for (const one of kept) expect(condensed).toContain(one)
        expect(condensed.length - kept.length).toBe(kept.length === recorded.length ? 0 : 1)
        expect(condenseVersions(condensed, size)).toBe(condensed)
      }),
    )
  })
})
