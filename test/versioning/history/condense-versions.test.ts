import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { condenseVersions } from '../../../src/versioning/history/condense-versions.ts'
import { version, versions } from '../../helpers/plan-history.ts'

const titles = (told: readonly { readonly title: string }[]) => told.map(({ title }) => title)

describe('condenseVersions', () => {
  it('keeps the versions before the range and the last one of it', () => {
    const told = versions('Rain', 'Sleet', 'Hail', 'Snow')
    expect(titles(condenseVersions(told, 2))).toEqual(['Rain', 'Sleet', 'Snow'])
    expect(titles(condenseVersions(told, 0))).toEqual(['Snow'])
  })

  it('keeps all versions where the range has at most one', () => {
    const told = versions('Rain', 'Sleet', 'Snow')
    expect(condenseVersions(told, 2)).toBe(told)
    expect(condenseVersions(told, 3)).toBe(told)
    expect(condenseVersions([], 0)).toEqual([])
  })

  it('keeps claimed versions and does not take one for the last', () => {
    const claimed = version('Drizzle', { seq: 4, claimed: true })
    const told = [...versions('Rain', 'Sleet', 'Snow'), claimed]
    expect(titles(condenseVersions(told, 1))).toEqual(['Rain', 'Snow', 'Drizzle'])
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
      fc.property(any, fc.nat(9), (told, size) => {
        const condensed = condenseVersions(told, size)
        expect(told.filter((one) => condensed.includes(one))).toEqual(condensed)
        const kept = told.filter(({ seq, claimed }) => seq <= size || claimed)
        for (const one of kept) expect(condensed).toContain(one)
        expect(condensed.length - kept.length).toBe(kept.length === told.length ? 0 : 1)
        expect(condenseVersions(condensed, size)).toBe(condensed)
      }),
    )
  })
})
