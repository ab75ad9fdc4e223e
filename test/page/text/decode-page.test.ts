import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePage } from '../../../src/page/parse-page.ts'
import { decodePage } from '../../../src/page/text/decode-page.ts'

const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)))

test('keeps the byte order mark apart', () => {
  expect(decodePage('a.md', bytes('\ufeffé'))).toEqual({ text: 'é', hasBom: true, findings: [] })
  expect(decodePage('a.md', bytes('é'))).toEqual({ text: 'é', hasBom: false, findings: [] })
})

test('bytes that are no UTF-8 are a finding with their line, and the text is there all the same', () => {
  const { text, findings } = decodePage('a.md', bytes('caf\u00e9 \ufffd\r\nx\ry', [0xe9], ' z'))
  expect(text).toBe('café \ufffd\r\nx\ry\ufffd z')
  expect(findings).toMatchObject([
    { name: 'encoding-invalid', rule: 'VAR141', path: 'a.md', line: 3, actual: 'byte 0xe9 at offset 14' },
  ])
})

test.each([
  ['a sequence that the end cuts off', [0x61, 0xe2, 0x82]],
  ['an overlong form', [0xc0, 0xaf]],
  ['half a surrogate pair', [0xed, 0xa0, 0x80]],
  ['UTF-16', [0xff, 0xfe, 0x41, 0x00]],
])('%s is no UTF-8', (_, raw) => {
  expect(decodePage('a.md', Uint8Array.from(raw)).findings).toHaveLength(1)
})

test('a page that is no UTF-8 is read', () => {
  const page = parsePage('a.md', bytes('### [2031-04-7](x)\n# Caf', [0xe9], ' burns\n'))
  expect(page.events[0]?.title).toBe('Caf\ufffd burns')
  expect(page.findings).toMatchObject([{ name: 'encoding-invalid', line: 2 }])
})

test('without a finding, the text encodes to the same bytes', () => {
  const some = fc.oneof(
    fc.uint8Array(),
    fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
  )
  fc.assert(
    fc.property(some, (raw) => {
      const { text, hasBom, findings } = decodePage('a.md', raw)
      const back = Buffer.from((hasBom ? '\ufeff' : '') + text, 'utf8')
      expect(back.equals(raw)).toBe(findings.length === 0)
    }),
  )
})
