import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runProgram } from '../e2e/run-program.ts'
import { TestRepository } from '../sources/git/test-repository.ts'
import { temporaryFolder } from '../sources/temporary-folder.ts'
import { page } from './run-check.ts'

const bridge = 'news/2018/01/15/bridge.md'

/** A repository with two titles in two commits, none of them recorded. */
function retitled(): TestRepository {
  const repository = new TestRepository()
  repository.commit({ [bridge]: page('The bridge opens on Friday') }, { at: '2018-01-15T08:00:00Z' })
  repository.commit({ [bridge]: page('The bridge opens on Monday') }, { at: '2018-01-15T09:00:00Z' })
  return repository
}

const checkIn = (cwd: string, env: Record<string, string>, ...args: string[]) =>
  runProgram({ cwd, env }, 'check', ...args)
const pullRequest = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request' }

describe('a base that is named by the environment', () => {
  it.each([
    [{ VARIORUM_BASE: 'nope' }, 'no revision nope (from VARIORUM_BASE)'],
    [{ VARIORUM_BASE: 'HEAD~99' }, 'The history of HEAD is shorter: it has no HEAD~99 (from VARIORUM_BASE)'],
    [{ VARIORUM_BASE: 'nope..HEAD' }, 'no revision nope (from VARIORUM_BASE)'],
    [{ ...pullRequest, GITHUB_BASE_REF: 'release' }, 'no revision origin/release (from GITHUB_BASE_REF)'],
    [pullRequest, 'not known which commit to compare with (from the event of GitHub)'],
    [{ GITLAB_CI: 'true', CI_MERGE_REQUEST_DIFF_BASE_SHA: 'a'.repeat(40) }, '(from CI_MERGE_REQUEST_DIFF_BASE_SHA)'],
    [{ GITLAB_CI: 'true', CI_MERGE_REQUEST_IID: '7' }, '(from CI_MERGE_REQUEST_TARGET_BRANCH_NAME)'],
    [{ CHANGE_TARGET: 'release' }, '(from CHANGE_TARGET)'],
  ] as const)('%j and is not there is an error, not a success', async (env, sentence) => {
    const { code, stdout, stderr } = await checkIn(retitled().path, env)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(sentence)
  })

  it('is compared with, as a name or as a range', async () => {
    const { path } = retitled()
    for (const VARIORUM_BASE of ['HEAD~1', 'HEAD~1..HEAD', 'HEAD~1..']) {
      const { code, stdout } = await checkIn(path, { VARIORUM_BASE })
      expect(code).toBe(1)
      expect(stdout).toContain('VAR101')
    }
  })

  it('that git could take for an option, or that is malformed, is a mistake', async () => {
    const { path } = retitled()
    for (const VARIORUM_BASE of ['--output=x', 'HEAD..HEAD..HEAD', '--output=x..HEAD']) {
      const { code, stderr } = await checkIn(path, { VARIORUM_BASE })
      expect(code).toBe(2)
      expect(stderr).toContain('VARIORUM_BASE is ')
    }
  })

  it('is a branch of the remote where there is none of one’s own', async () => {
    const clone = join(temporaryFolder(), 'clone')
    execFileSync('git', ['clone', '-q', retitled().path, clone])
    const git = (...args: string[]) => execFileSync('git', ['-C', clone, ...args])
    git('checkout', '-q', '--detach')
    git('branch', '-q', '-D', 'main')
    git('update-ref', 'refs/remotes/origin/main', 'HEAD~1')
    const { code, stdout } = await checkIn(clone, { ...pullRequest, GITHUB_BASE_REF: 'main' })
    expect(code).toBe(1)
    expect(stdout).toContain('(GitHub pull request, since origin/main)')
  })

  it('is the first push of a branch that has nothing in common with another', async () => {
    const repository = new TestRepository()
    repository.commit({ [bridge]: page('The bridge opens') })
    const push = { GITLAB_CI: 'true', CI_COMMIT_BEFORE_SHA: '0'.repeat(40) }
    expect(await checkIn(repository.path, push)).toMatchObject({ code: 0, stderr: '' })
  })
})

describe('a revision that there is not', () => {
  it('has the nearest name suggested, and none where none is near', async () => {
    const { path } = retitled()
    expect((await checkIn(path, {}, 'mian..HEAD')).stderr).toContain('Did you mean main?')
    expect((await checkIn(path, {}, 'nope..HEAD')).stderr).not.toContain('Did you mean')
  })

  it('is told from the id of a file or a folder', async () => {
    const repository = retitled()
    const id = (name: string) => String(repository.git(['rev-parse', name])).trim()
    expect((await checkIn(repository.path, {}, `${id('HEAD:news')}..HEAD`)).stderr).toContain('content of a folder')
    expect((await checkIn(repository.path, {}, `${id(`HEAD:${bridge}`)}..HEAD`)).stderr).toContain('content of a file')
  })
})
