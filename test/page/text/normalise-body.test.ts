import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseBody } from '../../../src/page/text/normalise-body.ts'

test('line ends, blanks at line ends and runs of empty lines are no difference', () => {
  expect(normaliseBody('\r\n\r\nA  \r\n\r\n \t\r\n\rB\rC\t\n\n')).toBe('A\n\nB\nC')
})

test('indentation and blanks inside a line stay', () => {
  expect(normaliseBody('    code  here\n')).toBe('    code  here')
})

test.each([
  ['a soft hyphen or a space of no width', 'The mu\u00adnici\u200bpal bridge', 'The municipal bridge'],
  ['how a letter is composed', 'The Cafe\u0301 opens', 'The Café opens'],
  ['a blank that does not break', '5\u00a0km of road&nbsp;works', '5 km of road works'],
  ['an entity for a quote', 'The mayor&#039;s &quot;new&quot; bridge', 'The mayor\'s "new" bridge'],
  [
    'a tracking parameter',
    'See [the plan](https://town.example/plan?page=2&utm_source=feed&amp;cmp=x#map).',
    'See [the plan](https://town.example/plan?page=2#map).',
  ],
  ['a query of nothing else', '<https://town.example/plan?utm_source=feed>', '<https://town.example/plan>'],
])('%s is no difference', (_, text, normal) => {
  expect(normaliseBody(text)).toBe(normal)
})

test.each([
  ['entities that Markdown could read as its own marks', 'a &lt;b&gt; &amp; &#42;c&#42;'],
  ['joiners within scripts and pictographs', 'می\u200cخواهم 👩\u200d🚒'],
  ['a parameter that tells what is read', 'https://town.example/plan?page=2&id=7'],
  [
    'a parameter that tells one thread of a forum from another',
    '[Thread](https://bbs.example/forum.php?mod=viewthread&tid=1001)',
  ],
  ['parameters in words that are no address', 'what?utm_source=feed'],
  ['the shape of quotes and dashes, which a reader sees', '“2–1”'],
])('%s: kept', (_, text) => {
  expect(normaliseBody(text)).toBe(text)
})

test('a long run of addresses is gone through at once', () => {
  const text = 'http://'.repeat(300_000)
  expect(normaliseBody(`${text} a?b`)).toBe(`${text} a?b`)
})

test('a normal body is its own normal form', () => {
  const text = fc.string({
    unit: fc.constantFrom(
      'a',
      ' ',
      '\t',
      '\n',
      '\r',
      '\u3000',
      '\u00ad',
      '\u00a0',
      'e',
      '\u0301',
      '&',
      '#39;',
      'https://x/?',
      'utm_id=1',
      '=',
    ),
  })
  fc.assert(fc.property(text, (body) => normaliseBody(normaliseBody(body)) === normaliseBody(body)))
})
