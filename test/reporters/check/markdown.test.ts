import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TextDiff } from '../../../src/model/change.ts'
import { printable } from '../../../src/reporters/wording/printable.ts'
import { itHolds } from '../../helpers/property.ts'
import { hostileText } from './hostile-report.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { renderReport } from './report-formats.ts'
import { bridge, finding, mixedFindings, report } from './sample-report.ts'

const mebibyte = 1_048_576

describe('a check as Markdown', () => {
  it('has a marker, lists findings by page, and folds known and allowed ones', () => {
    const fixed = [
      { path: bridge, state: 'written', note: null },
      { path: 'news/c.md', state: 'left', note: 'the section cannot be read' },
    ] as const
    expect(renderReport('markdown', report(mixedFindings, { fixed }))).toBe(`\
<!-- variorum-check -->
### ✗ 1 error, 1 warning, 1 info; 3 pages checked

\`HEAD~1..HEAD\` · 2 known from before, 1 allowed

#### The archive as a whole

- · **info** VAR150 bulk-change: 41 pages.

#### \`news/2018/01/15/swing-bridge.md\`

- ✗ **error** VAR101 title-change-unrecorded, line 3, column 1: The title changed; list the former one in the Changes section.
  - title: The swing bridge closes after inspectors find ~~two~~ **three** cracked bearings
- ! **warning** VAR120 factual-title-change, line 3: A number in the title is another one.
  - expected: two
  - found: three

#### Changes sections

- \`news/2018/01/15/swing-bridge.md\` written
- \`news/c.md\` not written: the section cannot be read

<details>
<summary>2 known from before, 1 allowed</summary>

#### \`news/2018/01/14/ferry.md\`

- ✗ **error** VAR101 title-change-unrecorded, line 3, column 1: It was so before.

#### \`news/2018/01/15/swing-bridge.md\`

- ✗ **error** VAR101 title-change-unrecorded, line 3, column 1: It is meant so.
  - allowed: the harbour office renamed it

#### \`news/2018/01/16/market.md\`

- ✗ **error** VAR101 title-change-unrecorded: Listed.

</details>
`)
  })

  it('has only a headline without findings', () => {
    expect(renderReport('markdown', report([]))).toBe(
      '<!-- variorum-check -->\n### ✓ 1 page checked, no findings\n\n`HEAD~1..HEAD`\n',
    )
  })

  it('puts text that services would activate into code spans, and escapes marks', () => {
    const message = 'Statement by @team on #12: 50% of $5, see https://x.example/a or GH-7 :+1: <b>*now*</b> [-a-]'
    expect(renderReport('markdown', report([finding({ message })]))).toContain(
      ': Statement by `@team` on `#12:` 50\\% of `$5`, see `https://x.example/a` or `GH-7` `:+1:` \\<b\\>\\*now\\*\\</b\\> \\[-a-\\]\n',
    )
  })

  it.each([
    [[same('to end by '), removed('Friday'), added('Monday'), same('.')], 'to end by ~~Friday~~ **Monday**.'],
    [[same('bear'), removed('ing'), same('s')], 'bear~~ing~~s'],
    [[same('the bridge'), added(', closed'), same(' today')], 'the bridge **, closed** today'],
    [[same('a'), removed('  '), added(' '), same('b')], 'a ~~`  `~~ **` `** b'],
    [[same('say '), removed('“two”'), same(' of')], 'say ~~“two”~~ of'],
  ] as [TextDiff, string][])('separates the marks of the diff %j so that they count as marks', (diff, shown) => {
    const markdown = renderReport('markdown', report([finding({ diff })]))
    expect(markdown).toContain(`  - title: ${shown}\n`)
  })

  itHolds(
    'strikes through removed words and prints added words in bold, in any titles',
    () =>
      fc.property(hostileText, hostileText, hostileText, hostileText, (before, gone, come, after) => {
        const diff = [same(before), removed(gone), added(come), same(after)]
        for (const { html } of parseMarkdown(renderReport('markdown', report([finding({ diff })])))) {
          const marked = (name: string) =>
            [...html.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map(([, inner = '']) => plainOf(inner))
          expect([...marked('del'), ...marked('s')]).toEqual(gone === '' ? [] : [trimmed(gone)])
          expect(marked('strong')).toEqual(come === '' ? ['error'] : ['error', trimmed(come)])
        }
      }),
    { quick: 60, thorough: 2000 },
  )

  it('leaves out whole findings when it is too long, and counts them', { tags: ['slow'] }, () => {
    const big = Array.from({ length: 9000 }, (_, index) => finding({ line: index + 1, message: '国'.repeat(60) }))
    const markdown = renderReport('markdown', report([...big, ...mixedFindings]))
    const size = Buffer.byteLength(markdown)
    expect(size).toBeLessThan(mebibyte)
    expect(size).toBeGreaterThan(mebibyte * 0.98)
    const shown = markdown.match(/^- ✗/gm)?.length ?? 0
    expect(markdown).toContain(
      `\nand ${(9003 - shown).toLocaleString('en-US')} more findings left out: the report is too long\n`,
    )
    expect(markdown).toMatch(/\nand [123] more findings? left out: the report is too long\n\n<\/details>\n$/)
  })

  it('stays small with a huge text', () => {
    const huge = 'x'.repeat(2 * mebibyte)
    const range = { base: null, head: 'index', source: huge } as const
    const fixed = [{ path: huge, state: 'left', note: huge }] as const
    const markdown = renderReport(
      'markdown',
      report([finding({ message: huge }), finding({ standing: 'base' })], { range, fixed }),
    )
    expect(Buffer.byteLength(markdown)).toBeLessThan(2000)
    expect(markdown).toContain('and 1 more finding left out: the report is too long')
  })
})

function same(part: string): TextDiff[number] {
  return ['same', part]
}

function removed(part: string): TextDiff[number] {
  return ['removed', part]
}

function added(part: string): TextDiff[number] {
  return ['added', part]
}

/** A text as it is printed between marks. */
function trimmed(part: string): string {
  return part.trim() === '' ? printable(part) : printable(part).trim()
}

function plainOf(html: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
    '&amp;': '&',
  }
  return html.replace(/<\/?code>/g, '').replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity)
}
