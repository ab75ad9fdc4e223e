// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings quote source code

import { parseRunnerCommands } from '../../reporters/check/runner-commands.ts'
import { hostileTitles } from '../repositories/texts.ts'
import type { Command } from '../run-commands.ts'
import { page, type Sandbox } from '../sandbox.ts'
import { type Guard, type Observation, replaceSource } from './guard.ts'

/** A path with the separators of a GitHub command's properties. */
const oddPath = 'a,line=1,title=forged,x.md'

const passes = ({ lastResult }: Observation) => lastResult?.code === 0
const accepted = ({ lastResult }: Observation) => lastResult?.code !== 2
const isSafe = replaceSource(
  'sources/git/repository/commit-range.ts',
  "if (/^[A-Za-z0-9][A-Za-z0-9._/@{}^~-]{0,255}$/.test(name) && !name.includes('..') && !name.includes('--')) return name",
  'if (name !== null) return name',
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

/** The archive becomes a link to a folder without findings. */
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

/** Another name for HEAD. Git accepts it; our stricter rule does not. */
const headAlias = '@'

const hasInjectedCommand = ({ injectedCommands }: Observation) => injectedCommands.length > 0

/** Guards that keep a range from choosing how it is checked, and its text from being run as a command. */
export const judgingGuards: readonly Guard[] = [
  {
    name: 'revision names: a name with special characters from the command line does not reach git',
    removal: [isSafe],
    build: () => undefined,
    commands: () => [{ name: 'check', argv: ['check', '--since', headAlias] }],
    isHarmed: accepted,
  },
  {
    name: 'revision names: a name with special characters from a CI service does not reach git',
    removal: [isName],
    otherRemovals: [isSafe],
    build: () => undefined,
    commands: (): Command[] => [{ name: 'check', argv: ['check'], env: { VARIORUM_BASE: headAlias } }],
    isHarmed: ({ output }) => output.includes(`since ${headAlias}`),
  },
  {
    name: 'config: the check uses the config of the base',
    removal: [replaceSource(comparison, '{ before: baseTree, after }', '{ before: headTree ?? baseTree, after }')],
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
    name: 'archive: the check uses the archive of the base',
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
    name: 'archive: the check does not follow a link that replaces the archive',
    removal: [replaceSource(comparison, 'basePath && (await files.isFolder(basePath)) ? basePath :', '')],
    build: replacedByLink,
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: ({ output }) => !output.includes('path-changed-without-link'),
  },
  {
    name: 'archive: a link that replaces the archive is an error',
    removal: [
      replaceSource('sources/git/comparison/comparison.ts', 'if (before !== null && after === null)', 'if (false)'),
    ],
    build: replacedByLink,
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: passes,
  },
  {
    name: 'baseline: the check uses the baseline of the base',
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
    name: 'baseline: a baseline added by the range is ignored',
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
    name: 'printed text: ##[ is broken up',
    removal: [replaceSource(visible, ".replace(hashCommand, () => `#${escapeCharacter('#')}`)", '')],
    build: titled('A boat ##[error]forged', 'A boat ##vso[task.complete]'),
    commands: () => ['import', 'history', 'check HEAD~1..HEAD'],
    isHarmed: hasInjectedCommand,
  },
  {
    name: 'printed text: :: is broken up',
    removal: [replaceSource(visible, ".replace(colonCommand, () => `:${escapeCharacter(':')}`)", '')],
    build: titled('::error file=page.md,line=1::forged', '::add-mask::boat'),
    commands: () => ['import', 'show posts/0.md', 'history posts/1.md'],
    isHarmed: hasInjectedCommand,
  },
  {
    name: 'printed text: control characters are escaped',
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
    name: 'printed JSON: ##[ is broken up',
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
    name: 'GitHub annotations: a page path stays one property',
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
    name: 'GitHub annotations: a message stays one line',
    removal: [replaceSource('reporters/ci/github.ts', '${percentEncode(data, /[%\\r\\n]/g)}', '${data}')],
    build: (sandbox) => sandbox.commit([{ 'page.md': page('%0A::error::9 boats sail.') }]),
    commands: () => ['check HEAD~1..HEAD --format github'],
    isHarmed: ({ lastResult }) =>
      (lastResult?.stdout ?? '').split('\n').some((line) => line !== '' && !line.startsWith('::')),
  },
]
