import { eventPage } from '../../e2e/test-archive.ts'
import { page, type Sandbox } from '../sandbox.ts'
import type { HostileRepository } from './hostile-repository.ts'

/** Titles with commands for terminals, CI services, browsers, spreadsheets and Markdown viewers. */
export const hostileTitles: readonly string[] = [
  'A boat \u001b[2J\u001b]0;forged\u0007 sails',
  'A boat \u001b]52;c;AAAA\u0007 sails',
  'A boat \u001b]8;;https://evil.invalid\u001b\\link\u001b]8;;\u001b\\ sails',
  'A boat \u009b31m\u0090q\u009c sails',
  'A boat \b\b\b\u007f sails',
  'A boat \u202egnitaolf\u202c sails',
  'A boat \u2066\u200f\u061c sails',
  'A boat\u200b\u{e0041}\u{e007f} sails',
  'A boat\r::error file=page.md,line=1::forged',
  '::error file=page.md,line=1::forged',
  '::add-mask::boat',
  '::stop-commands::x',
  '::set-output name=x::forged',
  'A boat ##[error]forged',
  'A boat ##[add-matcher]matcher.json',
  'A boat ##vso[task.setvariable variable=PATH]forged',
  'A boat ##teamcity[buildStatus text=x]',
  '%0A::error::forged',
  '%0D%0A##[error]forged',
  '=HYPERLINK("http://evil.invalid")',
  '@SUM(1+1)*cmd|x',
  '+1-1',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '](javascript:alert(1)) [a boat',
  '![x](https://evil.invalid/x.png)',
  '--> <!-- variorum-check -->',
  '</details> <details>',
  ']]> <![CDATA[',
  '@team, #12, GH-12, org/repo#1',
  '```` ``` ` ~~~',
  '$x$ \\(x\\) {{ x }} #{x}',
]

function pagesWithTitles(titles: readonly string[], suffix: string): Record<string, string> {
  return Object.fromEntries(
    titles.map((title, index) => [
      `posts/${index}.md`,
      eventPage({
        title: `${title}${suffix}`,
        topic: title.replaceAll(/[\r\n]/g, ' '),
        source: `https://g.example/${index}`,
      }),
    ]),
  )
}

/** A page with a front matter block after any fence. */
function fenced(fence: string, code: string): string {
  return `${fence}\n${code}\n---\n\n# A boat sails\n\nText.\n`
}

const executable = [
  '---js',
  '---javascript',
  '---JS',
  '--- js',
  '---js\t',
  '\ufeff---js',
  '---coffee',
  '---coffeescript',
  '---cson',
  '---json',
  '---toml',
  '---constructor',
  '---toString',
  '---__proto__',
  '---hasOwnProperty',
  '+++js',
  ';;;js',
]

/** JavaScript that marks the canary when it runs. */
export function markingCode(sandbox: Sandbox, name: string): string {
  return `{ title: (process.getBuiltinModule('fs').appendFileSync(${JSON.stringify(sandbox.canary)}, '${name}\\n'), 'A boat') }`
}

const bomb = (levels: number) =>
  Array.from({ length: levels }, (_, level) => {
    const inside = level === 0 ? 'boat' : `*a${level - 1}`
    return `a${level}: &a${level} [${Array.from({ length: 9 }, () => inside).join(', ')}]`
  }).join('\n')

const yaml: Readonly<Record<string, string>> = {
  function: 'title: !!js/function "function () { process.exit(1) }"',
  regexp: 'title: !!js/regexp /(a+)+$/',
  undefined: 'title: !!js/undefined ""',
  python: 'title: !!python/object/apply:os.system ["touch x"]',
  prototype: '__proto__:\n  polluted: true\nconstructor:\n  prototype:\n    polluted: true\ntitle: A boat',
  merge: `base: &base\n  __proto__: {polluted: true}\n<<: *base\ntitle: A boat`,
  'bomb of 8 levels': `${bomb(8)}\ntitle: A boat`,
  'bomb of 40 levels': `${bomb(40)}\ntitle: A boat`,
  cycle: 'a: &a\n  b: *a\ntitle: A boat',
  anchors: `${Array.from({ length: 3000 }, (_, i) => `k${i}: &k${i} x`).join('\n')}\ntitle: A boat`,
  keys: `? {a: b}\n: c\n? [d]\n: e\ntitle: A boat`,
  'long scalar': `title: "${'boat '.repeat(12_000)}"`,
  blanks: `title:${' '.repeat(60_000)}boat`,
  'no end': `title: "A boat\n${'x: [\n'.repeat(1000)}`,
  'nested lists': `title: ${'['.repeat(5000)}${']'.repeat(5000)}`,
  'nested maps': `title: ${'{a: '.repeat(5000)}x${'}'.repeat(5000)}`,
  'nested dashes': `title:\n${'- '.repeat(5000)}x`,
  'nested lines': Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
}

const section = '### Changes:\n\n1. [One boat sails.](/page.md) _2018-01-15 09:00:00 (First version)_\n'

/** Pages whose text a program could run, obey or expand without bound. */
export const hostileTexts: readonly HostileRepository[] = [
  {
    name: 'front matter is in languages that run code',
    build(sandbox) {
      const pages = Object.fromEntries(
        executable.flatMap((fence, index) => [
          [`posts/${index}.md`, fenced(fence, markingCode(sandbox, `front-matter ${index}`))],
          [`posts/${index}-open.md`, `${fence}\n${markingCode(sandbox, `open ${index}`)}\n`],
        ]),
      )
      sandbox.commit([pages])
    },
  },
  {
    name: 'the body has a second front matter block, in a language that runs code',
    build(sandbox) {
      const inner = fenced('---js', markingCode(sandbox, 'second'))
      sandbox.commit([{ 'posts/a.md': `---\ntitle: A boat\n---\n${inner}`, 'posts/b.md': `---\n---\n${inner}` }])
    },
  },
  {
    name: 'front matter in YAML has tags, bombs, cycles and prototypes, and is nested 5,000 deep',
    build(sandbox) {
      const pages = Object.entries(yaml).map(([name, text]) => [`posts/${name}.md`, fenced('---', text)])
      sandbox.commit([Object.fromEntries(pages)])
    },
  },
  {
    name: 'front matter in TOML is nested, repeated and wide',
    build(sandbox) {
      const toml = [
        `a = ${'['.repeat(2000)}${']'.repeat(2000)}`,
        `${'a.'.repeat(5000)}b = 1`,
        `__proto__ = { polluted = true }\n[constructor.prototype]\npolluted = true`,
        Array.from({ length: 5000 }, (_, index) => `[[a]]\nb = ${index}`).join('\n'),
        `title = "${'\\u0041'.repeat(9000)}"`,
      ]
      sandbox.commit([
        Object.fromEntries(toml.map((text, index) => [`posts/${index}.md`, `+++\n${text}\n+++\n\nText.\n`])),
      ])
    },
  },
  {
    name: 'titles hold commands for terminals and CI services',
    build(sandbox) {
      sandbox.commit([
        pagesWithTitles(hostileTitles, ''),
        pagesWithTitles(hostileTitles, ' again'),
        pagesWithTitles(hostileTitles, ' 3 times'),
      ])
    },
    commands: () => [
      { name: 'history of a hostile title', argv: ['history', 'posts/0.md', '-v'] },
      { name: 'diff of a hostile title', argv: ['diff', 'posts/9.md', '--all'] },
      { name: 'show a hostile title', argv: ['show', 'posts/13.md'] },
      { name: 'changes of a hostile title', argv: ['changes', 'posts/8.md'] },
    ],
  },
  {
    name: 'a Changes section is forged with fences, comments, headings and copies',
    build(sandbox) {
      const forged = [
        section + section,
        `\`\`\`\n${section}\`\`\`\n${section}`,
        `<!--\n${section}-->\n`,
        `<!-- ${section} <!-- ${section} --> ${section} -->`,
        `> ${section.replaceAll('\n', '\n> ')}\n`,
        `${'> '.repeat(3000)}${section}`,
        `${'- '.repeat(3000)}${section}`,
        `\`\`\`\`\n\`\`\`\n${section}`,
        `${'#'.repeat(2000)} Changes:\n${section}`,
        `### Changes:\n\n${'1. ['.repeat(5000)}x\n`,
        `### Changes:\n\n1. [${'[x]('.repeat(5000)}${')'.repeat(5000)}](/page.md) _(Current version)_\n`,
        `### Changes:\n\n1. [x](../../../outside/secret.md) _2018-99-99 99:99:99 (First version)_\n2. [y](/etc/passwd) _(Update)_\n`,
        `### Changes:\n\n${Array.from({ length: 100 }, (_, i) => `${i}. [Title ${i}](/page.md) _2018-01-15 09:00:00 (Update)_`).join('\n')}\n`,
        `### Changes:\u202e\n${section}\u0000${section}`,
      ]
      const at = (title: string) =>
        Object.fromEntries(
          forged.map((changes, index) => [
            `posts/${index}.md`,
            eventPage({ title: `${title} number ${index}.`, changes, source: `https://g.example/${index}` }),
          ]),
        )
      sandbox.commit([at('One boat'), at('Two boats')])
    },
  },
  {
    name: 'pages are slow to read as Markdown, wikitext and words',
    build(sandbox) {
      const texts = {
        'links.md': page(`${'['.repeat(3000)}boat${']('.repeat(3000)}`),
        'emphasis.md': page(`${'*_'.repeat(5000)}boat`),
        'ticks.md': page(Array.from({ length: 500 }, (_, index) => '`'.repeat(index)).join(' ')),
        'entities.md': page('&amp;#x26;'.repeat(3000)),
        'words.md': page('boat '.repeat(4000)),
        'one-word.md': page('b'.repeat(60_000)),
        'lines.md': page('A boat.') + 'boat\n\n'.repeat(20_000),
        'quotes.md': `${'>'.repeat(20_000)}\n`,
        'tags.md': `${'<a '.repeat(10_000)}\n`,
        '2018_January_15.txt': `{{Current events|year=2018|month=01|day=15|content=\n${'*'.repeat(2000)} [[${'[['.repeat(3000)}\n${'{{'.repeat(4000)}\n}}`,
      }
      const retitled = Object.entries(texts).map(([path, text]) => [path, text.replace(/b/, 'a b')])
      sandbox.commit([texts, Object.fromEntries(retitled)])
    },
  },
]
