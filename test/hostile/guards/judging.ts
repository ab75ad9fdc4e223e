// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are pieces of source

import { parseRunnerCommands } from '../../reporters/check/runner-commands.ts'
import { hostileTitles } from '../repositories/texts.ts'
import type { Command } from '../run-commands.ts'
import { page, type Sandbox } from '../sandbox.ts'
import { type Guard, type Observation, replaceSource } from './guard.ts'

/** A path with what parts the properties of a command. */
const oddPath = 'a,line=1,title=forged,x.md'

const passes = ({ lastResult }: Observation) => lastResult?.code === 0
const accepted = ({ lastResult }: Observation) => lastResult?.code !== 2
const isSafe = replaceSource(
  'sources/git/repository/commit-range.ts',
  "return /^[A-Za-z0-9][A-Za-z0-9._/@{}^~-]{0,255}$/.test(name) && !name.includes('..') && !name.includes('--')",
  'return name !== null',
)
const isName = replaceSource(
  'cli/config/ci-range.ts',
  "return /^[A-Za-z0-9][A-Za-z0-9._/@{}^~-]{0,255}$/.test(name) && !name.includes('..') && !name.includes('--')",
  'return name !== null',
)
const visible = 'reporters/wording/printable.ts'
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
const headAlias = '@'

const hasInjectedCommand = ({ injectedCommands }: Observation) => injectedCommands.length > 0

/** What keeps a range from judging itself, and its words from being obeyed. */
export const judgingGuards: readonly Guard[] = [
  {
    name: 'names of revisions: only what is plainly one reaches git, whoever types it',
    removal: [isSafe],
    build: () => undefined,
    commands: () => [{ name: 'check', argv: ['check', '--since', headAlias] }],
    isHarmed: accepted,
  },
  {
    name: 'names of revisions: only what is plainly one reaches git, whatever a CI service says',
    removal: [isName],
    otherRemovals: [isSafe],
    build: () => undefined,
    commands: (): Command[] => [{ name: 'check', argv: ['check'], env: { VARIORUM_BASE: headAlias } }],
    isHarmed: ({ output }) => output.includes(`since ${headAlias}`),
  },
  {
    name: 'the config is the one that stood before the range',
    removal: [
      replaceSource(
        comparison,
        'before: baseCommit?.tree ?? null, after:',
        'before: head?.tree ?? baseCommit?.tree ?? null, after:',
      ),
    ],
    build: (sandbox) =>
      sandbox.commit([
        {
          'variorum.config.json': JSON.stringify({ rules: { VAR101: 'off', VAR102: 'off' } }),
          'page.md': page('9 boats sail.'),
        },
      ]),
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: passes,
  },
  {
    name: 'the archive is the one that stood before the range',
    removal: [
      replaceSource(
        'cli/verbs/check.ts',
        'invocation.explicit.archive || !isArchiveKnown ? null : await archiveFolderOf(files, found)',
        'null',
      ),
    ],
    build: (sandbox) =>
      sandbox.commit([{ 'archive/other.md': page('Another page.'), 'page.md': page('9 boats sail.') }]),
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: passes,
  },
  {
    name: 'the archive is where it stood, whatever link the range puts there',
    removal: [replaceSource(comparison, 'basePath && (await files.isFolder(basePath)) ? basePath :', '')],
    build: replacedByLink,
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: ({ output }) => !output.includes('path-changed-without-link'),
  },
  {
    name: "a link in the archive's place is an error",
    removal: [
      replaceSource('sources/git/comparison/comparison.ts', 'if (before !== null && after === null)', 'if (false)'),
    ],
    build: replacedByLink,
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: passes,
  },
  {
    name: 'the baseline is the one that stood before the range',
    removal: [
      replaceSource(
        'cli/config/baseline.ts',
        'files.commits ? await readFromBase(absolutePath, file, files) : null',
        'null',
      ),
    ],
    build(sandbox) {
      const baseline = (fingerprints: readonly string[]) =>
        JSON.stringify({ findings: fingerprints.map((fingerprint) => ({ fingerprint })) })
      sandbox.commit([{ 'baseline.json': baseline([]) }, { 'page.md': page('9 boats sail.') }])
      sandbox.write('baseline.json', baseline(sandbox.fingerprints()))
    },
    commands: () => ['check HEAD~1..HEAD --baseline baseline.json'],
    isHarmed: passes,
  },
  {
    name: 'a baseline that the range brings excuses nothing',
    removal: [replaceSource('cli/config/baseline.ts', 'if (!(await files.brings(one))) continue', 'continue')],
    build(sandbox) {
      sandbox.commit([{ 'page.md': page('9 boats sail.') }])
      const findings = sandbox.fingerprints().map((fingerprint) => ({ fingerprint }))
      sandbox.commit([{ 'baseline.json': JSON.stringify({ findings }) }])
    },
    commands: () => ['check HEAD~2..HEAD --baseline baseline.json'],
    isHarmed: passes,
  },
  {
    name: 'what is printed: ##[ is broken up',
    removal: [replaceSource(visible, ".replace(hashCommand, () => `#${escapeCharacter('#')}`)", '')],
    build: titled('A boat ##[error]forged', 'A boat ##vso[task.complete]'),
    commands: () => ['import', 'history', 'check HEAD~1..HEAD'],
    isHarmed: hasInjectedCommand,
  },
  {
    name: 'what is printed: :: is broken up',
    removal: [replaceSource(visible, ".replace(colonCommand, () => `:${escapeCharacter(':')}`)", '')],
    build: titled('::error file=page.md,line=1::forged', '::add-mask::boat'),
    commands: () => ['import', 'show posts/0.md', 'history posts/1.md'],
    isHarmed: hasInjectedCommand,
  },
  {
    name: 'what is printed: control characters are written out',
    removal: [
      replaceSource(
        visible,
        'breakCiCommands(escapeHidden(text, (_, at) => joiners.has(at)))',
        'breakCiCommands(text)',
      ),
    ],
    build: titled(...hostileTitles.slice(0, 8)),
    commands: () => ['import', 'history', 'check HEAD~1..HEAD'],
    isHarmed: hasInjectedCommand,
  },
  {
    name: 'what is printed as JSON: ##[ is broken up',
    removal: [
      replaceSource(
        'reporters/json/document.ts',
        '|(?<=#)#(?=\\[|vso\\[|teamcity\\[)|#(?=#(?:\\[|vso\\[|teamcity\\[))/giu',
        '/giu',
      ),
    ],
    build: titled('A boat ##[error]forged'),
    commands: () => ['check HEAD~1..HEAD --format json'],
    isHarmed: hasInjectedCommand,
  },
  {
    name: "annotations of GitHub: a page's path is one property",
    removal: [
      replaceSource(
        'reporters/ci/github.ts',
        'return percentEncode(printable(text), /[%\\r\\n:,]/g)',
        'return printable(text)',
      ),
    ],
    build: (sandbox) =>
      sandbox.commit([{ [oddPath]: page('One boat sails.') }, { [oddPath]: page('Two boats sail.') }]),
    commands: () => ['check HEAD~1..HEAD --format github'],
    isHarmed: ({ lastResult }) =>
      parseRunnerCommands(lastResult?.stdout ?? '').some(({ properties: { file } }) => file !== oddPath),
  },
  {
    name: 'annotations of GitHub: what is said of a page is one line',
    removal: [replaceSource('reporters/ci/github.ts', '${percentEncode(data, /[%\\r\\n]/g)}', '${data}')],
    build: (sandbox) => sandbox.commit([{ 'page.md': page('%0A::error::9 boats sail.') }]),
    commands: () => ['check HEAD~1..HEAD --format github'],
    isHarmed: ({ lastResult }) =>
      (lastResult?.stdout ?? '').split('\n').some((line) => line !== '' && !line.startsWith('::')),
  },
]
