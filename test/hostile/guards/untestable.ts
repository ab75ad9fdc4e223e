import { removeSource, replaceSource, type UntestableGuard } from './guard.ts'

const environment = 'sources/git/repository/environment.ts'
const withoutSetting = (text: string) => removeSource(environment, `  '${text}',\n`)
const withoutVariable = (text: string) => removeSource(environment, `    ${text},\n`)

/** What is set all the same, for what git may do one day. With git 2.39 none of it could be shown to matter. */
export const untestableGuards: readonly UntestableGuard[] = [
  {
    name: 'core.hooksPath=/dev/null',
    why: 'no command of ours writes an index or a ref, and none other runs a hook',
    removal: [withoutSetting('core.hooksPath=/dev/null')],
  },
  {
    name: 'core.attributesFile=/dev/null',
    why: 'attributes are asked for only where contents are shown or filtered',
    removal: [withoutSetting('core.attributesFile=/dev/null')],
  },
  {
    name: 'submodule.recurse=false and diff.ignoreSubmodules=all',
    why: 'no command of ours recurses, and each that compares says itself how it takes submodules',
    removal: [withoutSetting('submodule.recurse=false'), withoutSetting('diff.ignoreSubmodules=all')],
  },
  {
    name: 'core.quotePath=false',
    why: 'paths are asked for with -z, which quotes none',
    removal: [withoutSetting('core.quotePath=false')],
  },
  {
    name: 'GIT_CONFIG_NOSYSTEM, GIT_CONFIG_SYSTEM and GIT_ATTR_NOSYSTEM',
    why: "a test cannot change the machine's own settings",
    removal: [
      withoutVariable("GIT_CONFIG_NOSYSTEM: '1'"),
      withoutVariable("GIT_CONFIG_SYSTEM: '/dev/null'"),
      withoutVariable("GIT_ATTR_NOSYSTEM: '1'"),
    ],
  },
  {
    name: 'GIT_OPTIONAL_LOCKS',
    why: 'no command of ours refreshes an index',
    removal: [withoutVariable("GIT_OPTIONAL_LOCKS: '0'")],
  },
  {
    name: 'GIT_TERMINAL_PROMPT, GIT_ASKPASS and SSH_ASKPASS',
    why: 'they are met after a connection, which four settings forbid each by itself',
    removal: [
      withoutVariable("GIT_TERMINAL_PROMPT: '0'"),
      withoutVariable("GIT_ASKPASS: '/bin/false'"),
      withoutVariable("SSH_ASKPASS: '/bin/false'"),
    ],
  },
  {
    name: 'GIT_PAGER and --no-pager',
    why: 'git starts a pager in front of a terminal only, and is given none',
    removal: [
      withoutVariable("GIT_PAGER: 'cat'"),
      replaceSource('sources/git/repository/isolated-repository.ts', "['--no-pager', ...settings", '[...settings'),
    ],
  },
  {
    name: 'GIT_EDITOR',
    why: 'no command of ours edits',
    removal: [withoutVariable("GIT_EDITOR: '/bin/false'")],
  },
  {
    name: '--end-of-options before the names of revisions',
    why: 'a name that has become ^{commit} is no option of git',
    removal: [
      replaceSource(
        'sources/git/repository/repository-queries.ts',
        "'--verify', '--end-of-options', `",
        "'--verify', `",
      ),
    ],
  },
  {
    name: 'the options object that keeps gray-matter from caching',
    why: 'without it no block is found at all, since the fences are ours',
    removal: [],
  },
  {
    name: 'O_EXCL and O_NOFOLLOW of the file that is written beside a page',
    why: 'its name holds the process and the time, so that nobody can plant it beforehand',
    removal: [],
  },
  {
    name: 'O_NOFOLLOW of the last look at a page before it is replaced',
    why: 'the page would have to become a link between two calls of the system',
    removal: [],
  },
  {
    name: 'lstat of shallow and of parts of an index',
    why: 'git itself follows a link there, and tells nothing of what it finds',
    removal: [],
  },
]
