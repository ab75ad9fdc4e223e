import { searchPath } from '../../search-path.ts'

/**
 * The whole environment of a git process. It has no user settings, no programs to call, no network, and no replaced objects
 * or parents. So a hostile repository runs nothing, and every machine reads the same history.
 */
export function gitEnvironment(): Record<string, string> {
  return {
    PATH: searchPath(process.env.PATH),
    // Windows starts no program without it.
    ...(process.env.SYSTEMROOT === undefined ? {} : { SYSTEMROOT: process.env.SYSTEMROOT }),
    HOME: '/nonexistent',
    XDG_CONFIG_HOME: '/nonexistent',
    LC_ALL: 'C',
    TZ: 'UTC',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '/bin/false',
    SSH_ASKPASS: '/bin/false',
    GIT_SSH_COMMAND: '/bin/false',
    GIT_PAGER: 'cat',
    GIT_EDITOR: '/bin/false',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: '/dev/null',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_PROTOCOL_FROM_USER: '0',
    GIT_LITERAL_PATHSPECS: '1',
    // One write for many commits.
    GIT_FLUSH: '0',
  }
}

/** Values for `-c` that override the repository's settings. */
export const gitSettings = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.attributesFile=/dev/null',
  'log.showSignature=false',
  'gpg.program=/bin/false',
  'protocol.allow=never',
  'submodule.recurse=false',
  'diff.ignoreSubmodules=all',
  'core.quotePath=false',
  // A commit-graph file can name other parents than the commits.
  'core.commitGraph=false',
]
