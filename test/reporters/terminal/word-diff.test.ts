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

describe('wordDiff', () => {
  it('marks words as git does where there is no colour', () => {
    expect(paint(wordDiffSpans(bridge, plainRendering), false)).toBe('Engineers find [-two-]{+three+} bearings')
  })

  it('strikes through and underlines where there is, so that colour is never alone', () => {
    const text = paint(wordDiffSpans(bridge, { ...plainRendering, color: true }), true)
    expect(text).toBe('Engineers find \u{1b}[31;9mtwo\u{1b}[29;39m\u{1b}[32;4mthree\u{1b}[24;39m bearings')
  })

  it('marks each line of a change by itself', () => {
    expect(paint(wordDiffSpans([['added', 'one\n\ntwo']], plainRendering), false)).toBe('{+one+}\n\n{+two+}')
  })
})

describe('titleDiff', () => {
  it('keeps a title on one line', () => {
    expect(paint(titleDiffSpans([['same', 'a\nb']], plainRendering), false)).toBe('a\\u{a}b')
  })
})

describe('folded', () => {
  const lines = (number: number) => Array.from({ length: number }, (_, index) => `line ${index}`).join('\n')

  it('counts the lines that it leaves out', () => {
    const [[, text]] = foldUnchangedLines([
      ['same', `${lines(9)}\n`],
      ['added', 'new'],
    ]) as [[string, string], unknown]
    expect(text).toBe('⋮ 8 lines unchanged\nline 8\n')
  })

  it('leaves a short text whole', () => {
    expect(foldUnchangedLines(bridge)).toEqual(bridge)
  })
})

describe('wordCount', () => {
  it('counts the words of each side', () => {
    expect(countWords(bridge)).toEqual({ removed: 1, added: 1 })
  })
})

describe('inColumns', () => {
  it('holds both sides level, whatever their characters are wide', () => {
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
