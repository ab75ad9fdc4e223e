import { describe, expect, it } from 'vitest'
import type { Page } from '../../../src/model/page.ts'
import {
  factsOf,
  foldKind,
  itemKey,
  noFacts,
  type PageFacts,
  sameItem,
  sameSources,
} from '../../../src/versioning/index/page-facts.ts'
import { item, page } from '../../helpers/plan-history.ts'

const regenerated = (parts: Partial<PageFacts['regenerated']>) =>
  page('Rain', { regenerated: { ...noFacts.regenerated, ...parts } })

const read = (dialect: Page['dialect'], body: string): Page => ({
  path: 'a.md',
  dialect,
  day: '2018-01-15',
  events: [
    { title: 'Rain', day: '2018-01-15', topic: null, body, sources: ['https://a.example/1'], path: 'a.md', line: 3 },
  ],
  links: [],
  related: [],
  changes: [],
  sourced: true,
  aliases: [],
  ids: { event: null, page: null },
  regenerated: { related: 'Snow', changes: '', formats: '', covers: '' },
  findings: [],
})

describe('factsOf', () => {
  it('keeps the fingerprint of a body instead of the body', () => {
    const [item] = factsOf(read('context', 'It rained all day.')).items
    expect(item).toMatchObject({ title: 'Rain', topic: null, day: '2018-01-15', sources: ['https://a.example/1'] })
    expect(item!.body).toMatch(/^[0-9a-f]{16}\./)
  })

  it("keeps a hash of each regenerated part, '' for an empty one", () => {
    const { related, changes } = factsOf(read('context', '')).regenerated
    expect(related).toMatch(/^[0-9a-f]{40}$/)
    expect(changes).toBe('')
  })

  it('shares equal items of two states of a portal page', () => {
    expect(factsOf(read('portal', '')).items[0]).toBe(factsOf(read('portal', '')).items[0])
  })

  it("keeps each page's sources as written, in any order of reading", () => {
    const cited = (url: string) => {
      const one = read('portal', '')
      return factsOf({ ...one, events: one.events.map((event) => ({ ...event, sources: [url] })) }).items[0]?.sources
    }
    for (const url of ['http://a.example/7', 'https://a.example/7', 'https://a.example/7?utm_source=x'])
      expect(cited(url)).toEqual([url])
  })
})

describe('sameItem and itemKey', () => {
  const rain = item('Rain', {
    topic: 'Weather',
    sources: ['https://a.example/1', 'https://b.example/2'],
    body: 'print',
  })

  it('ignore the order of sources and tracking parameters', () => {
    const other = {
      ...rain,
      sources: ['http://www.b.example/2/?utm_source=x', 'https://a.example/1', 'https://a.example/1/'],
    }
    expect(sameItem(rain, other)).toBe(true)
    expect(itemKey(rain)).toBe(itemKey(other))
  })

  it.each([
    { title: 'Rain ' },
    { topic: null },
    { day: '2018-01-16' },
    { body: 'other' },
    { sources: ['https://a.example/1'] },
  ])('differ for %o', (change) => {
    expect(sameItem(rain, { ...rain, ...change })).toBe(false)
    expect(itemKey({ ...rain, ...change })).not.toBe(itemKey(rain))
  })
})

describe('sameSources', () => {
  it('counts a repeated source once', () => {
    expect(sameSources(['https://a.example/1', 'http://a.example/1/'], ['https://a.example/1'])).toBe(true)
    expect(sameSources([], [])).toBe(true)
    expect(sameSources([], ['https://a.example/1'])).toBe(false)
    expect(
      sameSources(['https://a.example/1', 'https://b.example/1'], ['https://a.example/1', 'https://c.example/1']),
    ).toBe(false)
  })
})

describe('foldKind', () => {
  it.each(['related', 'changes', 'formats', 'covers'] as const)('names %s where only that differs', (kind) => {
    expect(foldKind(regenerated({}).regenerated, regenerated({ [kind]: 'print' }))).toBe(kind)
  })

  it('is the first part that differs, else layout, and list for a list page', () => {
    expect(foldKind(regenerated({}).regenerated, regenerated({ related: 'x', formats: 'x' }))).toBe('related')
    expect(foldKind(page('Rain').regenerated, page('Rain'))).toBe('layout')
    expect(foldKind(noFacts.regenerated, { ...noFacts, dialect: 'list' })).toBe('list')
  })
})
