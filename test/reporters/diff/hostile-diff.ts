import { type Change, type SentenceStep, sentenceActions, type TextDiff } from '../../../src/model/change.ts'
import type { EventId } from '../../../src/model/event.ts'
import type { VersionDiff } from '../../../src/model/report.ts'
import { change, step, versionDiff } from './sample-diff.ts'

/** Texts that browsers, parsers of Markdown, services, terminals and runners obey. */
export const payloads: readonly string[] = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
  '<iframe src="https://evil.example"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<style>*{display:none}</style>',
  '</style><script>alert(1)</script>',
  '<link rel=stylesheet href=//evil.example>',
  '<base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<form action=https://evil.example><input name=x></form>',
  '<object data="data:text/html,x"></object>',
  '<template><script>alert(1)</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<!-- x --><b>',
  '--><script>alert(1)</script>',
  '<![CDATA[x]]><b>',
  '<?xml version="1.0"?><b>',
  '</title><b>',
  '</textarea><b>',
  '</del></ins></p><b>',
  '</li></ol></main></body></html><b>',
  '<del>x</del>',
  '" onmouseover="alert(1)',
  "' onmouseover='alert(1)",
  '"><b>',
  "'><b>",
  '` onmouseover=alert(1) x=`',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'https://evil.example/" onclick="alert(1)',
  'https://evil.example/<b>',
  'https:evil.example',
  '//evil.example',
  'https://user:secret@evil.example/?a=b&c=d',
  '&lt;b&gt;',
  '&#60;b&#62;',
  '&amp;lt;',
  '&lt',
  '&notit;',
  '\u{0}<b>',
  '\u{feff}<b>',
  '\u{1b}[2J',
  '\u{9b}31m',
  '\r\n<b>',
  '\u{85}x',
  '\u{2028}<b>',
  '\u{202e}x',
  '\u{2066}x',
  '\u{2069}',
  '\u{200b}x',
  '\u{e0041}',
  '\ud800',
  '\udc00<b>',
  '\u{ffff}',
  '::error::x',
  '\n::add-mask::x',
  '##[error]x',
  '##vso[task.complete]',
  '**x** __x__ *x* _x_',
  '~~x~~ ~x~',
  '`x` ``x`` ```',
  '\n```\n<b>\n```\n',
  '````diff\n-x\n````',
  '[x](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '[x]: https://evil.example',
  '[x][y] [^1]',
  '](javascript:alert(1))',
  '<https://evil.example>',
  '<a@b.example>',
  'https://evil.example www.evil.example a@b.example',
  '@team @org/team',
  '#12 org/repo#12 GH-12 !12',
  '0123456789abcdef0123456789abcdef01234567',
  ':+1: :tada:',
  '$x$ $$x$$',
  '| a | b |\n| - | - |',
  'a | b \\| c',
  '\\',
  '\\\\|',
  '# x',
  '## x ##',
  '> x',
  '- x',
  '1. x',
  '    x',
  '---',
  'x\n===',
  '\n\n# x',
  '&nbsp;<br>',
  '{{ x }} {% x %}',
]

const blocks = ['paragraph', 'heading', 'list', 'quote', 'code', 'table'] as const

/** Steps of each action in each kind of block, with one text. */
function stepsOf(text: string): SentenceStep[] {
  const links = [{ text, before: text, after: `${text}x` }]
  const diff: TextDiff = [
    ['same', text],
    ['removed', text],
    ['added', text],
    ['same', `[a](${text})`],
  ]
  return blocks.flatMap((block, at) =>
    sentenceActions.flatMap((action) => [
      step(action, at + 1, at + 2, diff, { block, links }),
      step(action, at + 1, at + 9, [['removed', text]], { block }),
      step(action, at + 1, at + 9, [['added', text]], { block, edits: diff }),
    ]),
  )
}

/** Two versions in which every text from a page is one text. */
export function hostileDiff(text: string, sentences: boolean): VersionDiff {
  const diff: TextDiff = [
    ['same', text],
    ['removed', text],
    ['added', `${text}x`],
    ['same', text],
  ]
  const changes = (['title', 'body', 'topic', 'sources', 'day', 'path'] as const).map(
    (field): Change => change(field, diff, { sentences: field === 'body' && sentences ? stepsOf(text) : null }),
  )
  const part = versionDiff()
  const version = {
    ...part.a,
    title: text,
    topic: text,
    path: text,
    sources: [text],
    origin: { kind: 'commit', sha: text, author: text },
  } as const
  const event = { ...part.event, id: text as EventId, title: text, topic: text, paths: [text] }
  return { event, a: version, b: { ...version, number: 2 }, changes, folded: diff }
}
