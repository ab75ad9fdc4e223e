import { auditGroupings, auditOrders } from '../model/audit.ts'
import { changeClasses, severities } from '../model/change.ts'
import type { FormatName } from './arguments/format-argument.ts'
import type { RunCommand } from './invocation.ts'

export const commandGroups = ['Start', 'Read', 'Publish', 'Guard', 'More'] as const
type CommandGroup = (typeof commandGroups)[number]

export interface CommandOption {
  /** As commander reads it: `--view <VIEW>`, `--raw`. */
  readonly flags: string
  readonly description: string
  readonly choices?: readonly string[]
  /** May be given more than once, or as a list with commas. */
  readonly repeatable?: true
}

/** A command as data. */
export interface Command {
  readonly name: string
  readonly group: CommandGroup
  /** `EVENT [A] [B]`; `...` after a name takes several. */
  readonly args: readonly string[]
  readonly summary: string
  /** Sentences for the command's own help. */
  readonly description: string
  readonly examples: readonly (readonly [command: string, what: string])[]
  readonly options: readonly CommandOption[]
  /** The first is the default. */
  readonly formats: readonly FormatName[]
  /** Whether its text goes through the pager on a terminal. */
  readonly usesPager: boolean
  /** `base`: the config is taken from what stood before what is judged, not from the disk. */
  readonly configSource?: 'base'
  /** It is to answer at once, and holds little. */
  readonly startsFast?: true
}

/** A command with what it does, which is loaded when it is asked for. */
export interface RunnableCommand extends Command {
  readonly load: () => Promise<{ readonly run: RunCommand }>
}

const eventHelp = "EVENT is a page's path, a slug, an event id, or words that fit one title."

const pairHelp =
  "A and B are a page's path, an event's id or words of its title, or one version of it, EVENT@N: so an item is named of a " +
  'page that tells many.'

export const commands: readonly RunnableCommand[] = [
  {
    name: 'status',
    group: 'Start',
    args: [],
    summary: 'pages, events, versions, last import, what to do next',
    description: 'Says where the archive and its store stand. A bare "variorum" does the same.',
    examples: [
      ['variorum', 'where things stand'],
      ['variorum status --format json', 'the same for a script'],
    ],
    options: [],
    formats: ['text', 'json'],
    usesPager: false,
    load: () => import('./verbs/status.ts'),
  },
  {
    name: 'import',
    group: 'Start',
    args: ['[REPO|FILE]'],
    summary: 'read history: a git repository, or an exported journal; repeatable',
    description:
      'Reads every revision of every page from a git repository (default: the one around the archive) or from a journal ' +
      'that "variorum export" wrote. May be interrupted and repeated: what is recorded already is not recorded again.',
    examples: [
      ['variorum import', 'the repository around the archive'],
      ['variorum import ../pages --rev v1.0..main --path "news/2018/**"', 'a part of another one'],
    ],
    options: [
      { flags: '--rev <RANGE>', description: 'only these commits, as git names them' },
      { flags: '--path <GLOB>', description: 'only these pages', repeatable: true },
      {
        flags: '--dialect <NAME>',
        description: 'only pages of this dialect (default: each page tells)',
        choices: ['auto', 'context', 'front-matter', 'portal'],
      },
    ],
    formats: ['text', 'json'],
    usesPager: false,
    load: () => import('./verbs/import.ts'),
  },
  {
    name: 'ingest',
    group: 'Start',
    args: ['[PATH...]'],
    summary: 'record the pages as they are on disk now',
    description: 'Records a snapshot of each page that differs from what stood last. Without PATH the whole archive.',
    examples: [
      ['variorum ingest', 'the whole archive'],
      ['variorum ingest archive/news/2018/01/15 -n', 'what would be recorded of one day'],
    ],
    options: [],
    formats: ['text', 'json'],
    usesPager: false,
    load: () => import('./verbs/ingest.ts'),
  },
  {
    name: 'watch',
    group: 'Start',
    args: ['[PATH...]'],
    summary: 'record versions while people edit',
    description:
      'Records what was missed while nobody watched, and then every saved state of every page, until it is interrupted. ' +
      'A state is taken once its page has not changed for a moment (--settle); several saves within that time become one ' +
      'version, and each state that was read stays recoverable. With --write-changes the "### Changes:" section of a page is ' +
      'kept up to date a second after its last save.',
    examples: [
      ['variorum watch', 'beside the editor'],
      ['variorum watch --write-changes --settle 5000', 'keep the sections, fold saves within 5 seconds'],
      ['variorum watch --format ndjson | notify', 'a stream for another program'],
    ],
    options: [
      { flags: '--write-changes', description: 'keep the Changes sections of the pages that are saved' },
      { flags: '--once', description: 'record what was missed, and end' },
      { flags: '--settle <MS>', description: 'milliseconds without a save that make a version (default: 50)' },
    ],
    formats: ['text', 'ndjson'],
    usesPager: false,
    load: () => import('./verbs/watch.ts'),
  },
  {
    name: 'history',
    group: 'Read',
    args: ['[EVENT]'],
    summary: "an event's versions; without EVENT every event",
    description: `${eventHelp} With -v each version shows where it is from and why it is the same event.`,
    examples: [
      ['variorum history "open day"', 'the event whose title has these words'],
      ['variorum history --format ndjson > histories.ndjson', 'every event, one a line'],
    ],
    options: [],
    formats: ['text', 'json', 'ndjson'],
    usesPager: true,
    load: () => import('./verbs/history.ts'),
  },
  {
    name: 'diff',
    group: 'Read',
    args: ['EVENT', '[A]', '[B]'],
    summary: 'word-level diff of title and body between two versions',
    description:
      `${eventHelp} A and B are versions: @1, @-1, @2017-08-27. Default are the last two; with A alone, A and the last one. ` +
      'Sentences far from a change are folded; -v shows them.',
    examples: [
      ['variorum diff "open day"', 'what the last edit changed'],
      ['variorum diff news/2018/01/15/open-day.md @1 @-1 --view columns', 'first and last, side by side'],
      ['variorum diff "open day" --format html:open-day.html', 'as a page for others'],
    ],
    options: [
      { flags: '--all', description: 'show too what was folded: related links, layout, the Changes section' },
      {
        flags: '--view <VIEW>',
        description: 'in the running text, or side by side (default: as the terminal is wide)',
        choices: ['inline', 'columns'],
      },
    ],
    formats: ['text', 'json', 'markdown', 'html'],
    usesPager: true,
    load: () => import('./verbs/diff.ts'),
  },
  {
    name: 'show',
    group: 'Read',
    args: ['EVENT[@N]'],
    summary: 'a version; --raw gives the ingested bytes exactly',
    description: `${eventHelp} @N is a version: @1, @-1, @2017-08-27. Default is the current one.`,
    examples: [
      ['variorum show "open day@1"', 'the first version'],
      ['variorum show news/2018/01/15/open-day.md@1 --raw > first.md', 'its exact bytes'],
    ],
    options: [{ flags: '--raw', description: 'the exact bytes as ingested, and nothing else' }],
    formats: ['text', 'json'],
    usesPager: true,
    load: () => import('./verbs/show.ts'),
  },
  {
    name: 'audit',
    group: 'Read',
    args: [],
    summary: 'title changes over the archive',
    description:
      'Lists every change of a title: what changed, how grave it is, how long the former title stood, and whether the page ' +
      'says so; with -v all that is known of each. A filter narrows the list and its totals; --limit narrows the list alone. ' +
      'Severities: ○ cosmetic, ◐ editorial, ● factual. ' +
      `Classes: ${changeClasses.join(', ')}.`,
    examples: [
      ['variorum audit --severity factual --silent', 'facts that changed without a note'],
      ['variorum audit --since 2018-01-01 --format csv:audit.csv', 'a table for a spreadsheet'],
      ['variorum audit --format markdown --limit 50', 'for a pull request or a wiki'],
      ['variorum audit --format html:audit.html', 'a page to look at'],
    ],
    options: [
      {
        flags: '--since <TIME>',
        description: 'new titles from then on: 2018-01, 2018-01-15, "2 weeks ago", "last monday" (UTC), or a commit',
      },
      { flags: '--until <TIME>', description: 'new titles up to then, that day, month, year or commit included' },
      {
        flags: '--kind <CLASS>',
        description: 'changes of this class; repeatable, or several with commas',
        repeatable: true,
      },
      { flags: '--severity <S>', description: 'this severity or graver', choices: severities },
      { flags: '--match <TEXT>', description: 'one of the titles has this text' },
      { flags: '--topic <TEXT>', description: 'events of this topic' },
      { flags: '--silent', description: 'only changes that nothing in the page notes' },
      {
        flags: '--sort <ORDER>',
        description: 'by the time of the new title (default), gravest, shortest lived or oldest event first',
        choices: auditOrders,
      },
      { flags: '--group-by <WHAT>', description: 'count the changes by what they share', choices: auditGroupings },
      { flags: '--limit <N>', description: 'list at most so many changes, or groups' },
    ],
    formats: ['text', 'html', 'json', 'ndjson', 'csv', 'markdown'],
    usesPager: true,
    startsFast: true,
    load: () => import('./verbs/audit.ts'),
  },
  {
    name: 'changes',
    group: 'Publish',
    args: ['[PATH...]'],
    summary: 'each page\'s "### Changes:" section: print, --write, or --check',
    description:
      'Prints what each page\'s "### Changes:" section should say. --write splices it in and touches nothing else of the page; ' +
      '--check compares and exits 1 where a page says something else. Without PATH every page with a changed title.',
    examples: [
      ['variorum changes --write -n', 'what would be written'],
      ['variorum changes --check', 'for CI: exit 1 on drift'],
    ],
    options: [
      { flags: '--write', description: 'splice the sections into the pages' },
      { flags: '--check', description: 'report pages whose section is not up to date, exit 1' },
    ],
    formats: ['text', 'json', 'ndjson'],
    usesPager: true,
    load: () => import('./verbs/changes.ts'),
  },
  {
    name: 'check',
    group: 'Guard',
    args: ['[BASE..HEAD]'],
    summary: 'verify content commits, for CI and hooks',
    description:
      'Judges what a range of commits does to the archive: titles that changed unrecorded, entries of a Changes section ' +
      'that were rewritten, published paths that were lost, and more; "variorum explain" lists the rules. A single name is ' +
      'that one commit. Without a range it takes the one that the CI service names, and elsewhere the work tree against ' +
      'HEAD. Only what the range touches is judged, and the config that stood before it is in force. Exit code 1 where ' +
      'there are errors.',
    examples: [
      ['variorum check origin/main..HEAD', 'what this branch does'],
      ['variorum check --staged', 'for a hook: what the next commit would do'],
      ['variorum check --worktree --fix', 'write the entries that are missing'],
    ],
    options: [
      { flags: '--since <REF>', description: 'compare with where this revision and HEAD parted' },
      { flags: '--staged', description: 'judge what is staged; GIT_INDEX_FILE is honoured' },
      { flags: '--worktree', description: 'judge what is on disk' },
      { flags: '--fix', description: 'bring the Changes sections of the pages that are judged up to date, on disk' },
      { flags: '--baseline <FILE>', description: 'mark the findings of an earlier report (--format json) as known' },
      {
        flags: '--fail-on <S>',
        description: 'exit with 1 from this severity on (default: error)',
        choices: ['error', 'warning'],
      },
    ],
    formats: ['text', 'json', 'ndjson', 'github', 'gitlab', 'sarif', 'junit', 'rdjson', 'markdown'],
    usesPager: false,
    configSource: 'base',
    startsFast: true,
    load: () => import('./verbs/check.ts'),
  },
  {
    name: 'export',
    group: 'Guard',
    args: [],
    summary: 'the whole record as a portable journal',
    description:
      'Writes every snapshot with its content as a journal, one record a line, which "variorum import FILE" reads.',
    examples: [
      ['variorum export > record.ndjson', 'everything, to keep elsewhere'],
      ['variorum export --format ndjson:record.ndjson', 'the same, as a file that appears whole or not at all'],
    ],
    options: [],
    formats: ['ndjson'],
    usesPager: false,
    load: () => import('./verbs/export.ts'),
  },
  {
    name: 'why',
    group: 'Guard',
    args: ['A', 'B'],
    summary: 'what speaks for and against two pages being one event',
    description:
      `Tells whether A and B are one event, and why: what people said, how they were recorded, and each piece of evidence ` +
      `with its weight. ${pairHelp} A page need not be recorded yet; of pages that tell many the likeliest pairs are told.`,
    examples: [
      ['variorum why news/2018/01/15/fire.md news/2018/01/16/arrest.md', 'two pages'],
      ['variorum why "open day@1" "open day@2" --format json', 'two versions of one event, for a script'],
    ],
    options: [],
    formats: ['text', 'json'],
    usesPager: true,
    load: () => import('./verbs/why.ts'),
  },
  {
    name: 'link',
    group: 'Guard',
    args: ['A', 'B'],
    summary: 'say that two pages are one event',
    description:
      'Writes into the file variorum.links of the archive that A and B are one event, and judges the record anew: whatever ' +
      `the score, they are one from then on. ${pairHelp} Put the file under version control: it is made to be reviewed.`,
    examples: [
      ['variorum link news/2018/01/15/fire.md news/2018/01/16/arrest.md', 'two pages'],
      ['variorum link fire.md arrest.md --reason "the arrest is for that fire" -n', 'what it would come to'],
    ],
    options: [{ flags: '--reason <TEXT>', description: 'why, for whoever reads the file later' }],
    formats: ['text', 'json'],
    usesPager: false,
    load: () => import('./verbs/link.ts'),
  },
  {
    name: 'unlink',
    group: 'Guard',
    args: ['A', 'B'],
    summary: 'say that two pages are not one event',
    description:
      'Writes into the file variorum.links of the archive that A and B are two events, in the place of what it says of ' +
      `them until then, and judges the record anew: whatever the score, they are two from then on. ${pairHelp}`,
    examples: [
      ['variorum unlink news/2018/01/15/fire.md news/2018/01/15/flood.md', 'two pages'],
      ['variorum unlink "city council@1" "city council@2"', 'two titles that one page had, one after the other'],
    ],
    options: [{ flags: '--reason <TEXT>', description: 'why, for whoever reads the file later' }],
    formats: ['text', 'json'],
    usesPager: false,
    load: () => import('./verbs/unlink.ts'),
  },
  {
    name: 'reindex',
    group: 'Guard',
    args: [],
    summary: 'rebuild events and versions from the snapshots',
    description: 'Drops the index of events and versions and builds it anew. Snapshots are not touched.',
    examples: [
      ['variorum reindex', 'after an update of Variorum that asks for it'],
      ['variorum reindex -n', 'only say what would come out'],
    ],
    options: [],
    formats: ['text', 'json'],
    usesPager: false,
    load: () => import('./verbs/reindex.ts'),
  },
  {
    name: 'explain',
    group: 'More',
    args: ['[RULE]'],
    summary: 'what a rule of the check asks for, and why',
    description:
      'Prints the page of a rule, named by its code or its name: what it asks for and why, an example that fails, its repair, ' +
      'and how to allow it. Without RULE it lists them all.',
    examples: [
      ['variorum explain VAR101', 'the page of one rule'],
      ['variorum explain', 'all rules, and how grave they are'],
    ],
    options: [],
    formats: ['text', 'json', 'markdown'],
    usesPager: true,
    configSource: 'base',
    startsFast: true,
    load: () => import('./verbs/explain.ts'),
  },
]

/** Answered by the command line itself, whatever state the archive is in. */
export const helpCommand: Command = {
  name: 'help',
  group: 'More',
  args: ['[COMMAND]'],
  summary: 'this overview, or the help of one command',
  description: 'Prints the overview, or the help of one command.',
  examples: [
    ['variorum help audit', 'the help of one command'],
    ['variorum audit -h', 'the same'],
  ],
  options: [],
  formats: ['text'],
  usesPager: false,
}

export const globalOptions: readonly CommandOption[] = [
  { flags: '-C, --cwd <DIR>', description: 'start from this folder' },
  { flags: '--config <FILE>', description: 'read this config file' },
  { flags: '--archive <DIR>', description: 'the folder of pages' },
  { flags: '--store <URL>', description: 'sqlite:PATH, a plain path, postgres://…, memory:' },
  {
    flags: '--format <NAME[:FILE]>',
    description: 'text (or terminal), json, ndjson, …; repeatable, each but one to a file',
    repeatable: true,
  },
  { flags: '--color <WHEN>', description: 'colours', choices: ['auto', 'always', 'never'] },
  { flags: '--no-pager', description: 'do not use a pager' },
  { flags: '-n, --dry-run', description: 'write nothing, say what would be written' },
  { flags: '-q, --quiet', description: 'no talk: no progress, no hints, no summary' },
  { flags: '-v, --verbose', description: 'evidence, all findings, stack traces' },
]

/** Those two that commander handles itself. */
export const builtInFlags = [
  ['-h, --help', 'help, of a command too'],
  ['-V, --version', 'version'],
] as const

/** How the program ends. */
export const exitCodes = [
  [0, 'fine'],
  [1, 'findings (check, changes --check)'],
  [2, 'usage or failure'],
  [130, 'interrupted'],
] as const
