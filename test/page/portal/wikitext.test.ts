import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWikiLine } from '../../../src/page/portal/wikitext.ts'
import { takesLinearTime } from '../../helpers/linear-time.ts'

const read = (raw: string) => readWikiLine(raw).text
const sources = (raw: string) => readWikiLine(raw).sources

describe('readWikiLine', () => {
  it.each([
    ['[[Kelby]] floods', 'Kelby floods'],
    ['[[Kelby (town)|Kelby]] floods', 'Kelby floods'],
    ['[[Kelby|]] floods', 'Kelby floods'],
    ['[[File:Quay.jpg|thumb|The quay]]The quay floods', 'The quay floods'],
    ['[[:Category:Floods]] are listed', 'are listed'],
  ])('reads a wiki link as its label: %s', (raw, text) => expect(read(raw)).toBe(text))

  it('reads emphasis as quotation marks', () => {
    expect(read("''The Gull'' sinks, '''again'''")).toBe('"The Gull" sinks, "again"')
  })

  it('returns sources in order, apart from the text', () => {
    const raw = "A mill burns. [https://gazette.example/mill (Gazette)], [//coast.example/mill?id=2 (''Coast Radio'')]"
    expect(readWikiLine(raw)).toEqual({
      text: 'A mill burns.',
      sources: ['https://gazette.example/mill', '//coast.example/mill?id=2'],
      onlyLinks: false,
    })
  })

  it('removes the empty parentheses around a source', () => {
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
  ])('keeps the text of a broken source and returns its URL: %s', (_, raw, text) => {
    expect(readWikiLine(raw)).toMatchObject({ text, sources: ['https://gazette.example/mill'] })
  })

  it.each([
    ['{{cvt|5|km}} of road', '5 km of road'],
    ['{{convert|5|to|7|mi}} of road', '5 to 7 mi of road'],
    ['{{convert|5|–|7|mi}} of road', '5–7 mi of road'],
    ['The {{ship|MV|Gull}} and the {{HMS|Tern}}', 'The MV Gull and the HMS Tern'],
    ['The {{MV|Heron}} is towed', 'The MV Heron is towed'],
    ['{{flag|{{nowrap|Kelby}}}}A bridge{{nbsp}}falls{{citation needed|date=May}}', 'A bridge falls'],
  ])('keeps the words of templates: %s', (raw, text) => expect(read(raw)).toBe(text))

  it('removes references and tags, and keeps comparison signs', () => {
    expect(read('Rain<ref name="a">says the office</ref> for <small>9</small> days<ref name="b" />, 3 < 4')).toBe(
      'Rain for 9 days, 3 < 4',
    )
  })

  it('removes the commas between sources at the end', () => {
    expect(read('A mill burns. [https://a.example/1 (A)] , , [https://a.example/2 (B)], ;')).toBe('A mill burns.')
  })

  it.each([
    ['[[Winter storms]]', true],
    ['[[Winter storms]], [[Floods]] and the [[Wend]]', true],
    ['Aftermath of the [[Winter storms]]', false],
    ['The [[Wend]] rises', false],
  ])('finds whether a line has only wiki links: %s', (raw, onlyLinks) =>
    expect(readWikiLine(raw).onlyLinks).toBe(onlyLinks),
  )

  it('gives trimmed text with single spaces from any line', () => {
    const piece = fc.constantFrom(
      ..."[ ] [[ ]] {{ }} | '' < > // https://a.example/x , Kelby falls <ref>".split(' '),
      ' ',
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

  for (const [name, piece, end] of [
    ['commas', ' ,', ' x'],
    ['sources', '[//a ', ''],
    ['tags', '<a', ''],
    ['references', '<ref>', ''],
    ['links', '[[', ''],
    ['templates', '{{a|', ''],
  ] as const)
    takesLinearTime(
      `reads many ${name} in linear time`,
      (size) => expect(sources(`x${piece.repeat(size)}${end}`).length).toBeGreaterThanOrEqual(0),
      { quick: 10_000, thorough: 100_000 },
    )
})
