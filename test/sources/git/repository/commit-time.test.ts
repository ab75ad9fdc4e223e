import { expect, it } from 'vitest'
import { readCommitTime } from '../../../../src/sources/git/repository/commit-time.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { TestRepository } from '../test-repository.ts'

const at = (time: string) => Date.parse(time)

it.each(['sha1', 'sha256'])('reads the committer’s time of a commit, branch or tag (%s)', async (objectFormat) => {
  const repository = new TestRepository({ objectFormat })
  const first = repository.commit({ 'a.md': '# Rain' }, { at: '2018-01-15T10:00:00+02:00' })
  repository.commit({ 'a.md': '# Snow' }, { at: '2018-01-16T10:00:00Z' })
  repository.git(['-c', 'user.name=Ada', '-c', 'user.email=a@b', 'tag', '-a', '-m', 'One', 'v1', first])
  const times = await Promise.all(
    [first, first.slice(0, 8), 'v1', 'main~1', 'main', 'HEAD'].map((name) => readCommitTime(repository.path, name)),
  )
  const [early, late] = [at('2018-01-15T08:00:00Z'), at('2018-01-16T10:00:00Z')]
  expect(times).toEqual([early, early, early, early, late, late])
})

it('throws for an unknown revision, an empty repository and a missing repository', async () => {
  const repository = new TestRepository()
  await expect(readCommitTime(repository.path, 'main')).rejects.toMatchObject({ code: 'repository-empty' })
  repository.commit({ 'a.md': '# Rain' })
  await expect(readCommitTime(repository.path, 'mian')).rejects.toMatchObject({
    code: 'revision-unknown',
    advice: 'Did you mean main?',
  })
  await expect(readCommitTime(repository.path, '--all')).rejects.toMatchObject({ code: 'revision-unknown' })
  await expect(readCommitTime(repository.path, 'main:a.md')).rejects.toMatchObject({ code: 'revision-unknown' })
  await expect(readCommitTime(temporaryFolder(), 'main')).rejects.toMatchObject({ code: 'repository-not-found' })
})
