import { describe, expect, it } from 'vitest'
import type { TextDiff } from '../../../src/model/change.ts'
import { diffMarkdown } from '../../../src/reporters/markdown/diff.ts'
import { plainRendering } from '../../../src/reporters/render-options.ts'
import { unsafeCharacter } from '../../helpers/unsafe-character.ts'
import { parseMarkdown } from '../check/parse-markdown.ts'
import { hostileDiff, payloads } from './hostile-diff.ts'
import { change, step, versionDiff } from './sample-diff.ts'

const ours = /^\s*<\/?(?:del|ins)>\s*$/

describe('a diff as Markdown', () => {
  it('has a table of the versions and a list of the sentences', () => {
    expect(diffMarkdown(versionDiff(), plainRendering)).toBe(`\
### The swing bridge closes after inspectors find three cracked bearings

| version | from | until | page |
| --- | --- | --- | --- |
| 1: First version | 2018-01-15 15:02 UTC | 2018-01-15 22:14 UTC | news/2018/01/15/swing-bridge.md |
| 2: Current version | 2018-01-15 22:14 UTC | now | news/2018/01/15/swing-bridge.md |

#### title ● factual: number

1 word replaced

- title: The swing bridge closes after inspectors find <del>two</del> <ins>three</ins> cracked bearings

#### body ● factual: number, detail-added

5 words replaced in 5 sentences, 1 sentence added, 1 deleted, 1 moved, 1 split, 1 merged, 1 link changed; 8 unchanged

- ⋮ 3 sentences unchanged
- 4: Boats may still pass below.
- 5 **edited**: Engineers found <del>two</del> <ins>three</ins> cracked bearings during a routine visit, which they make each spring and each autumn.
- 6 **moved to 11**
- 6 **added**: <ins>Each bearing carries about forty tonnes.</ins>
- 7→7–8 **split**: The office ordered new ones<del>, which</del> <ins>. They</ins> come from a foundry inland.
- 8→9: \\> Nobody should wait at the bridge.
- 9→10 **edited**: - The \\[timetable\\] has the ferries.
  - link \`timetable\`: <del>\`https://harbour.example/old\`</del> <ins>\`https://harbour.example/new\`</ins>
- 11 **moved from 6, edited**: - Fares stay as they <del>are</del> <ins>were</ins>.
- 10 **deleted**: - <del>Lorries go by the ring road.</del>
- 11–12→12 **merged**: The repair takes a week<del>. It</del> <ins>and</ins> begins on Thursday.
- 13: The market opens an hour later.
- ⋮ 2 sentences unchanged

#### sources ◐ editorial

- \`https://harbour.example/notices/41\`
- <del>\`https://daily.example/2018/01/15/bridge\`</del>
- <ins>\`https://daily.example/2018/01/16/bridge\`</ins>
`)
  })

  it('prints a whole page, code, and a text without sentences as a patch', () => {
    const diff: TextDiff = [
      ['same', 'one\ntwo\nthree\nfour\n'],
      ['removed', 'five'],
      ['added', '`'.repeat(3)],
      ['same', ' six\n'],
    ]
    expect(diffMarkdown(versionDiff({ changes: [change('body', diff)], folded: diff }), plainRendering)).toContain(`
\`\`\`\`diff
@@ 2 lines unchanged @@
 three
 four
-five six
+\`\`\` six
\`\`\`\`

#### the whole page, with the parts that make no version
`)
    const code = step('edited', 3, 3, diff, { block: 'code' })
    expect(
      diffMarkdown(versionDiff({ changes: [change('body', diff, { sentences: [code] })] }), plainRendering),
    ).toContain(`
- 3 **edited**:
  \`\`\`\`diff
  @@ 2 lines unchanged @@
`)
  })

  it('prints a rewritten title as two items', () => {
    const diff: TextDiff = [
      ['removed', 'Gunfire and explosions are reported'],
      ['added', 'A fire that was lit by one man is put out'],
      ['same', ' at the hotel'],
    ]
    expect(diffMarkdown(versionDiff({ changes: [change('title', diff)] }), plainRendering)).toContain(
      '- before: <del>Gunfire and explosions are reported</del> at the hotel\n- after: <ins>A fire that was lit by one man is put out</ins> at the hotel\n',
    )
  })

  it.each(payloads)('prints %j as text in every field', (text) => {
    for (const sentences of [true, false]) {
      const markdown = diffMarkdown(hostileDiff(text, sentences), plainRendering)
      expect(markdown).not.toMatch(unsafeCharacter)
      expect(markdown).not.toMatch(/^\s*::[a-z]|##(?:\[|vso\[)/im)
      for (const { active, reference, html } of parseMarkdown(markdown, ours)) {
        expect(active).toEqual([])
        expect(reference).toBeNull()
        expect(html.match(/<h[1-6]/g)).toHaveLength(8)
        expect(html.match(/<tr>/g)).toHaveLength(3)
        expect(html.match(/<(?:td|th)[ >]/g)).toHaveLength(12)
      }
    }
  })
})
