import { edit, type Unshown, without } from './guard.ts'

const environment = 'sources/git/repository/environment.ts'
const setting = (text: string) => without(environment, `  '${text}',\n`)
const variable = (text: string) => without(environment, `    ${text},\n`)

/** What is set all the same, for what git may do one day. With git 2.39 none of it could be shown to matter. */
export const unshown: readonly Unshown[] = [
  {
    name: 'core.hooksPath=/dev/null',
    why: 'no command of ours writes an index or a ref, and none other runs a hook',
    away: [setting('core.hooksPath=/dev/null')],
  },
  {
    name: 'core.attributesFile=/dev/null',
    why: 'attributes are asked for only where contents are shown or filtered',
    away: [setting('core.attributesFile=/dev/null')],
  },
  {
    name: 'submodule.recurse=false and diff.ignoreSubmodules=all',
    why: 'no command of ours recurses, and each that compares says itself how it takes submodules',
    away: [setting('submodule.recurse=false'), setting('diff.ignoreSubmodules=all')],
  },
  {
    name: 'core.quotePath=false',
    why: 'paths are asked for with -z, which quotes none',
    away: [setting('core.quotePath=false')],
  },
  {
    name: 'GIT_CONFIG_NOSYSTEM, GIT_CONFIG_SYSTEM and GIT_ATTR_NOSYSTEM',
    why: "a test cannot change the machine's own settings",
    away: [
      variable("GIT_CONFIG_NOSYSTEM: '1'"),
      variable("GIT_CONFIG_SYSTEM: '/dev/null'"),
      variable("GIT_ATTR_NOSYSTEM: '1'"),
    ],
  },
  {
    name: 'GIT_OPTIONAL_LOCKS',
    why: 'no command of ours refreshes an index',
    away: [variable("GIT_OPTIONAL_LOCKS: '0'")],
  },
  {
    name: 'GIT_TERMINAL_PROMPT, GIT_ASKPASS and SSH_ASKPASS',
    why: 'they are met after a connection, which four settings forbid each by itself',
    away: [
      variable("GIT_TERMINAL_PROMPT: '0'"),
      variable("GIT_ASKPASS: '/bin/false'"),
      variable("SSH_ASKPASS: '/bin/false'"),
    ],
  },
  {
    name: 'GIT_PAGER and --no-pager',
    why: 'git starts a pager in front of a terminal only, and is given none',
    away: [
      variable("GIT_PAGER: 'cat'"),
      edit('sources/git/repository/clean-room.ts', "['--no-pager', ...settings", '[...settings'),
    ],
  },
  {
    name: 'GIT_EDITOR',
    why: 'no command of ours edits',
    away: [variable("GIT_EDITOR: '/bin/false'")],
  },
  {
    name: '--end-of-options before the names of revisions',
    why: 'a name that has become ^{commit} is no option of git',
    away: [edit('sources/git/repository/questions.ts', "'--verify', '--end-of-options', `", "'--verify', `")],
  },
  {
    name: 'the options object that keeps gray-matter from caching',
    why: 'without it no block is found at all, since the fences are ours',
    away: [],
  },
  {
    name: 'O_EXCL and O_NOFOLLOW of the file that is written beside a page',
    why: 'its name holds the process and the time, so that nobody can plant it beforehand',
    away: [],
  },
  {
    name: 'O_NOFOLLOW of the last look at a page before it is replaced',
    why: 'the page would have to become a link between two calls of the system',
    away: [],
  },
  {
    name: 'lstat of shallow and of parts of an index',
    why: 'git itself follows a link there, and tells nothing of what it finds',
    away: [],
  },
]
