import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hiddenCharacters, tidyTitle, visibleTitle } from '../../../src/page/text/title.ts'
import { anyCharacter } from '../../helpers/any-character.ts'

test('tidyTitle trims and collapses white space only', () => {
  expect(tidyTitle("  A \t b\r\n''c''&mdash; 5\u00a0km ")).toBe("A b ''c''&mdash; 5\u00a0km")
})

test.each([
  ['a direction override', 'a\u202eb', ['U+202E']],
  ['a direction isolate', 'a\u2066b\u2069', ['U+2066', 'U+2069']],
  ['direction marks', 'a\u200f\u061cb', ['U+200F', 'U+061C']],
  ['zero-width spaces', 'a\u200bb\u200b', ['U+200B']],
  ['a byte order mark inside', 'a\ufeffb', ['U+FEFF']],
  ['a joiner among Latin letters', 'a\u200db\u200cc', ['U+200D', 'U+200C']],
  ['tags', 'a\u{e0041}', ['U+E0041']],
  ['escape and C1 controls', '\u001b[31m\u009b', ['U+001B', 'U+009B']],
])('hiddenCharacters finds %s, and visibleTitle removes it', (_, title, found) => {
  expect(hiddenCharacters(title)).toEqual(found)
  expect(hiddenCharacters(visibleTitle(title))).toEqual([])
})

test.each([
  'می\u200cخواهد',
  'क\u094d\u200dष',
  '👩\u200d🚒 rescues',
  '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} wins',
  '葛\u{e0100}',
  'soft\u00adware',
  '東京 – “quoted”…',
])('hiddenCharacters finds nothing in %j', (title) => {
  expect(hiddenCharacters(title)).toEqual([])
  expect(visibleTitle(title)).toBe(title)
})

test('visibleTitle leaves no hidden characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (title) => hiddenCharacters(visibleTitle(title)).length === 0),
  )
})
