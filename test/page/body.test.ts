import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseBody } from '../../src/page/body.ts'

test('line ends, blanks at line ends and runs of empty lines are no difference', () => {
  expect(normaliseBody('\r\n\r\nA  \r\n\r\n \t\r\n\rB\rC\t\n\n')).toBe('A\n\nB\nC')
})

test('indentation and blanks inside a line stay', () => {
  expect(normaliseBody('    code  here\n')).toBe('    code  here')
})

test('a normal body is its own normal form', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ' ', '\t', '\n', '\r', '\u3000') })
  fc.assert(fc.property(text, (body) => normaliseBody(normaliseBody(body)) === normaliseBody(body)))
})
