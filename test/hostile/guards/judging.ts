// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are pieces of source

import { commandsIn } from '../../reporters/check/runner.ts'
import { hostileTitles } from '../repositories/texts.ts'
import type { Command } from '../running.ts'
import { page, type Sandbox } from '../sandbox.ts'
import { edit, type Guard, type Seen } from './guard.ts'

/** A path with what parts the properties of a command. */
const odd = 'a,line=1,title=forged,x.md'

const passes = ({ last }: Seen) => last?.code === 0
const accepted = ({ last }: Seen) => last?.code !== 2
const isSafe = edit(
  'sources/git/repository/reference.ts',
  "return /^[A-Za-z0-9][A-Za-z0-9._/@{}^~-]{0,255}$/.test(name) && !name.includes('..') && !name.includes('--')",
  'return name !== null',
)
const isName = edit(
  'cli/config/ci-range.ts',
  "return /^[A-Za-z0-9][A-Za-z0-9._/@{}^~-]{0,255}$/.test(name) && !name.includes('..') && !name.includes('--')",
  'return name !== null',
)
const visible = 'reporters/wording/visible.ts'
const comparison = 'sources/git/comparison/open-comparison.ts'

function titled(...titles: readonly string[]) {
  return (sandbox: Sandbox) =>
    sandbox.commit([
      Object.fromEntries(titles.map((title, index) => [`posts/${index}.md`, page(title)])),
      Object.fromEntries(titles.map((title, index) => [`posts/${index}.md`, page(`${title} again`)])),
    ])
}

/** The archive becomes a link to a folder in which nothing is the matter. */
function replacedByLink(sandbox: Sandbox): void {
  sandbox.commit([
    { 'archive/page.md': page('One boat sails.'), 'archive/other.md': page('The museum closes.') },
    {
      'archive/page.md': null,
      'archive/other.md': null,
      archive: { mode: '120000', id: sandbox.blob('others') },
      'others/page.md': page('One boat sails.'),
    },
  ])
}

/** Another word for HEAD: git knows more names than those that are plainly one. */
const sign = '@'

const obeyed = ({ obeyed }: Seen) => obeyed.length > 0

/** What keeps a range from judging itself, and its words from being obeyed. */
export const judgingGuards: readonly Guard[] = [
  {
    name: 'names of revisions: only what is plainly one reaches git, whoever types it',
    away: [isSafe],
    build: () => undefined,
    commands: () => [{ name: 'check', argv: ['check', '--since', sign] }],
    harmed: accepted,
  },
  {
    name: 'names of revisions: only what is plainly one reaches git, whatever a CI service says',
    away: [isName],
    beside: [isSafe],
    build: () => undefined,
    commands: (): Command[] => [{ name: 'check', argv: ['check'], env: { VARIORUM_BASE: sign } }],
    harmed: ({ told }) => told.includes(`since ${sign}`),
  },
  {
    name: 'the config is the one that stood before the range',
    away: [edit(comparison, 'before: own?.tree ?? null, after:', 'before: head?.tree ?? own?.tree ?? null, after:')],
    build: (sandbox) =>
      sandbox.commit([
        {
          'variorum.config.json': JSON.stringify({ rules: { VAR101: 'off', VAR102: 'off' } }),
          'page.md': page('9 boats sail.'),
        },
      ]),
    commands: () => ['check HEAD~1..HEAD'],
    harmed: passes,
  },
  {
    name: 'the archive is the one that stood before the range',
    away: [
      edit('cli/verbs/check.ts', 'call.given.archive || !isTold ? null : await archiveFolder(files, found)', 'null'),
    ],
    build: (sandbox) =>
      sandbox.commit([{ 'archive/other.md': page('Another page.'), 'page.md': page('9 boats sail.') }]),
    commands: () => ['check HEAD~1..HEAD'],
    harmed: passes,
  },
  {
    name: 'the archive is where it stood, whatever link the range puts there',
    away: [edit(comparison, 'stood && (await files.isFolder(stood)) ? stood :', '')],
    build: replacedByLink,
    commands: () => ['check HEAD~1..HEAD'],
    harmed: ({ told }) => !told.includes('path-changed-without-link'),
  },
  {
    name: "a link in the archive's place is an error",
    away: [edit('sources/git/comparison/comparison.ts', 'if (before !== null && after === null)', 'if (false)')],
    build: replacedByLink,
    commands: () => ['check HEAD~1..HEAD'],
    harmed: passes,
  },
  {
    name: 'the baseline is the one that stood before the range',
    away: [edit('cli/config/baseline.ts', 'files.commits ? await asItStood(place, file, files) : null', 'null')],
    build(sandbox) {
      const baseline = (fingerprints: readonly string[]) =>
        JSON.stringify({ findings: fingerprints.map((fingerprint) => ({ fingerprint })) })
      sandbox.commit([{ 'baseline.json': baseline([]) }, { 'page.md': page('9 boats sail.') }])
      sandbox.write('baseline.json', baseline(sandbox.fingerprints()))
    },
    commands: () => ['check HEAD~1..HEAD --baseline baseline.json'],
    harmed: passes,
  },
  {
    name: 'a baseline that the range brings excuses nothing',
    away: [edit('cli/config/baseline.ts', 'if (!(await files.brings(one))) continue', 'continue')],
    build(sandbox) {
      sandbox.commit([{ 'page.md': page('9 boats sail.') }])
      const findings = sandbox.fingerprints().map((fingerprint) => ({ fingerprint }))
      sandbox.commit([{ 'baseline.json': JSON.stringify({ findings }) }])
    },
    commands: () => ['check HEAD~2..HEAD --baseline baseline.json'],
    harmed: passes,
  },
  {
    name: 'what is printed: ##[ is broken up',
    away: [edit(visible, ".replace(hashCommand, () => `#${escaped('#')}`)", '')],
    build: titled('A boat ##[error]forged', 'A boat ##vso[task.complete]'),
    commands: () => ['import', 'history', 'check HEAD~1..HEAD'],
    harmed: obeyed,
  },
  {
    name: 'what is printed: :: is broken up',
    away: [edit(visible, ".replace(colonCommand, () => `:${escaped(':')}`)", '')],
    build: titled('::error file=page.md,line=1::forged', '::add-mask::boat'),
    commands: () => ['import', 'show posts/0.md', 'history posts/1.md'],
    harmed: obeyed,
  },
  {
    name: 'what is printed: control characters are written out',
    away: [edit(visible, 'withoutCommands(revealed(text, (_, at) => joiners.has(at)))', 'withoutCommands(text)')],
    build: titled(...hostileTitles.slice(0, 8)),
    commands: () => ['import', 'history', 'check HEAD~1..HEAD'],
    harmed: obeyed,
  },
  {
    name: 'what is printed as JSON: ##[ is broken up',
    away: [
      edit(
        'reporters/json/document.ts',
        '|(?<=#)#(?=\\[|vso\\[|teamcity\\[)|#(?=#(?:\\[|vso\\[|teamcity\\[))/giu',
        '/giu',
      ),
    ],
    build: titled('A boat ##[error]forged'),
    commands: () => ['check HEAD~1..HEAD --format json'],
    harmed: obeyed,
  },
  {
    name: "annotations of GitHub: a page's path is one property",
    away: [edit('reporters/ci/github.ts', 'return escaped(visible(text), /[%\\r\\n:,]/g)', 'return visible(text)')],
    build: (sandbox) => sandbox.commit([{ [odd]: page('One boat sails.') }, { [odd]: page('Two boats sail.') }]),
    commands: () => ['check HEAD~1..HEAD --format github'],
    harmed: ({ last }) => commandsIn(last?.stdout ?? '').some(({ properties: { file } }) => file !== odd),
  },
  {
    name: 'annotations of GitHub: what is said of a page is one line',
    away: [edit('reporters/ci/github.ts', '${escaped(data, /[%\\r\\n]/g)}', '${data}')],
    build: (sandbox) => sandbox.commit([{ 'page.md': page('%0A::error::9 boats sail.') }]),
    commands: () => ['check HEAD~1..HEAD --format github'],
    harmed: ({ last }) => (last?.stdout ?? '').split('\n').some((line) => line !== '' && !line.startsWith('::')),
  },
]
