import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { TextDiff } from '../../../src/model/change.ts'
import { plainRendering } from '../../../src/reporters/render-options.ts'
import { paint } from '../../../src/reporters/terminal/spans.ts'
import { renderTwoColumns } from '../../../src/reporters/terminal/two-columns.ts'
import {
  countWords,
  foldUnchangedLines,
  titleDiffSpans,
  wordDiffSpans,
} from '../../../src/reporters/terminal/word-diff.ts'
import { displayWidth } from '../../../src/reporters/wording/display-width.ts'

const bridge: TextDiff = [
  ['same', 'Engineers find '],
  ['removed', 'two'],
  ['added', 'three'],
  ['same', ' bearings'],
]

describe('a word diff', () => {
  it('has the marks of git without colour', () => {
    expect(paint(wordDiffSpans(bridge, plainRendering), false)).toBe('Engineers find [-two-]{+three+} bearings')
  })

  it('is struck through and underlined between quiet marks in colour', () => {
    const text = paint(wordDiffSpans(bridge, { ...plainRendering, color: true }), true)
    const quiet = (mark: string) => `\u{1b}[2m${mark}\u{1b}[22m`
    const removed = `${quiet('[-')}\u{1b}[31;9mtwo\u{1b}[29;39m${quiet('-]')}`
    const added = `${quiet('{+')}\u{1b}[32;4mthree\u{1b}[24;39m${quiet('+}')}`
    expect(text).toBe(`Engineers find ${removed}${added} bearings`)
  })

  it('keeps `12` and `14 people` apart in text that is copied without colours', () => {
    const diff: TextDiff = [
      ['removed', '12'],
      ['added', '14 people'],
      ['same', ' are killed'],
    ]
    const text = paint(titleDiffSpans(diff, { ...plainRendering, color: true, width: 80 }), true)
    expect(stripVTControlCharacters(text)).toBe('[-12-]{+14 people+} are killed')
  })

  it('marks each line of a change', () => {
    expect(paint(wordDiffSpans([['added', 'one\n\ntwo']], plainRendering), false)).toBe('{+one+}\n\n{+two+}')
  })
})

describe('a title diff', () => {
  it('keeps a title on one line', () => {
    expect(paint(titleDiffSpans([['same', 'a\nb']], plainRendering), false)).toBe('a\\u{a}b')
  })
})

describe('folded lines', () => {
  const lines = (number: number) => Array.from({ length: number }, (_, index) => `line ${index}`).join('\n')

  it('are counted', () => {
    const [[, text]] = foldUnchangedLines([
      ['same', `${lines(9)}\n`],
      ['added', 'new'],
    ]) as [[string, string], unknown]
    expect(text).toBe('⋮ 8 lines unchanged\nline 8\n')
  })

  it('are never in a short text', () => {
    expect(foldUnchangedLines(bridge)).toEqual(bridge)
  })
})

describe('the word count', () => {
  it('counts the words of each side', () => {
    expect(countWords(bridge)).toEqual({ removed: 1, added: 1 })
  })
})

describe('two columns', () => {
  it('are aligned beside wide characters', () => {
    const diff: TextDiff = [
      ['same', '国立博物館で'],
      ['removed', '新しい展示が始まる初日'],
      ['added', '展示'],
      ['same', '\nsecond line 🎉\n'],
      ['added', 'third'],
    ]
    const rows = renderTwoColumns(diff, { ...plainRendering, width: 43 })
      .trimEnd()
      .split('\n')
    expect(rows).toEqual([
      '国立博物館で[-新しい │ 国立博物館で{+展示+}',
      '展示が始まる初日-]   │',
      'second line 🎉       │ second line 🎉',
      '                     │ {+third+}',
    ])
    for (const row of rows) expect(displayWidth(row.slice(0, row.indexOf(' │')))).toBe(20)
  })
})
