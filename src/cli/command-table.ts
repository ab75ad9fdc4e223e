import { auditGroupings, auditOrders } from '../model/audit.ts'
import { changeClasses, severities } from '../model/change.ts'
import type { FormatName } from './arguments/format-argument.ts'
import type { ArgumentsOf, CommandOption, OptionsOf } from './option-types.ts'

export const commandGroups = ['Start', 'Read', 'Publish', 'Guard', 'More'] as const

/** A command as data. Its code is in `verbs/` and is loaded by `load-command.ts`. */
export interface Command {
  readonly name: string
  readonly group: (typeof commandGroups)[number]
  /** `EVENT` is required, `[EVENT]` is optional, `[PATH...]` takes several. */
  readonly args: readonly string[]
  readonly summary: string
  /** Sentences for the command's own help. */
  readonly description: string
  readonly examples: readonly (readonly [command: string, what: string])[]
  readonly options: readonly CommandOption[]
  /** The first one is the default. */
  readonly formats: readonly FormatName[]
  /** Text output goes through the pager on a terminal. */
  readonly usesPager?: true
  /** `base`: the command reads the config from the base of the range, not from the disk. */
  readonly configSource?: 'base'
  /** The command needs little memory, so that start-up time matters more. */
  readonly startsFast?: true
}

const eventHelp = "EVENT is a page's path, a slug, an event id, or words that fit one title."

const pairHelp =
  "A and B are a page's path, an event id or words of a title. EVENT@N names one version; use it for an item of a page " +
  'that reports many events.'

export const commands = [
  {
    name: 'status',
    group: 'Start',
    args: [],
    summary: 'pages, events, versions, last import, what to do next',
    description: 'Prints what the store holds and the next useful command. A bare "variorum" does the same.',
    examples: [
      ['variorum', 'the state of archive and store'],
      ['variorum status --format json', 'the same as JSON, for a script'],
    ],
    options: [],
    formats: ['text', 'json'],
  },
  {
    name: 'import',
    group: 'Start',
    args: ['[REPO|FILE]'],
    summary: 'read history: a git repository, or an exported journal; repeatable',
    description:
      'Reads every revision of every page from a git repository or from a journal that "variorum export" wrote. Default: ' +
      'the repository around the archive. You can interrupt and repeat it: recorded revisions are skipped.',
    examples: [
      ['variorum import', 'the repository around the archive'],
      ['variorum import ../pages --rev v1.0..main --path "news/2018/**"', 'a part of another repository'],
    ],
    options: [
      { flags: '--rev <RANGE>', description: 'only these commits, in the syntax of git' },
      { flags: '--path <GLOB>', description: 'only these pages', repeatable: true },
      {
        flags: '--dialect <NAME>',
        description: 'only pages of this dialect (default: detected page by page)',
        choices: ['auto', 'context', 'front-matter', 'portal'],
      },
    ],
    formats: ['text', 'json'],
  },
  {
    name: 'ingest',
    group: 'Start',
    args: ['[PATH...]'],
    summary: 'record the pages as they are on disk',
    description:
      'Records a snapshot of each page that differs from its last snapshot. Without PATH: the whole archive.',
    examples: [
      ['variorum ingest', 'the whole archive'],
      ['variorum ingest archive/news/2018/01/15 -n', 'what would be recorded for one day'],
    ],
    options: [],
    formats: ['text', 'json'],
  },
  {
    name: 'watch',
    group: 'Start',
    args: ['[PATH...]'],
    summary: 'record versions while people edit',
    description:
      'Records the changes since the last run, then every saved state of every page, until you interrupt it. A state ' +
      'becomes a version when its page has not changed for the time of --settle. Several saves within that time become one ' +
      'version; each state that was read stays recoverable. With --write-changes it updates the "### Changes:" section of a ' +
      'page one second after its last save.',
    examples: [
      ['variorum watch', 'beside the editor'],
      ['variorum watch --write-changes --settle 5000', 'update the sections, join saves within 5 seconds'],
      ['variorum watch --format ndjson | notify', 'events for another program'],
    ],
    options: [
      { flags: '--write-changes', description: 'update the Changes section of each saved page' },
      { flags: '--once', description: 'record the changes since the last run, then end' },
      { flags: '--settle <MS>', description: 'milliseconds without a save before a version is made (default: 50)' },
    ],
    formats: ['text', 'ndjson'],
  },
  {
    name: 'history',
    group: 'Read',
    args: ['[EVENT]'],
    summary: "an event's versions; without EVENT: all events",
    description: `${eventHelp} With -v each version shows its origin and the evidence that it belongs to the event.`,
    examples: [
      ['variorum history "open day"', 'the event whose title has these words'],
      ['variorum history --format ndjson > histories.ndjson', 'every event, one line each'],
    ],
    options: [],
    formats: ['text', 'json', 'ndjson'],
    usesPager: true,
  },
  {
    name: 'diff',
    group: 'Read',
    args: ['EVENT', '[A]', '[B]'],
    summary: 'word-level diff of title and body between two versions',
    description:
      `${eventHelp} A and B are versions: @1, @-1, @2017-08-27. Default: the last two; with A alone: A and the last one. ` +
      'Sentences far from a change are hidden; -v shows them.',
    examples: [
      ['variorum diff "open day"', 'what the last edit changed'],
      ['variorum diff news/2018/01/15/open-day.md @1 @-1 --view columns', 'first and last, side by side'],
      ['variorum diff "open day" --format html:open-day.html', 'as an HTML page'],
    ],
    options: [
      { flags: '--all', description: 'also compare related links, layout and the Changes section' },
      {
        flags: '--view <VIEW>',
        description: 'changes inline or side by side (default: by terminal width)',
        choices: ['inline', 'columns'],
      },
    ],
    formats: ['text', 'json', 'markdown', 'html'],
    usesPager: true,
  },
  {
    name: 'show',
    group: 'Read',
    args: ['EVENT[@N]'],
    summary: 'one version; --raw prints its exact bytes',
    description: `${eventHelp} @N is a version: @1, @-1, @2017-08-27. Default: the current one.`,
    examples: [
      ['variorum show "open day@1"', 'the first version'],
      ['variorum show news/2018/01/15/open-day.md@1 --raw > first.md', 'its exact bytes'],
    ],
    options: [{ flags: '--raw', description: 'print the exact bytes and nothing else' }],
    formats: ['text', 'json'],
    usesPager: true,
  },
  {
    name: 'audit',
    group: 'Read',
    args: [],
    summary: 'title changes in the archive',
    description:
      'Lists every change of a title: the words, the severity, how long the former title was current, and whether the page ' +
      'notes the change. -v prints all details. Filters apply to the list and the totals; --limit applies to the list only. ' +
      'Severities: ○ cosmetic, ◐ editorial, ● factual. ' +
      `Classes: ${changeClasses.join(', ')}.`,
    examples: [
      ['variorum audit --severity factual --silent', 'changed facts that no page notes'],
      ['variorum audit --since 2018-01-01 --format csv:audit.csv', 'a table for a spreadsheet'],
      ['variorum audit --format markdown --limit 50', 'for a pull request or a wiki'],
      ['variorum audit --format html:audit.html', 'an HTML page'],
    ],
    options: [
      {
        flags: '--since <TIME>',
        description:
          'title changes from this time: 2018-01, 2018-01-15, "2 weeks ago", "last monday" (UTC), or a commit',
      },
      { flags: '--until <TIME>', description: 'title changes up to this day, month, year or commit, inclusive' },
      {
        flags: '--kind <CLASS>',
        description: 'changes of this class; repeatable, or a list with commas',
        repeatable: true,
      },
      { flags: '--severity <S>', description: 'changes of this severity or a higher one', choices: severities },
      { flags: '--match <TEXT>', description: 'the old or the new title contains this text' },
      { flags: '--topic <TEXT>', description: 'events whose topic contains this text' },
      { flags: '--silent', description: 'only changes that the page does not note' },
      {
        flags: '--sort <ORDER>',
        description: 'by time of the new title (default), highest severity, shortest-lived title or oldest event first',
        choices: auditOrders,
      },
      { flags: '--group-by <WHAT>', description: 'count the changes per group', choices: auditGroupings },
      { flags: '--limit <N>', description: 'list at most N changes or groups' },
    ],
    formats: ['text', 'html', 'json', 'ndjson', 'csv', 'markdown'],
    usesPager: true,
    startsFast: true,
  },
  {
    name: 'changes',
    group: 'Publish',
    args: ['[PATH...]'],
    summary: 'each page\'s "### Changes:" section: print, --write, or --check',
    description:
      'Prints what each page\'s "### Changes:" section should contain. --write puts it into the page and changes nothing else ' +
      'there; exit code 1 means that a page was not written. --check compares; exit code 1 means that a page differs. Without ' +
      'PATH: every page with a changed title.',
    examples: [
      ['variorum changes --write -n', 'what would be written'],
      ['variorum changes --check', 'for CI: exit code 1 on drift'],
    ],
    options: [
      { flags: '--write', description: 'write the sections into the pages' },
      { flags: '--check', description: 'list pages whose section is out of date; exit code 1 if there are any' },
    ],
    formats: ['text', 'json', 'ndjson'],
    usesPager: true,
  },
  {
    name: 'check',
    group: 'Guard',
    args: ['[BASE..HEAD]'],
    summary: 'verify content commits, for CI and hooks',
    description:
      'Checks what a range of commits does to the archive: unrecorded title changes, rewritten entries of a Changes section, ' +
      'lost paths, and more; "variorum explain" lists the rules. A single name is that one commit. Without a range it takes ' +
      'the range of the CI service; outside of CI it compares the working tree with HEAD. It checks only what the range ' +
      'touches, with the config of the base. Exit code 1 means errors; with --staged --fix also that pages changed on disk ' +
      'and must be staged again.',
    examples: [
      ['variorum check origin/main..HEAD', 'what this branch does'],
      ['variorum check --staged', 'for a hook: what the next commit does'],
      ['variorum check --worktree --fix', 'write the missing entries'],
    ],
    options: [
      { flags: '--since <REF>', description: 'compare with the merge base of this revision and HEAD' },
      { flags: '--staged', description: 'check the git index; reads GIT_INDEX_FILE' },
      { flags: '--worktree', description: 'check the working tree' },
      { flags: '--fix', description: 'update the Changes sections of the checked pages on disk' },
      { flags: '--baseline <FILE>', description: 'findings of this earlier report (--format json) are known' },
      {
        flags: '--fail-on <S>',
        description: 'lowest severity that gives exit code 1 (default: error)',
        choices: ['error', 'warning'],
      },
    ],
    formats: ['text', 'json', 'ndjson', 'github', 'gitlab', 'sarif', 'junit', 'rdjson', 'markdown'],
    configSource: 'base',
    startsFast: true,
  },
  {
    name: 'export',
    group: 'Guard',
    args: [],
    summary: 'the whole record as a journal file',
    description:
      'Writes every snapshot with its content as a journal, one record per line. "variorum import FILE" reads it.',
    examples: [
      ['variorum export > record.ndjson', 'a copy of the whole record'],
      ['variorum export --format ndjson:record.ndjson', 'the same; the file appears only when it is complete'],
    ],
    options: [],
    formats: ['ndjson'],
  },
  {
    name: 'why',
    group: 'Guard',
    args: ['A', 'B'],
    summary: 'the evidence that two pages are one event or two',
    description:
      `Prints whether A and B are one event, and why: the rulings, the recorded match, and each piece of evidence with its ` +
      `weight. ${pairHelp} A page can be unrecorded. For pages with many events it prints the likeliest pairs.`,
    examples: [
      ['variorum why news/2018/01/15/fire.md news/2018/01/16/arrest.md', 'two pages'],
      ['variorum why "open day@1" "open day@2" --format json', 'two versions of one event, for a script'],
    ],
    options: [],
    formats: ['text', 'json'],
    usesPager: true,
  },
  {
    name: 'link',
    group: 'Guard',
    args: ['A', 'B'],
    summary: 'record that two pages are one event',
    description:
      'Writes a ruling into the file variorum.links of the archive: A and B are one event, whatever the score. Then it ' +
      `rebuilds the index. ${pairHelp} Put the file under version control, so that others can review it.`,
    examples: [
      ['variorum link news/2018/01/15/fire.md news/2018/01/16/arrest.md', 'two pages'],
      ['variorum link fire.md arrest.md --reason "the arrest is for that fire" -n', 'what would change'],
    ],
    options: [{ flags: '--reason <TEXT>', description: 'a comment for later readers of the file' }],
    formats: ['text', 'json'],
  },
  {
    name: 'unlink',
    group: 'Guard',
    args: ['A', 'B'],
    summary: 'record that two pages are not one event',
    description:
      'Writes a ruling into the file variorum.links of the archive: A and B are two events, whatever the score. It replaces ' +
      `earlier rulings on them. Then it rebuilds the index. ${pairHelp}`,
    examples: [
      ['variorum unlink news/2018/01/15/fire.md news/2018/01/15/flood.md', 'two pages'],
      ['variorum unlink "city council@1" "city council@2"', 'two titles that one page had'],
    ],
    options: [{ flags: '--reason <TEXT>', description: 'a comment for later readers of the file' }],
    formats: ['text', 'json'],
  },
  {
    name: 'reindex',
    group: 'Guard',
    args: [],
    summary: 'rebuild events and versions from the snapshots',
    description: 'Drops the index of events and versions and rebuilds it. Snapshots do not change.',
    examples: [
      ['variorum reindex', 'after an update of Variorum that asks for it'],
      ['variorum reindex -n', 'only print the result'],
    ],
    options: [],
    formats: ['text', 'json'],
  },
  {
    name: 'explain',
    group: 'More',
    args: ['[RULE]'],
    summary: 'what a rule of the check asks for, and why',
    description:
      'Prints the documentation of a rule: what it asks for and why, an example that fails, its repair, and how to allow ' +
      'it. RULE is a code or a name. Without RULE it lists all rules.',
    examples: [
      ['variorum explain VAR101', 'the documentation of one rule'],
      ['variorum explain', 'all rules with their severity'],
    ],
    options: [],
    formats: ['text', 'json', 'markdown'],
    usesPager: true,
    configSource: 'base',
    startsFast: true,
  },
] as const satisfies readonly Command[]

export type CommandName = (typeof commands)[number]['name']
type CommandNamed<Name extends CommandName> = Extract<(typeof commands)[number], { readonly name: Name }>
export type CommandArguments<Name extends CommandName> = ArgumentsOf<CommandNamed<Name>['args']>
export type CommandOptions<Name extends CommandName> = OptionsOf<CommandNamed<Name>['options']>

/** The command line answers it itself: it needs no archive and no config. */
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
}

/** All commands in the order in which help lists them. */
export const allCommands: readonly Command[] = [...commands, helpCommand]
