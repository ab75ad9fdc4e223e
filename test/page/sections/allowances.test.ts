import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAllowanceLine, readAllowances } from '../../../src/page/sections/allowances.ts'

const one = { rule: 'VAR121', reason: 'agreed with the desk', line: 1 }

describe('readAllowances', () => {
  it.each([
    '<!-- variorum-allow VAR121: agreed with the desk -->',
    '<!--variorum-allow VAR121:agreed with the desk-->',
    '<!--\tvariorum-allow \t VAR121 \t:\tagreed with the desk\t-->',
    '# variorum-allow VAR121: agreed with the desk',
    '#variorum-allow VAR121: agreed with the desk  ',
    'title: A ferry # variorum-allow VAR121: agreed with the desk',
    '*An item. [https://a.example (A)] <!-- variorum-allow VAR121: agreed with the desk --> <!-- more -->',
  ])('reads %j', (text) => {
    expect(readAllowances(text)).toEqual([one])
  })

  it.each([
    '<!-- variorum-allow: agreed with the desk -->',
    '<!-- variorum-allows VAR121: agreed with the desk -->',
    '<!-- please variorum-allow VAR121: agreed with the desk -->',
    '<!-- VARIORUM-ALLOW VAR121: agreed with the desk -->',
    'variorum-allow VAR121: agreed with the desk',
    '<!--\nvariorum-allow VAR121: agreed with the desk -->',
  ])('finds nothing in %j', (text) => {
    expect(readAllowances(text)).toEqual([])
  })

  it.each([
    '<!-- variorum-allow VAR121 -->',
    '<!-- variorum-allow VAR121: -->',
    '<!-- variorum-allow VAR121:  … -- !? -->',
    '<!-- variorum-allow VAR121 VAR120: agreed with the desk -->',
    '# variorum-allow VAR121:',
  ])('reads no reason from %j', (text) => {
    expect(readAllowances(text)).toEqual([{ ...one, reason: null }])
    expect(isAllowanceLine(text)).toBe(false)
  })

  it('reads several comments on a line', () => {
    const both = '<!-- variorum-allow VAR101: a --> <!-- variorum-allow VAR120: b -->'
    expect(readAllowances(both)).toEqual([
      { rule: 'VAR101', reason: 'a', line: 1 },
      { rule: 'VAR120', reason: 'b', line: 1 },
    ])
    expect(isAllowanceLine(both)).toBe(true)
    expect(isAllowanceLine(`${both} and more`)).toBe(false)
    expect(readAllowances('# variorum-allow VAR101: a # variorum-allow VAR120: b').map(({ reason }) => reason)).toEqual(
      ['a', 'b'],
    )
  })

  it('reads several rules, by code or name, with one reason', () => {
    expect(readAllowances('<!-- variorum-allow VAR101,silent-title-change , VAR120: house style -->')).toEqual([
      { rule: 'VAR101', reason: 'house style', line: 1 },
      { rule: 'silent-title-change', reason: 'house style', line: 1 },
      { rule: 'VAR120', reason: 'house style', line: 1 },
    ])
  })

  it('reads a reason in any script, up to the end of the comment or line', () => {
    const texts = ['<!-- variorum-allow VAR121: 编辑部同意 -->', '# variorum-allow VAR121: 7: see --> there']
    expect(texts.flatMap(readAllowances).map(({ reason }) => reason)).toEqual(['编辑部同意', '7: see'])
  })

  it.each(['\n', '\r\n', '\r'])('counts lines that end in %j', (end) => {
    const allowance = '<!-- variorum-allow VAR121: a reason -->'
    const text = ['one', allowance, '', `four ${allowance}`].join(end)
    expect(readAllowances(text).map(({ line }) => line)).toEqual([2, 4])
  })

  it('finds an allowance on every line that has one', () => {
    const line = fc.constantFrom('', 'text', '# a heading', '<!-- a comment -->', 'allow VAR121: no', 'variorum')
    fc.assert(
      fc.property(fc.array(fc.tuple(line, fc.boolean()), { maxLength: 12 }), (lines) => {
        const text = lines.map(([words, allows]) => (allows ? `${words} # variorum-allow VAR1: so` : words)).join('\n')
        const expected = lines.flatMap(([, allows], index) => (allows ? [index + 1] : []))
        expect(readAllowances(text).map((found) => found.line)).toEqual(expected)
      }),
    )
  })

  it('reads any text without an error', () => {
    const part = fc.constantFrom('<!--', '-->', '#', ' variorum-allow ', 'VAR101', ',', ':', ' a reason ', '\n', '\r\n')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const text = parts.join('')
        for (const { rule, reason, line } of readAllowances(text)) {
          expect(rule).toMatch(/^[\w-]+$/)
          if (reason !== null) expect(reason).toMatch(/[\p{L}\p{N}]/u)
          expect(text.split(/\r\n?|\n/)[line - 1]).toContain('variorum-allow')
        }
      }),
    )
  })
})
