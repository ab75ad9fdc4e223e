import { describe, expect, it } from 'vitest'
import { rangeInCi } from '../../src/cli/ci-range.ts'

const sha = (digit: string) => digit.repeat(40)
const zeros = '0'.repeat(40)
const github = (kind: string, event: object, env = {}) =>
  rangeInCi({ GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: kind, ...env }, JSON.stringify(event))

describe('rangeInCi', () => {
  it('asks for nothing outside of CI', () => {
    expect(rangeInCi({}, null)).toBeNull()
    expect(rangeInCi({ CI: 'false' }, null)).toBeNull()
  })

  it('takes the base of a pull request, and knows the commit that merges it', () => {
    const event = { number: 12, pull_request: { base: { sha: sha('a') }, head: { sha: sha('b') } } }
    expect(github('pull_request', event, { GITHUB_SHA: sha('c') })).toEqual({
      base: [sha('a'), `${sha('c')}^1`],
      head: 'HEAD',
      merges: sha('b'),
      source: 'GitHub pull request #12',
    })
  })

  it('takes what stood before a push, and the default branch where nothing did', () => {
    const event = { before: sha('a'), repository: { default_branch: 'trunk' } }
    expect(github('push', event)?.base).toEqual([sha('a'), 'origin/trunk', 'HEAD^'])
    expect(github('push', { ...event, before: zeros })?.base).toEqual(['origin/trunk', 'HEAD^'])
    expect(github('push', { ...event, forced: true })?.source).toBe('GitHub push, forced')
  })

  it('takes the base of a merge queue, and the default branch for runs without one', () => {
    expect(github('merge_group', { merge_group: { base_sha: sha('d') } })?.base).toEqual([sha('d')])
    expect(github('schedule', {})?.base).toEqual(['origin/HEAD', 'origin/main', 'origin/master', 'HEAD^'])
  })

  it('takes the base of a merge request, and what stood before a push on GitLab', () => {
    const env = { GITLAB_CI: 'true', CI_DEFAULT_BRANCH: 'main' }
    const merge = { ...env, CI_MERGE_REQUEST_IID: '7', CI_MERGE_REQUEST_DIFF_BASE_SHA: sha('e') }
    expect(rangeInCi(merge, null)).toMatchObject({ base: [sha('e')], source: 'GitLab merge request !7' })
    expect(rangeInCi({ ...env, CI_COMMIT_BEFORE_SHA: sha('f') }, null)?.base).toEqual([
      sha('f'),
      'origin/main',
      'HEAD^',
    ])
    expect(rangeInCi({ ...env, CI_COMMIT_BEFORE_SHA: zeros }, null)?.base).toEqual(['origin/main', 'HEAD^'])
  })

  it('takes what other services name, and VARIORUM_BASE before all', () => {
    expect(rangeInCi({ CHANGE_TARGET: 'main', CI: 'true' }, null)?.base).toEqual(['origin/main', 'main'])
    expect(rangeInCi({ SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main' }, null)?.base?.[0]).toBe('origin/main')
    expect(rangeInCi({ VARIORUM_BASE: 'v1.0', CHANGE_TARGET: 'main' }, null)).toMatchObject({ base: ['v1.0'] })
    expect(rangeInCi({ CI: 'true' }, null)?.source).toBe('CI')
  })

  it('passes over names that could be anything else than a name', () => {
    for (const name of ['--output=x', '-c', 'a..b', 'a --b', '$(id)', 'a\nb', '']) {
      const event = { before: name, repository: { default_branch: name } }
      expect(github('push', event)?.base, name).not.toContain(`origin/${name}`)
      expect(rangeInCi({ CI: 'true', CHANGE_TARGET: name }, null)?.source, name).toBe('CI')
      expect(github('pull_request', { pull_request: { base: { sha: name }, head: { sha: name } } }), name).toEqual({
        base: [],
        head: 'HEAD',
        source: 'GitHub pull request',
      })
    }
  })

  it('makes do with an event that is no JSON, or says other things', () => {
    for (const event of ['{', '[]', 'null', '{"before":1,"repository":[]}', '{"__proto__":{"before":"x"}}'])
      expect(rangeInCi({ GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'push' }, event)?.base?.at(-1)).toBe('HEAD^')
  })
})
