import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../sources/temporary-folder.ts'
import { checkIn, page, repositoryOf, sharedRepositoryOf } from './run-check.ts'

const bridge = 'news/2018/01/15/bridge.md'

/** A repository with two titles in two commits, without a Changes section. */
const retitled = sharedRepositoryOf(
  { [bridge]: page('The bridge opens on Friday') },
  { [bridge]: page('The bridge opens on Monday') },
)
const { path } = retitled
const pullRequest = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request' }

describe('a base from the environment', () => {
  it.each([
    [{ VARIORUM_BASE: 'nope' }, 'no revision nope (from VARIORUM_BASE)'],
    [{ VARIORUM_BASE: 'HEAD~99' }, 'The history of HEAD is shorter: it has no HEAD~99 (from VARIORUM_BASE)'],
    [{ VARIORUM_BASE: 'nope..HEAD' }, 'no revision nope (from VARIORUM_BASE)'],
    [{ ...pullRequest, GITHUB_BASE_REF: 'release' }, 'no revision origin/release (from GITHUB_BASE_REF)'],
    [pullRequest, 'not known which commit to compare with (from the event of GitHub)'],
    [{ GITLAB_CI: 'true', CI_MERGE_REQUEST_DIFF_BASE_SHA: 'a'.repeat(40) }, '(from CI_MERGE_REQUEST_DIFF_BASE_SHA)'],
    [{ GITLAB_CI: 'true', CI_MERGE_REQUEST_IID: '7' }, '(from CI_MERGE_REQUEST_TARGET_BRANCH_NAME)'],
    [{ CHANGE_TARGET: 'release' }, '(from CHANGE_TARGET)'],
  ] as const)('exits with 2 if the base from %j does not exist', async (env, sentence) => {
    const { code, stdout, stderr } = await checkIn({ cwd: path, env })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(sentence)
  })

  it('compares with VARIORUM_BASE, as a name or as a range', async () => {
    for (const VARIORUM_BASE of ['HEAD~1', 'HEAD~1..HEAD', 'HEAD~1..']) {
      const { code, stdout } = await checkIn({ cwd: path, env: { VARIORUM_BASE } })
      expect(code).toBe(1)
      expect(stdout).toContain('VAR101')
    }
  })

  it('exits with 2 if VARIORUM_BASE looks like an option or is malformed', async () => {
    for (const VARIORUM_BASE of ['--output=x', 'HEAD..HEAD..HEAD', '--output=x..HEAD']) {
      const { code, stderr } = await checkIn({ cwd: path, env: { VARIORUM_BASE } })
      expect(code).toBe(2)
      expect(stderr).toContain('VARIORUM_BASE is ')
    }
  })

  it('uses the remote branch if there is no local branch of that name', async () => {
    const clone = join(temporaryFolder(), 'clone')
    execFileSync('git', ['clone', '-q', path, clone])
    const git = (...args: string[]) => execFileSync('git', ['-C', clone, ...args])
    git('checkout', '-q', '--detach')
    git('branch', '-q', '-D', 'main')
    git('update-ref', 'refs/remotes/origin/main', 'HEAD~1')
    const { code, stdout } = await checkIn({ cwd: clone, env: { ...pullRequest, GITHUB_BASE_REF: 'main' } })
    expect(code).toBe(1)
    expect(stdout).toContain('(GitHub pull request, since origin/main)')
  })

  it('exits with 0 for the first push of an unrelated branch', async () => {
    const repository = repositoryOf({ [bridge]: page('The bridge opens') })
    const push = { GITLAB_CI: 'true', CI_COMMIT_BEFORE_SHA: '0'.repeat(40) }
    expect(await checkIn({ cwd: repository.path, env: push })).toMatchObject({ code: 0, stderr: '' })
  })
})

describe('an unknown revision', () => {
  it('suggests the nearest name, if there is a near one', async () => {
    expect((await checkIn(path, 'mian..HEAD')).stderr).toContain('Did you mean main?')
    expect((await checkIn(path, 'nope..HEAD')).stderr).not.toContain('Did you mean')
  })

  it('explains that an id is of a file or a folder', async () => {
    const id = (name: string) => retitled.git(['rev-parse', name])
    expect((await checkIn(path, `${id('HEAD:news')}..HEAD`)).stderr).toContain('content of a folder')
    expect((await checkIn(path, `${id(`HEAD:${bridge}`)}..HEAD`)).stderr).toContain('content of a file')
  })
})
