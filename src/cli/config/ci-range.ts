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
  const branch = textAt(payload, 'repository', 'default_branch') ?? undefined
  if (kind.startsWith('pull_request')) {
    const base = textAt(payload, 'pull_request', 'base', 'sha')
    const merges = textAt(payload, 'pull_request', 'head', 'sha')
    const number = payload?.number
    const source = typeof number === 'number' ? `GitHub pull request #${number}` : 'GitHub pull request'
    // The first parent of the merge commit of a pull request is the target branch.
    const merge = /^refs\/pull\/\d+\/merge$/.test(env.GITHUB_REF ?? '') && env.GITHUB_SHA ? [`${env.GITHUB_SHA}^1`] : []
    const names = [...(base === null ? [] : [base]), ...merge, ...branchNames(env.GITHUB_BASE_REF)]
    const namedBy = base === null && env.GITHUB_BASE_REF ? 'GITHUB_BASE_REF' : 'the event of GitHub'
    const range = { base: names.filter(isRevisionName), head: 'HEAD', source, namedBy }
    return merges !== null && isRevisionName(merges) ? { ...range, merges } : range
  }
  if (kind === 'merge_group') {
    const base = textAt(payload, 'merge_group', 'base_sha')
    if (base !== null && isRevisionName(base)) {
      return { base: [base], head: 'HEAD', source: 'GitHub merge queue', namedBy: 'the event of GitHub' }
    }
  }
  if (kind === 'push') {
    const before = textAt(payload, 'before')
    const base = [...(before !== null && isCommitId(before) ? [before] : []), ...defaultBranches(branch)].filter(
      isRevisionName,
    )
    return { base, head: 'HEAD', source: payload?.forced === true ? 'GitHub push, forced' : 'GitHub push' }
  }
  return { base: defaultBranches(branch).filter(isRevisionName), head: 'HEAD', source: `GitHub ${kind || 'run'}` }
}

function gitlabRange(env: Environment): RequestedRange {
  const named = ['CI_MERGE_REQUEST_TARGET_BRANCH_SHA', 'CI_MERGE_REQUEST_DIFF_BASE_SHA'].filter((variable) =>
    isCommitId(env[variable] ?? ''),
  )
  if (named.length > 0 || env.CI_MERGE_REQUEST_IID) {
    const source =
      `GitLab merge request ${env.CI_MERGE_REQUEST_IID ? `!${Number(env.CI_MERGE_REQUEST_IID)}` : ''}`.trim()
    const base = [
      ...named.map((variable) => env[variable] ?? ''),
      ...branchNames(env.CI_MERGE_REQUEST_TARGET_BRANCH_NAME),
    ]
    return { base, head: 'HEAD', source, namedBy: named[0] ?? 'CI_MERGE_REQUEST_TARGET_BRANCH_NAME' }
  }
  const before = env.CI_COMMIT_BEFORE_SHA
  const base = [
    ...(before !== undefined && isCommitId(before) ? [before] : []),
    ...defaultBranches(env.CI_DEFAULT_BRANCH),
  ]
  return { base: base.filter(isRevisionName), head: 'HEAD', source: 'GitLab push' }
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
    const base = kind === 'branch' ? branchNames(name) : name && isRevisionName(name) ? [name] : []
    if (base.length > 0) return { base, head: 'HEAD', source, namedBy: variable }
  }
  return null
}

/** Whether a name is safe to pass to git: no option, no range. */
function isRevisionName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._/@{}^~-]{0,255}$/.test(name) && !name.includes('..') && !name.includes('--')
}

/** A full commit id. An id of zeros means that there is no commit. */
function isCommitId(name: string): boolean {
  return /^[0-9a-f]{40,64}$/.test(name) && !/^0+$/.test(name)
}

function parseJsonObject(event: string | null): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(event ?? 'null')
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

function textAt(value: unknown, ...keys: readonly string[]): string | null {
  let found = value
  for (const key of keys) found = isRecord(found) && Object.hasOwn(found, key) ? found[key] : null
  return typeof found === 'string' && found !== '' ? found : null
}
