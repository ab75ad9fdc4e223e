import { describe, expect, it } from 'vitest'
import { findCiRange } from '../../../src/cli/config/ci-range.ts'

const sha = (digit: string) => digit.repeat(40)
const zeros = '0'.repeat(40)
const github = (kind: string, event: object, env = {}) =>
  findCiRange({ GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: kind, ...env }, JSON.stringify(event))

describe('findCiRange', () => {
  it('returns null outside of CI', () => {
    expect(findCiRange({}, null)).toBeNull()
    expect(findCiRange({ CI: 'false' }, null)).toBeNull()
  })

  it('takes the base of a GitHub pull request and the head of its merge commit', () => {
    const event = { number: 12, pull_request: { base: { sha: sha('a') }, head: { sha: sha('b') } } }
    const env = { GITHUB_SHA: sha('c'), GITHUB_REF: 'refs/pull/12/merge', GITHUB_BASE_REF: 'main' }
    expect(github('pull_request', event, env)).toEqual({
      base: [sha('a'), `${sha('c')}^1`, 'origin/main', 'main'],
      head: 'HEAD',
      merges: sha('b'),
      source: 'GitHub pull request #12',
      namedBy: 'the event of GitHub',
    })
    expect(github('pull_request', {}, { GITHUB_BASE_REF: 'main' })).toEqual({
      base: ['origin/main', 'main'],
      head: 'HEAD',
      source: 'GitHub pull request',
      namedBy: 'GITHUB_BASE_REF',
    })
  })

  it('does not use the parent of a commit that is not the merge of a pull request', () => {
    expect(github('pull_request', {}, { GITHUB_SHA: sha('c') })?.base).toEqual([])
  })

  it('takes the commit before a push, and the default branch for a new branch', () => {
    const event = { before: sha('a'), repository: { default_branch: 'trunk' } }
    expect(github('push', event)?.base).toEqual([sha('a'), 'origin/trunk', 'HEAD^'])
    expect(github('push', { ...event, before: zeros })?.base).toEqual(['origin/trunk', 'HEAD^'])
    expect(github('push', { ...event, forced: true })?.source).toBe('GitHub push, forced')
  })

  it('takes the base of a merge queue, and the default branch for scheduled runs', () => {
    expect(github('merge_group', { merge_group: { base_sha: sha('d') } })?.base).toEqual([sha('d')])
    expect(github('schedule', {})?.base).toEqual(['origin/HEAD', 'origin/main', 'origin/master', 'HEAD^'])
  })

  it('takes the base of a GitLab merge request and the commit before a GitLab push', () => {
    const env = { GITLAB_CI: 'true', CI_DEFAULT_BRANCH: 'main' }
    const merge = { ...env, CI_MERGE_REQUEST_IID: '7', CI_MERGE_REQUEST_DIFF_BASE_SHA: sha('e') }
    expect(findCiRange(merge, null)).toMatchObject({ base: [sha('e')], source: 'GitLab merge request !7' })
    const named = { ...env, CI_MERGE_REQUEST_IID: '7', CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'release' }
    expect(findCiRange(named, null)?.base).toEqual(['origin/release', 'release'])
    expect(findCiRange({ ...env, CI_COMMIT_BEFORE_SHA: sha('f') }, null)?.base).toEqual([
      sha('f'),
      'origin/main',
      'HEAD^',
    ])
    expect(findCiRange({ ...env, CI_COMMIT_BEFORE_SHA: zeros }, null)?.base).toEqual(['origin/main', 'HEAD^'])
  })

  it('takes the base that other services name, and prefers VARIORUM_BASE', () => {
    expect(findCiRange({ CHANGE_TARGET: 'main', CI: 'true' }, null)?.base).toEqual(['origin/main', 'main'])
    expect(findCiRange({ SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main' }, null)?.base?.[0]).toBe('origin/main')
    expect(findCiRange({ VARIORUM_BASE: 'v1.0', CHANGE_TARGET: 'main' }, null)).toMatchObject({ base: ['v1.0'] })
    expect(github('push', { before: sha('a') }, { VARIORUM_BASE: 'v1.0' })?.base).toEqual(['v1.0'])
    expect(findCiRange({ CI: 'true' }, null)?.source).toBe('CI')
  })

  it('reads VARIORUM_BASE as a revision or a range, and refuses other values', () => {
    expect(findCiRange({ VARIORUM_BASE: 'v1.0..topic' }, null)).toMatchObject({ base: ['v1.0'], head: 'topic' })
    expect(findCiRange({ VARIORUM_BASE: 'v1.0..' }, null)).toMatchObject({ base: ['v1.0'], head: 'HEAD' })
    expect(findCiRange({ VARIORUM_BASE: zeros }, null)).toMatchObject({ base: null, head: 'HEAD' })
    for (const name of ['--output=x', '-c', 'a..b..c', 'a --b', '$(id)', 'a\nb', '..--output=x'])
      expect(() => findCiRange({ VARIORUM_BASE: name }, null), name).toThrow('neither a commit nor a range')
  })

  it('ignores names that are not safe to pass to git', () => {
    for (const name of ['--output=x', '-c', 'a..b', 'a --b', '$(id)', 'a\nb', '']) {
      const event = { before: name, repository: { default_branch: name } }
      expect(github('push', event)?.base, name).not.toContain(`origin/${name}`)
      expect(findCiRange({ CI: 'true', CHANGE_TARGET: name }, null)?.source, name).toBe('CI')
      expect(github('pull_request', { pull_request: { base: { sha: name }, head: { sha: name } } }), name).toEqual({
        base: [],
        head: 'HEAD',
        source: 'GitHub pull request',
        namedBy: 'the event of GitHub',
      })
    }
  })

  it('falls back to the parent of the head for an unreadable event', () => {
    for (const event of ['{', '[]', 'null', '{"before":1,"repository":[]}', '{"__proto__":{"before":"x"}}'])
      expect(findCiRange({ GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'push' }, event)?.base?.at(-1)).toBe('HEAD^')
  })
})
