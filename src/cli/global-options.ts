import type { CommandOption, OptionsOf } from './option-types.ts'

/** The flags that every command takes. */
export const globalOptions = [
  { flags: '-C, --cwd <DIR>', description: 'start from this folder' },
  { flags: '--config <FILE>', description: 'read this config file' },
  { flags: '--archive <DIR>', description: 'the folder of pages' },
  { flags: '--store <URL>', description: 'a path, sqlite:PATH, or memory: for a store that keeps nothing' },
  {
    flags: '--format <NAME[:FILE]>',
    description: 'text (or terminal), json, ndjson, …; repeatable, all but one with a file',
    repeatable: true,
  },
  { flags: '--color <WHEN>', description: 'colours', choices: ['auto', 'always', 'never'] },
  { flags: '--no-pager', description: 'do not use a pager' },
  { flags: '-n, --dry-run', description: 'write nothing, print what would be written' },
  { flags: '-q, --quiet', description: 'print no progress, no hints and no summary' },
  { flags: '-v, --verbose', description: 'print evidence, all findings and stack traces' },
] as const satisfies readonly CommandOption[]

export type GlobalFlags = OptionsOf<typeof globalOptions>

/** The flags that commander itself answers. */
export const builtInFlags = [
  ['-h, --help', 'help, also for one command'],
  ['-V, --version', 'version'],
] as const

/** The environment variables that set something. A flag wins over them; they win over the config file. */
export const environmentVariables = {
  VARIORUM_ARCHIVE: 'the folder of pages',
  VARIORUM_STORE: 'the store',
  VARIORUM_CONFIG: 'the config file',
  VARIORUM_COLOR: 'colours: auto, always or never',
  VARIORUM_TIME_ZONE: 'the time zone of printed times',
  VARIORUM_PAGER: 'the pager; empty for no pager',
  VARIORUM_BASE: 'the base of a check without a range',
} as const

export const exitCodes = [
  [0, 'success'],
  [
    1,
    'findings (check), drift (changes --check), unwritten pages (changes --write), fixed pages to stage (check --fix)',
  ],
  [2, 'usage error or failure'],
  [130, 'interrupted'],
] as const
