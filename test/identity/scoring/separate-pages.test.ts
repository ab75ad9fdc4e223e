import { describe, expect, it } from 'vitest'
import { bodyFingerprint } from '../../../src/identity/scoring/body-fingerprint.ts'
import { scoreSameEvent, WordingProfile } from '../../../src/identity/scoring/score-same-event.ts'
import { separatePageReasons } from '../../../src/identity/scoring/separate-pages.ts'
import type { EventDraft } from '../../../src/model/page.ts'
import { item, page, planHistory } from '../../helpers/plan-history.ts'

const day = '2018-01-15'
const profile = (draft: Partial<EventDraft> & { title: string }) => new WordingProfile({ day, ...draft })
const against = (a: WordingProfile, b: WordingProfile) => separatePageReasons(a, b).map(({ value }) => value)

describe('separatePageReasons', () => {
  it('counts different sources against one event, where both pages have sources', () => {
    const [one, other] = ['https://gazette.example/1', 'https://gazette.example/2']
    const citing = (...sources: string[]) => profile({ title: 'A ferry runs aground off Skarholm', sources })
    expect(against(citing(one), citing(other))).toContain('no article cited by both')
    expect(against(citing(one), citing(one, other))).toEqual(['stands on another page'])
    expect(against(citing(one), citing())).toEqual(['stands on another page'])
    expect(against(citing(one), citing('https://gazette.example/'))).toEqual(['stands on another page'])
  })

  it('counts a series against one event, more on two days, and not with a shared source', () => {
    const part = (number: number, rest: Partial<EventDraft> = {}) =>
      profile({ title: `The harbour, part ${number}`, ...rest })
    const sources = ['https://gazette.example/harbour']
    const weight = (a: WordingProfile, b: WordingProfile) =>
      separatePageReasons(a, b).reduce((sum, reason) => sum + reason.weight, 0)
    expect(against(part(1), part(2))).toContain('the same words with another number')
    expect(weight(part(1), part(2, { day: '2018-01-16' }))).toBeLessThan(weight(part(1), part(2)))
    expect(against(part(1), part(1))).toEqual(['stands on another page'])
    expect(against(part(1, { sources }), part(2, { sources }))).toEqual(['stands on another page'])
  })

  it('counts another name against one event, also where numbers differ', () => {
    const [peru, iraq] = ['A magnitude 7.1 earthquake hits Peru', 'A magnitude 5.7 earthquake hits Iraq']
    const reasons = (a: string, b: string) => scoreSameEvent(profile({ title: a }), profile({ title: b })).reasons
    const swapped = expect.objectContaining({ value: 'another name in the same sentence' })
    expect(reasons(peru, iraq)).toContainEqual(swapped)
    expect(reasons(peru, peru.replace('7.1', '7.3'))).not.toContainEqual(swapped)
  })
})

/** The number of events of two pages that come one after another and stay. @param cites own sources or one shared source */
function events(a: string, b: string, cites: 'own' | 'one' | 'none', body = ['', '']): number {
  const pages = [a, b].map((title, index) => {
    const sources = cites === 'none' ? [] : [`https://gazette.example/${cites === 'own' ? index : 0}story`]
    return page(item(title, { sources, body: body[index]! }))
  })
  return planHistory([{ 'news/one.md': pages[0]! }, { 'news/two.md': pages[1]! }]).events.length
}

describe('a second page of a day', () => {
  it.each([
    [
      'A magnitude 7.1 earthquake hits Peru, killing two people.',
      'A magnitude 5.7 earthquake hits Iraq, killing two people.',
    ],
    [
      'A magnitude 7.6 earthquake hits Honduras; no one is killed.',
      'A magnitude 6.0 earthquake hits Myanmar; no one is killed.',
    ],
    [
      'Chelsea defeat Arsenal 2-1 to reach the final of the EFL Cup.',
      'Everton defeat Bristol City 3-2 to reach the final of the EFL Cup.',
    ],
    [
      'The United Kingdom expels 23 Russian diplomats over the poisoning in Salisbury.',
      'The United States expels 60 Russian diplomats over the poisoning in Salisbury.',
    ],
    [
      'Suicide bombers kill 14 people at a market in Maiduguri, Nigeria.',
      'Suicide bombers kill 13 people at a mosque in Maiduguri, Nigeria.',
    ],
    [
      "Poland's parliament passes a controversial law on the Supreme Court.",
      "Poland's president signs the law on the Supreme Court.",
    ],
    [
      'Police arrest former president Mikheil Saakashvili in Kiev.',
      'A court in Kiev orders the release of former president Mikheil Saakashvili.',
    ],
    [
      'SpaceX launches a Falcon 9 rocket carrying ten Iridium satellites.',
      'SpaceX lands the first stage of the Falcon 9 rocket that carried ten Iridium satellites.',
    ],
  ])('is another event with its own source: %j, %j', (a, b) => {
    expect(events(a, b, 'own')).toBe(2)
  })

  it.each([
    [
      'A magnitude 5.5 earthquake hits Iran, killing two people.',
      'A magnitude 5.6 earthquake hits Iran, killing three people.',
    ],
    [
      'A fire in an apartment block in Skarholm kills four people.',
      'A fire in an apartment block in Skarholm kills seven people, including two children.',
    ],
    [
      'Anna Ort defeats Ida Berg 6-3, 7-5 in the first round.',
      'Ida Berg loses to Anna Ort 6-3, 7-5 in the first round.',
    ],
  ])('is the same event with a shared source: %j, %j', (a, b) => {
    expect(events(a, b, 'one')).toBe(1)
  })

  it.each([
    ['Release notes 1.2.0', 'Release notes 1.2.1'],
    ['Council minutes, 8 January 2018', 'Council minutes, 9 January 2018'],
    ['The history of the harbour, part 1', 'The history of the harbour, part 2'],
  ])('is another event of a series without sources: %j, %j', (a, b) => {
    expect(events(a, b, 'none')).toBe(2)
  })

  it('is the same event with a higher number, or with a corrected number and the same body', () => {
    expect(
      events(
        'A fire in an apartment block in Skarholm kills 4 people.',
        'A fire in an apartment block in Skarholm kills 7 people.',
        'none',
      ),
    ).toBe(1)
    const body = bodyFingerprint('The council of Skarholm met on Monday and approved the minutes of the last meeting.')
    expect(events('Council minutes, 8 January 2018', 'Council minutes, 9 January 2018', 'none', [body, body])).toBe(1)
  })
})
