import fc from 'fast-check'
import { anyCharacter } from '../helpers/any-character.ts'

// Few pieces, so that texts share some; and pieces that are hard to cut.
const words = [...'the ship sank four people Friday U.S. Mr. 12 1.5 $3,000 2-1 é'.split(' '), '5 %']
const marks = [' ', '  ', '\n', '. ', ', ', '! ', '"', ')', '…', '\u00a0', '\t', '\r\n', '\\', '`', '*', '|']
const unspaced = ['文', '字典', '國際', '。', '，', '東京', 'かな', 'ไทย', '한국', '각']
const joined = ['\ud83d', '\ude00', '😀', '👩‍👩‍👧', '🇫🇷', '👍🏽', '\u0301', '\u200d', 'क्षि', 'می‌خواهم', 'ﾞ', '\ufe0f']
const piece = fc.constantFrom(...words, ...words, ...marks, ...marks, ...unspaced, ...joined)

/** A short text of any kind, also hostile ones. */
export const anyText = fc.oneof(
  { weight: 6, arbitrary: fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 30 }) },
  { weight: 1, arbitrary: fc.tuple(piece, fc.integer({ min: 0, max: 60 })).map(([text, times]) => text.repeat(times)) },
)

const sentence = fc.constantFrom(
  'The ship sank on Friday.',
  'The ship sank on Friday, and four people were hurt.',
  'Four people were hurt.',
  'Five people were hurt, the U.S. coast guard says.',
  'It sank.',
  '"Nobody saw it," Mr. Holt said.',
  'See [the report](https://example.org/a).',
  'See [the report](https://example.org/b_(c)).',
  'Nothing is known yet',
  '船在週五沉沒。',
  '船在週六沉沒，四人受傷。',
  'غرقت السفينة يوم الجمعة.',
)
const opening = fc.constantFrom(
  ...['', '', '', '# ', '### ', '- ', '  * ', '12. ', '> ', '```\n', '~~~\n', '    ', '| a | ', '[x]: '],
)
const closing = fc.constantFrom('\n\n', '\n\n', '\n', ' ', '\r\n', '\n```\n', '\n---\n', '\n| - | - |\n', '\n\n\n', '')
const block = fc
  .tuple(
    opening,
    fc.array(fc.oneof({ weight: 5, arbitrary: sentence }, { weight: 1, arbitrary: anyText }), { maxLength: 4 }),
    closing,
  )
  .map(([before, sentences, after]) => before + sentences.join(' ') + after)

/** Two bodies: unrelated ones, or a body and an edited copy. */
export const anyBodies = fc.oneof(
  { weight: 1, arbitrary: fc.tuple(bodyOf(5), bodyOf(5)) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.array(block, { maxLength: 6 }), fc.array(edit(), { maxLength: 4 })).map(applyEdits),
  },
  { weight: 1, arbitrary: fc.tuple(anyText, anyText) },
)

function bodyOf(blocks: number) {
  return fc.array(block, { maxLength: blocks }).map((parts) => parts.join(''))
}

type Edit = readonly [kind: 'insert' | 'delete' | 'move' | 'join', at: number, to: number, text: string]

function edit(): fc.Arbitrary<Edit> {
  return fc.tuple(
    fc.constantFrom('insert', 'delete', 'move', 'join'),
    fc.nat(),
    fc.nat(),
    fc.oneof(sentence, anyText, block),
  )
}

/** Edits a body by parts that end with a stop or a line. */
function applyEdits([blocks, edits]: [string[], readonly Edit[]]): [string, string] {
  const before = blocks.join('')
  const parts = before.match(/[^.。\n]*(?:[.。\n]+|$)/g) ?? []
  for (const [kind, at, to, text] of edits) {
    const index = at % (parts.length + 1)
    if (kind === 'insert') parts.splice(index, 0, text)
    else if (kind === 'delete') parts.splice(index, 1)
    else if (kind === 'move') parts.splice(to % (parts.length + 1), 0, ...parts.splice(index, 2))
    else if (index < parts.length) parts[index] = (parts[index] ?? '').replace(/[.。\n]/g, '')
  }
  return [before, parts.join('')]
}
