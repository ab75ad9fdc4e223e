import { removeSource, replaceSource, type UntestableGuard } from './guard.ts'

const environment = 'sources/git/repository/environment.ts'
const withoutSetting = (text: string) => removeSource(environment, `  '${text}',\n`)
const withoutVariable = (text: string) => removeSource(environment, `    ${text},\n`)

/** Guards kept for other versions of git. With git 2.39 no test can show that they matter. */
export const untestableGuards: readonly UntestableGuard[] = [
  {
    name: 'core.hooksPath=/dev/null',
    why: 'hooks run on writes to an index or a ref, and we write neither',
    removal: [withoutSetting('core.hooksPath=/dev/null')],
  },
  {
    name: 'core.attributesFile=/dev/null',
    why: 'git reads attributes only to show or filter contents, and we do neither',
    removal: [withoutSetting('core.attributesFile=/dev/null')],
  },
  {
    name: 'submodule.recurse=false and diff.ignoreSubmodules=all',
    why: 'no command of ours recurses, and each comparison sets its own submodule option',
    removal: [withoutSetting('submodule.recurse=false'), withoutSetting('diff.ignoreSubmodules=all')],
  },
  {
    name: 'core.quotePath=false',
    why: 'we read paths with -z, which quotes nothing',
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
    why: 'git uses them after it connects, and four settings each forbid that',
    removal: [
      withoutVariable("GIT_TERMINAL_PROMPT: '0'"),
      withoutVariable("GIT_ASKPASS: '/bin/false'"),
      withoutVariable("SSH_ASKPASS: '/bin/false'"),
    ],
  },
  {
    name: 'GIT_PAGER and --no-pager',
    why: 'git starts a pager only on a terminal, and we give it none',
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
    why: 'a name that ends with ^{commit} is not an option of git',
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
    why: 'without it gray-matter finds no block, because we use our own fences',
    removal: [],
  },
  {
    name: 'O_EXCL and O_NOFOLLOW of the file that is written beside a page',
    why: 'its name holds the process id and the time, so an attacker cannot create it first',
    removal: [],
  },
  {
    name: 'O_NOFOLLOW of the last read of a page before it is replaced',
    why: 'the page would have to become a link between two system calls',
    removal: [],
  },
  {
    name: 'lstat of shallow and of parts of an index',
    why: 'git itself follows a link there and reports nothing of the content',
    removal: [],
  },
]
