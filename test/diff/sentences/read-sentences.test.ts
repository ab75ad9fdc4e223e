import { describe, expect, it } from 'vitest'
import { readSentences } from '../../../src/diff/sentences/read-sentences.ts'

const cut = (text: string) => readSentences(text).sentences.map((sentence) => sentence.text)
const blocks = (text: string) => readSentences(text).sentences.map(({ block, text }) => `${block}: ${text}`)

describe('readSentences', () => {
  it.each([
    ['Mr. J. R. Holt met Dr. Vane.|He left the U.S. on Jan. 5.'],
    ['It came to the U.S.|The army was called.'],
    ['The U.S. Army came at 9 a.m. on Sunday.|By 5 p.m.|The roads were shut.'],
    ['It rose by 1.5 per cent.|No. 4 is open.|So is e.g. the bridge.'],
    ['"Stop!" he said.|"Why?"|Nobody knew.'],
    ['It ended (at last.)|Really?!|Yes… it did.'],
    ['A note.[3]|Another.[^b]|**Bold.**|_Then more._'],
    ['See [A. B. Holt](https://a.example/x.y).|Or https://a.example/z.|Or `a. B`.'],
    ['他說：「好。」|然後離開。|第二句！？|末句'],
    ['أصيب أربعة.|هل تعود؟|نعم.'],
    ['यह वाक्य है।|दूसरा वाक्य।'],
    ['Wait . . . for it.|Done.'],
  ])('cuts at each bar: %s', (text) => {
    const sentences = text.split('|')
    expect(cut(text.replaceAll('|', /\p{Script=Han}/u.test(text) ? '' : ' '))).toEqual(sentences)
    expect(cut(text.replaceAll('|', '\n'))).toEqual(sentences)
  })

  it.each([
    [
      'headings, rows and code whole',
      '# No. One. Two.\nText. More.\n\n| A. B. | c |\n| - | - |\n```\nx. Y. z\n\n# no\n```\nTitle. One\n===',
      [
        'heading: # No. One. Two.',
        'paragraph: Text.',
        'paragraph: More.',
        'table: | A. B. | c |',
        'table: | - | - |',
        'code: ```\nx. Y. z\n\n# no\n```',
        'heading: Title. One\n===',
      ],
    ],
    [
      'lists by items, with the indented text below them',
      '- one\n  goes on\n- two. Three.\n\n  in it\n  1. deep\n\nafter',
      ['list: - one\n  goes on', 'list: - two.', 'list: Three.', 'list: in it', 'list: 1. deep', 'paragraph: after'],
    ],
    ['quotes', '> One. Two\n> goes on.\n\nThree.', ['quote: > One.', 'quote: Two\n> goes on.', 'paragraph: Three.']],
    ['indented code', 'One.\n\n    a. B. c\n\nTwo.', ['paragraph: One.', 'code:     a. B. c', 'paragraph: Two.']],
    [
      'bare URLs and link definitions line by line',
      'https://a.example/1\nhttps://a.example/2\n[x]: /y\nText',
      ['paragraph: https://a.example/1', 'paragraph: https://a.example/2', 'paragraph: [x]: /y', 'paragraph: Text'],
    ],
    [
      'a thematic break as a paragraph',
      'One.\n\n---\n\nTwo.',
      ['paragraph: One.', 'paragraph: ---', 'paragraph: Two.'],
    ],
    ['no sentences from an empty text', '', []],
  ])('reads %s', (_, text, expected) => {
    expect(blocks(text)).toEqual(expected)
  })

  it('gives sentences that differ only in bullets, item numbers and white space the same key', () => {
    const keys = (text: string) => readSentences(text).sentences.map(({ key }) => key)
    expect(keys('1. one\n2.  two  words')).toEqual(keys('3. one\n4. two words'))
    expect(keys('- one\n* two')).toEqual(keys('+ one\n- two'))
    expect(keys('- one')).not.toEqual(keys('1. one'))
    expect(keys('# one')).not.toEqual(keys('## one'))
    expect(keys('> one\n> two')).toEqual(keys('> one two'))
    expect(keys('> one')).not.toEqual(keys('one'))
  })
})
