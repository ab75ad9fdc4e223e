import type { RequestedRange } from '../../commands/variorum.ts'
import { VariorumError } from '../../model/errors.ts'
import { isRecord } from './config.ts'
import type { Environment } from './settings.ts'

/**
 * The range that `VARIORUM_BASE` or a CI service names; null outside of CI. A named base must exist. Only the range of a
 * push can fall back to the parent of the head, which a first commit does not have.
 * @param event the JSON text of the GitHub event; null if there is none
 * @throws VariorumError `usage` if `VARIORUM_BASE` is neither a revision nor a range
 */
export function findCiRange(env: Environment, event: string | null): RequestedRange | null {
  if (env.VARIORUM_BASE) return variorumBaseRange(env.VARIORUM_BASE)
  const range =
    env.GITHUB_ACTIONS === 'true'
      ? githubRange(env, event)
      : env.GITLAB_CI === 'true'
        ? gitlabRange(env)
        : otherServiceRange(env)
  if (range !== null) return range
  return isEnabled(env.CI) ? { base: defaultBranches(), head: 'HEAD', source: 'CI' } : null
}

function isEnabled(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false'
}

/** `BASE` or `BASE..HEAD`. A commit id of zeros means an empty base. */
function variorumBaseRange(text: string): RequestedRange {
  const parts = text.split(/\.{2,3}/)
  const [base = '', head = 'HEAD'] = parts.map((name) => (name === '' && parts.length > 1 ? 'HEAD' : name))
  if (parts.length > 2 || !isRevisionName(base) || !isRevisionName(head)) {
    throw new VariorumError('usage', `VARIORUM_BASE is ${JSON.stringify(text)}: neither a commit nor a range.`, {
      advice: 'Give a branch, a tag, a commit or BASE..HEAD.',
    })
  }
  const source = parts.length === 1 ? 'VARIORUM_BASE' : `VARIORUM_BASE ${text}`
  return { base: /^0{40}(?:0{24})?$/.test(base) ? null : [base], head, source, namedBy: 'VARIORUM_BASE' }
}

/** The branch of the remote, then the local one. */
function branchNames(branch: string | undefined): string[] {
  const name = branch?.replace(/^refs\/heads\//, '')
  return name && isRevisionName(name) ? [`origin/${name}`, name] : []
}

/** The likely bases of a branch; never the head itself. */
function defaultBranches(named?: string): string[] {
  const branches = named === undefined || !isRevisionName(named) ? ['HEAD', 'main', 'master'] : [named]
  return [...branches.map((name) => `origin/${name}`), 'HEAD^']
}

function githubRange(env: Environment, event: string | null): RequestedRange {
  const payload = parseJsonObject(event)
  const kind = env.GITHUB_EVENT_NAME ?? ''
  const branch = textAt(payload, 'repository', 'default_branch')
  const head = 'HEAD'
  if (kind.startsWith('pull_request')) {
    const base = textAt(payload, 'pull_request', 'base', 'sha')
    const [merges] = revisionNames(textAt(payload, 'pull_request', 'head', 'sha'))
    const number = payload?.number
    const source = typeof number === 'number' ? `GitHub pull request #${number}` : 'GitHub pull request'
    const isMerge = /^refs\/pull\/\d+\/merge$/.test(env.GITHUB_REF ?? '')
    // the first parent of the merge commit of a pull request is the target branch
    const target = isMerge && env.GITHUB_SHA ? `${env.GITHUB_SHA}^1` : undefined
    const names = revisionNames(base, target, ...branchNames(env.GITHUB_BASE_REF))
    const namedBy = base === undefined && env.GITHUB_BASE_REF ? 'GITHUB_BASE_REF' : 'the event of GitHub'
    return { base: names, head, source, namedBy, merges }
  }
  if (kind === 'merge_group') {
    const base = revisionNames(textAt(payload, 'merge_group', 'base_sha'))
    if (base.length > 0) return { base, head, source: 'GitHub merge queue', namedBy: 'the event of GitHub' }
  }
  if (kind === 'push') {
    const base = revisionNames(commitId(textAt(payload, 'before')), ...defaultBranches(branch))
    return { base, head, source: payload?.forced === true ? 'GitHub push, forced' : 'GitHub push' }
  }
  return { base: revisionNames(...defaultBranches(branch)), head, source: `GitHub ${kind || 'run'}` }
}

function gitlabRange(env: Environment): RequestedRange {
  const named = ['CI_MERGE_REQUEST_TARGET_BRANCH_SHA', 'CI_MERGE_REQUEST_DIFF_BASE_SHA'].filter(
    (variable) => commitId(env[variable]) !== undefined,
  )
  const head = 'HEAD'
  if (named.length > 0 || env.CI_MERGE_REQUEST_IID) {
    const number = env.CI_MERGE_REQUEST_IID ? ` !${Number(env.CI_MERGE_REQUEST_IID)}` : ''
    const base = [
      ...named.map((variable) => env[variable] ?? ''),
      ...branchNames(env.CI_MERGE_REQUEST_TARGET_BRANCH_NAME),
    ]
    const namedBy = named[0] ?? 'CI_MERGE_REQUEST_TARGET_BRANCH_NAME'
    return { base, head, source: `GitLab merge request${number}`, namedBy }
  }
  const base = revisionNames(commitId(env.CI_COMMIT_BEFORE_SHA), ...defaultBranches(env.CI_DEFAULT_BRANCH))
  return { base, head, source: 'GitLab push' }
}

/** The variables of other services that name the base. */
const baseVariables: readonly (readonly [variable: string, kind: 'commit' | 'branch', source: string])[] = [
  ['BITBUCKET_PR_DESTINATION_COMMIT', 'commit', 'Bitbucket pull request'],
  ['BITBUCKET_PR_DESTINATION_BRANCH', 'branch', 'Bitbucket pull request'],
  ['SYSTEM_PULLREQUEST_TARGETBRANCH', 'branch', 'Azure pull request'],
  ['BUILDKITE_PULL_REQUEST_BASE_BRANCH', 'branch', 'Buildkite pull request'],
  ['CHANGE_TARGET', 'branch', 'Jenkins change request'],
  ['DRONE_TARGET_BRANCH', 'branch', 'Drone build'],
  ['CI_TARGET_BRANCH', 'branch', 'CI'],
]

function otherServiceRange(env: Environment): RequestedRange | null {
  for (const [variable, kind, source] of baseVariables) {
    const name = env[variable]
    const base = kind === 'branch' ? branchNames(name) : revisionNames(name)
    if (base.length > 0) return { base, head: 'HEAD', source, namedBy: variable }
  }
  return null
}

/** Whether a name is safe to pass to git: no option, no range. */
function isRevisionName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._/@{}^~-]{0,255}$/.test(name) && !name.includes('..') && !name.includes('--')
}

function revisionNames(...names: readonly (string | undefined)[]): string[] {
  return names.filter((name): name is string => name !== undefined && isRevisionName(name))
}

/** The name if it is a full commit id. An id of zeros means that there is no commit. */
function commitId(name: string | undefined): string | undefined {
  return name !== undefined && /^[0-9a-f]{40,64}$/.test(name) && !/^0+$/.test(name) ? name : undefined
}

function parseJsonObject(event: string | null): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(event ?? 'null')
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  let found = value
  for (const key of keys) found = isRecord(found) && Object.hasOwn(found, key) ? found[key] : null
  return typeof found === 'string' && found !== '' ? found : undefined
}
