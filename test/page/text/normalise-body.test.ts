import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseBody } from '../../../src/page/text/normalise-body.ts'
import { takesLinearTime } from '../../helpers/linear-time.ts'

test('normalises line endings, trailing white space and repeated empty lines', () => {
  expect(normaliseBody('\r\n\r\nA  \r\n\r\n \t\r\n\rB\rC\t\n\n')).toBe('A\n\nB\nC')
})

test('keeps indentation and spaces inside a line', () => {
  expect(normaliseBody('    code  here\n')).toBe('    code  here')
})

test.each([
  ['a soft hyphen and a zero-width space', 'The mu\u00adnici\u200bpal bridge', 'The municipal bridge'],
  ['a decomposed letter', 'The Cafe\u0301 opens', 'The Café opens'],
  ['no-break spaces', '5\u00a0km of road&nbsp;works', '5 km of road works'],
  ['entities for quotes', 'The mayor&#039;s &quot;new&quot; bridge', 'The mayor\'s "new" bridge'],
  [
    'a tracking parameter',
    'See [the plan](https://town.example/plan?page=2&utm_source=feed&amp;cmp=x#map).',
    'See [the plan](https://town.example/plan?page=2#map).',
  ],
  [
    'a query with only tracking parameters',
    '<https://town.example/plan?utm_source=feed>',
    '<https://town.example/plan>',
  ],
])('normalises %s', (_, text, normal) => {
  expect(normaliseBody(text)).toBe(normal)
})

test.each([
  ['entities for Markdown characters', 'a &lt;b&gt; &amp; &#42;c&#42;'],
  ['joiners within scripts and pictographs', 'می\u200cخواهم 👩\u200d🚒'],
  ['parameters that select an article', 'https://town.example/plan?page=2&id=7'],
  ['parameters that select a forum thread', '[Thread](https://bbs.example/forum.php?mod=viewthread&tid=1001)'],
  ['parameters outside URLs', 'what?utm_source=feed'],
  ['the shape of quotes and dashes', '“2–1”'],
])('keeps %s', (_, text) => {
  expect(normaliseBody(text)).toBe(text)
})

takesLinearTime(
  'normalises a run of URLs in linear time',
  (size) => {
    const text = 'http://'.repeat(size)
    expect(normaliseBody(`${text} a?b`)).toBe(`${text} a?b`)
  },
  { quick: 100_000, thorough: 300_000 },
)

test('changes nothing when it normalises twice', () => {
  const text = fc.string({
    unit: fc.constantFrom(
      ...['a', 'e', '\u0301', '&', '#39;', 'https://x/?', 'utm_id=1', '='],
      ...[' ', '\t', '\n', '\r', '\u3000', '\u00ad', '\u00a0'],
    ),
  })
  fc.assert(fc.property(text, (body) => normaliseBody(normaliseBody(body)) === normaliseBody(body)))
})
