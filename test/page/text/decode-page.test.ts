import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePage } from '../../../src/page/parse-page.ts'
import { decodePage } from '../../../src/page/text/decode-page.ts'
import { anyCharacter } from '../../helpers/any-character.ts'

const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)))

test('decodePage removes the byte order mark and reports it', () => {
  expect(decodePage('a.md', bytes('\ufeffé'))).toEqual({ text: 'é', hasBom: true, findings: [] })
  expect(decodePage('a.md', bytes('é'))).toEqual({ text: 'é', hasBom: false, findings: [] })
})

test('decodePage reads invalid UTF-8 and gives a finding with its line', () => {
  const { text, findings } = decodePage('a.md', bytes('caf\u00e9 \ufffd\r\nx\ry', [0xe9], ' z'))
  expect(text).toBe('café \ufffd\r\nx\ry\ufffd z')
  expect(findings).toMatchObject([
    { name: 'encoding-invalid', rule: 'VAR141', path: 'a.md', line: 3, actual: 'byte 0xe9 at offset 14' },
  ])
})

test.each([
  ['a truncated sequence', [0x61, 0xe2, 0x82]],
  ['an overlong form', [0xc0, 0xaf]],
  ['half a surrogate pair', [0xed, 0xa0, 0x80]],
  ['UTF-16', [0xff, 0xfe, 0x41, 0x00]],
])('decodePage gives a finding for %s', (_, raw) => {
  expect(decodePage('a.md', Uint8Array.from(raw)).findings).toHaveLength(1)
})

test('parsePage reads a page with invalid UTF-8', () => {
  const page = parsePage('a.md', bytes('### [2031-04-7](x)\n# Caf', [0xe9], ' burns\n'))
  expect(page.events[0]?.title).toBe('Caf\ufffd burns')
  expect(page.findings).toMatchObject([{ name: 'encoding-invalid', line: 2 }])
})

test('decodePage gives no finding exactly when the text encodes to the same bytes', () => {
  const some = fc.oneof(
    fc.uint8Array(),
    fc.string({ unit: anyCharacter }).map((text) => new TextEncoder().encode(text)),
  )
  fc.assert(
    fc.property(some, (raw) => {
      const { text, hasBom, findings } = decodePage('a.md', raw)
      const back = Buffer.from((hasBom ? '\ufeff' : '') + text, 'utf8')
      expect(back.equals(raw)).toBe(findings.length === 0)
    }),
  )
})
