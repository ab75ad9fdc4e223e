import { describe, expect, it } from 'vitest'
import type { TextDiff } from '../../../src/model/change.ts'
import type { VersionDiff } from '../../../src/model/report.ts'
import { plainRendering, type RenderOptions } from '../../../src/reporters/render-options.ts'
import { type DiffLayout, diffText } from '../../../src/reporters/text/diff.ts'
import { displayWidth } from '../../../src/reporters/wording/display-width.ts'
import { change, step, versionDiff } from './sample-diff.ts'

const at = (width: number): RenderOptions => ({ ...plainRendering, width })

/** The printed changes, without the versions above them. */
function changesText(diff: VersionDiff, look: RenderOptions, view: DiffLayout | null = null): string {
  return diffText(view)(diff, look).split('\n\n').slice(1).join('\n\n').replaceAll('\u{a0}', ' ')
}

const body = (...steps: Parameters<typeof step>[]): VersionDiff =>
  versionDiff({
    changes: [change('body', [], { classes: [], sentences: steps.map((part) => step(...part)) })],
  })

describe('a body in a terminal', () => {
  const [, bodyChange] = versionDiff().changes
  const notice = versionDiff({ changes: bodyChange === undefined ? [] : [bodyChange] })

  it('has a line for each sentence, wrapped under its beginning', () => {
    expect(changesText(notice, at(80))).toBe(`\
body  ● number, detail-added
  5 words replaced in 5 sentences, 1 sentence added, 1 deleted, 1 moved, 1
  split, 1 merged, 1 link changed; 8 unchanged
         ⋮            3 sentences unchanged
         4            Boats may still pass below.
         5 ~ edited   Engineers found [-two-]{+three+} cracked bearings during a
                      routine visit, which they make each spring and each
                      autumn.
         6 ↓ moved to 11
         6 + added    {+Each bearing carries about forty tonnes.+}
     7→7–8 < split    The office ordered new ones[-, which-]{+. They+} come from
                      a foundry inland.
       8→9            > Nobody should wait at the bridge.
      9→10 ~ edited   - The [timetable] has the ferries.
                      link "timetable": https://harbour.example/old →
                        https://harbour.example/new
      6→11 ↓ moved    - Fares stay as they [-are-]{+were+}.
        10 − deleted  - [-Lorries go by the ring road.-]
  11–12→12 > merged   The repair takes a week[-. It-]{+ and+} begins on
                      Thursday.
        13            The market opens an hour later.
         ⋮            2 sentences unchanged
`)
  })

  it('has labels above the sentences on a narrow terminal', () => {
    expect(changesText(notice, at(40))).toContain(`
  ⋮ 3 sentences unchanged
  4 Boats may still pass below.
  5 ~ edited
    Engineers found [-two-]{+three+}
    cracked bearings during a routine
    visit, which they make each spring
    and each autumn.
  6 ↓ moved to 11
`)
  })

  it('is side by side on a wide terminal', () => {
    const lines = changesText(notice, at(160)).split('\n').slice(3, -1)
    const gutter = lines[0]?.indexOf('│')
    expect(lines.slice(0, 7).map((line) => line.replace(/ {7,}/g, ' … '))).toEqual([
      '    ⋮ 3 sentences unchanged … │ … │   ⋮',
      '    4 Boats may still pass below. … │ … │   4 Boats may still pass below.',
      '    5 Engineers found [-two-] cracked bearings during a routine visit,   │ ~ edited  │   5 Engineers found {+three+} cracked bearings during a routine visit,',
      '      which they make each spring and each autumn. … │ … │     which they make each spring and each autumn.',
      '    6 moved to 11 … │ ↓ moved   │',
      ' … │ + added   │   6 {+Each bearing carries about forty tonnes.+}',
      '    7 The office ordered new ones[-, which-] come from a foundry inland. │ < split   │ 7–8 The office ordered new ones{+. They+} come from a foundry inland.',
    ])
    for (const line of lines) expect(line.indexOf('│')).toBe(gutter)
  })

  it('has only signs in the gutter of a narrower terminal', () => {
    const text = changesText(notice, at(100), 'columns')
    expect(text).toContain(
      '    7 The office ordered new ones[-, which-]     < 7–8 The office ordered new ones{+. They+} come',
    )
    expect(text).toContain('- Fares stay as they [-are-].')
    expect(text).not.toContain('edited')
  })

  it('folds nothing with -v', () => {
    const text = changesText(notice, { ...at(80), verbose: true })
    expect(text).not.toContain('⋮')
    expect(text).toContain('# The swing bridge')
    expect(text).toContain('Nor does the café.')
  })

  it.each([40, 60, 80, 100, 140, 160, 200])('fits into %i columns', (width) => {
    for (const view of [null, 'inline', 'columns'] as const) {
      for (const color of [true, false]) {
        const text = diffText(view)(versionDiff(), { ...at(width), color }).replace(/\u{1b}\[[0-9;]*m/gu, '')
        for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width)
      }
    }
  })

  it('is one line for each sentence in a pipe', () => {
    expect(changesText(notice, plainRendering).split('\n')[4]).toBe(
      '         5 ~ edited   Engineers found [-two-]{+three+} cracked bearings during a routine visit, which they make each spring and each autumn.',
    )
  })

  it('paints signs, actions, and words between marks', () => {
    const text = changesText(notice, { ...at(80), color: true })
    expect(text).toContain('\u{1b}[33m~\u{1b}[39m \u{1b}[33medited\u{1b}[39m')
    expect(text).toContain('\u{1b}[31;9mtwo\u{1b}[29;39m\u{1b}[2m-]{+\u{1b}[22m\u{1b}[32;4mthree\u{1b}[24;39m')
    expect(text).toContain('\u{1b}[32mEach bearing carries about forty tonnes.\u{1b}[39m')
  })

  it('marks a new paragraph, and not a line that is wrapped at another place', () => {
    const diff: TextDiff = [
      ['same', 'Boats'],
      ['removed', ' '],
      ['added', '\n'],
      ['same', 'pass.'],
      ['removed', ' '],
      ['added', '\n\n'],
    ]
    expect(changesText(body(['edited', 1, 1, diff]), at(80))).toContain('1 ~ edited  Boats pass.{+ ¶+}\n')
  })

  it('keeps the lines of code, and ignores the layout of a table', () => {
    const code: TextDiff = [
      ['same', '```\nconst a = '],
      ['removed', '1'],
      ['added', '2'],
      ['same', '\n```\n\n'],
    ]
    const row: TextDiff = [
      ['same', '| a     | '],
      ['added', 'b'],
      ['removed', '        '],
      ['same', ' |\n'],
    ]
    expect(
      changesText(body(['edited', 1, 1, code, { block: 'code' }], ['edited', 2, 2, row, { block: 'table' }]), at(80)),
    ).toContain(`
  1 ~ edited  \`\`\`
              const a = [-1-]{+2+}
              \`\`\`
  2 ~ edited  | a | {+b+} |
`)
  })
})

describe('right-to-left text', () => {
  const hebrew: TextDiff = [
    ['same', 'הגשר נסגר '],
    ['removed', 'שני'],
    ['added', 'שלושה'],
    ['same', ' ימים.'],
  ]

  it('is isolated between the marks on a terminal', () => {
    expect(changesText(body(['edited', 1, 1, hebrew]), at(80))).toContain(
      '1 ~ edited  \u{2068}הגשר נסגר \u{2069}[-\u{2068}שני\u{2069}-]{+\u{2068}שלושה\u{2069}+}\u{2068} ימים.\u{2069}\n',
    )
  })

  it('closes each isolate on its line', () => {
    const long: TextDiff = [
      ['added', 'הגשר נסגר לשלושה ימים '.repeat(20)],
      ['same', 'x'],
    ]
    for (const view of ['inline', 'columns'] as const) {
      for (const line of changesText(body(['edited', 1, 1, long]), at(60), view).split('\n')) {
        expect(line.replace(/\u{2068}[^\u{2068}\u{2069}]*\u{2069}/gu, '')).not.toMatch(
          /[\u{2068}\u{2069}\u{5d0}-\u{5ea}]/u,
        )
      }
    }
  })

  it('is unchanged in a pipe', () => {
    expect(diffText(null)(body(['edited', 1, 1, hebrew]), plainRendering)).not.toMatch(/\p{Cf}/u)
  })
})

describe('a title in a terminal', () => {
  const titled = (diff: TextDiff) => versionDiff({ changes: [change('title', diff)] })
  const rewritten: TextDiff = [
    ['removed', 'Gunfire and explosions are reported'],
    ['added', 'At least 36 people are killed in a fire'],
    ['same', ' at a hotel in the harbour'],
  ]

  it('is an inline diff if little changed', () => {
    const diff: TextDiff = [
      ['same', 'The bridge closes after inspectors find '],
      ['removed', 'two'],
      ['added', 'three'],
      ['same', ' cracks'],
    ]
    expect(changesText(titled(diff), at(80))).toBe(
      'title  ● number  1 word replaced\n  The bridge closes after inspectors find [-two-]{+three+} cracks\n',
    )
  })

  it('is two lines if much changed', () => {
    expect(changesText(titled(rewritten), at(80))).toBe(`\
title  ● number  9 words replaced
  − [-Gunfire and explosions are reported-] at a hotel in the harbour
  + {+At least 36 people are killed in a fire+} at a hotel in the harbour
`)
  })

  it('is side by side on a wide terminal', () => {
    expect(changesText(titled(rewritten), at(150))).toMatch(/^\[-Gunfire .* │ \{\+At least/m)
  })

  it('has no line end between a mark and its text', () => {
    const diff: TextDiff = [
      ['same', 'the office of the harbour'],
      ['added', ' says on Monday '],
      ['same', 'closes'],
    ]
    expect(changesText(titled(diff), at(30))).toContain('  the office of the\n  harbour{+ says on\n  Monday +}closes')
  })

  it('is an inline diff if words were only added', () => {
    const grown: TextDiff = [
      ['same', 'Fire'],
      ['added', ' at a hotel in the harbour kills at least 36 people'],
    ]
    expect(changesText(titled(grown), at(80))).toContain('  Fire{+ at a hotel')
  })

  it('is counted in characters in a script without blanks', () => {
    const diff: TextDiff = [
      ['same', '国立博物館で'],
      ['removed', '新しい'],
      ['added', '特別な'],
    ]
    expect(changesText(titled(diff), at(80))).toContain('3 characters replaced')
  })
})
