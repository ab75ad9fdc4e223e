import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { condenseVersions } from '../../../src/versioning/history/condense-versions.ts'
import { version, versions } from '../../helpers/plan-history.ts'

const titles = (told: readonly { readonly title: string }[]) => told.map(({ title }) => title)

describe('the versions of an event over a range', () => {
  it('are those before it, and the last one of it', () => {
    const told = versions('Rain', 'Sleet', 'Hail', 'Snow')
    expect(titles(condenseVersions(told, 2))).toEqual(['Rain', 'Sleet', 'Snow'])
    expect(titles(condenseVersions(told, 0))).toEqual(['Snow'])
  })

  it('are all where the range brought one, or none', () => {
    const told = versions('Rain', 'Sleet', 'Snow')
    expect(condenseVersions(told, 2)).toBe(told)
    expect(condenseVersions(told, 3)).toBe(told)
    expect(condenseVersions([], 0)).toEqual([])
  })

  it('have among them whatever a page claims, and a claim is not the last one', () => {
    const claimed = version('Drizzle', { seq: 4, claimed: true })
    const told = [...versions('Rain', 'Sleet', 'Snow'), claimed]
    expect(titles(condenseVersions(told, 1))).toEqual(['Rain', 'Snow', 'Drizzle'])
  })

  it('keep their order, lose nothing from before, and are one more at most', () => {
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
