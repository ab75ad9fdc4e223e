import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWikiLine } from '../../../src/page/portal/wikitext.ts'

const read = (raw: string) => readWikiLine(raw).text
const sources = (raw: string) => readWikiLine(raw).sources

describe('readWikiLine', () => {
  it.each([
    ['[[Kelby]] floods', 'Kelby floods'],
    ['[[Kelby (town)|Kelby]] floods', 'Kelby floods'],
    ['[[Kelby|]] floods', 'Kelby floods'],
    ['[[File:Quay.jpg|thumb|The quay]]The quay floods', 'The quay floods'],
    ['[[:Category:Floods]] are listed', 'are listed'],
  ])('reads a wiki link by its label: %s', (raw, text) => expect(read(raw)).toBe(text))

  it('reads emphasis as quotation marks', () => {
    expect(read("''The Gull'' sinks, '''again'''")).toBe('"The Gull" sinks, "again"')
  })

  it('cuts sources out and hands them over in their order', () => {
    const raw = "A mill burns. [https://gazette.example/mill (Gazette)], [//coast.example/mill?id=2 (''Coast Radio'')]"
    expect(readWikiLine(raw)).toEqual({
      text: 'A mill burns.',
      sources: ['https://gazette.example/mill', '//coast.example/mill?id=2'],
      onlyLinks: false,
    })
  })

  it('drops the parentheses that a source leaves empty', () => {
    expect(read('A mill burns ([https://gazette.example/mill]).')).toBe('A mill burns .')
  })

  it.each([
    [
      'one bracket too many',
      'A mill burns. [https://gazette.example/mill (Gazette)]]',
      'A mill burns. [https://gazette.example/mill (Gazette)]]',
    ],
    [
      'no closing bracket',
      'A mill burns. [https://gazette.example/mill (Gazette',
      'A mill burns. [https://gazette.example/mill (Gazette',
    ],
  ])('keeps what readers saw of a broken source, and still its address: %s', (_, raw, text) => {
    expect(readWikiLine(raw)).toMatchObject({ text, sources: ['https://gazette.example/mill'] })
  })

  it.each([
    ['{{cvt|5|km}} of road', '5 km of road'],
    ['{{convert|5|to|7|mi}} of road', '5 to 7 mi of road'],
    ['{{convert|5|–|7|mi}} of road', '5–7 mi of road'],
    ['The {{ship|MV|Gull}} and the {{HMS|Tern}}', 'The MV Gull and the HMS Tern'],
    ['The {{MV|Heron}} is towed', 'The MV Heron is towed'],
    ['{{flag|{{nowrap|Kelby}}}}A bridge{{nbsp}}falls{{citation needed|date=May}}', 'A bridge falls'],
  ])('keeps the words of the templates that carry some: %s', (raw, text) => expect(read(raw)).toBe(text))

  it('drops references and tags, and keeps signs that are none', () => {
    expect(read('Rain<ref name="a">says the office</ref> for <small>9</small> days<ref name="b" />, 3 < 4')).toBe(
      'Rain for 9 days, 3 < 4',
    )
  })

  it('drops the commas that sources leave at the end', () => {
    expect(read('A mill burns. [https://a.example/1 (A)] , , [https://a.example/2 (B)], ;')).toBe('A mill burns.')
  })

  it.each([
    ['[[Winter storms]]', true],
    ['[[Winter storms]], [[Floods]] and the [[Wend]]', true],
    ['Aftermath of the [[Winter storms]]', false],
    ['The [[Wend]] rises', false],
  ])('tells a topic from a sentence: %s', (raw, onlyLinks) => expect(readWikiLine(raw).onlyLinks).toBe(onlyLinks))

  it('reads any line, and reading what it read changes no word', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '[[',
      ']]',
      '{{',
      '}}',
      '|',
      "''",
      '<',
      '>',
      '//',
      'https://a.example/x',
      ' ',
      ',',
      'Kelby',
      'falls',
      '<ref>',
    )
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (raw) => {
          const { text } = readWikiLine(raw)
          expect(text).toBe(text.trim())
          expect(text).not.toMatch(/\s\s/)
        },
      ),
    )
  })

  it.each([
    ['commas', ' ,', ' x'],
    ['sources', '[//a ', ''],
    ['tags', '<a', ''],
    ['references', '<ref>', ''],
    ['links', '[[', ''],
    ['templates', '{{a|', ''],
  ])('reads a hundred thousand %s without end', (_, piece, end) => {
    expect(sources(`x${piece.repeat(100_000)}${end}`).length).toBeGreaterThanOrEqual(0)
  })
})
