import type { Instant } from '../../../model/time.ts'
import { maxPageBytes } from '../../source.ts'
import { readCommit } from './commits.ts'
import { openIsolatedRepository } from './isolated-repository.ts'
import { locateOwnObjects, locateRepository } from './locate.ts'
import { ObjectReader } from './object-reader.ts'
import { openRepositoryQueries } from './repository-queries.ts'

/**
 * Reads the committer's time of a commit, branch or tag. The repository can be hostile.
 * @param folder a folder in the repository
 * @throws VariorumError `repository-…`, `revision-unknown`, `git-failed`, `interrupted`
 */
export async function readCommitTime(folder: string, name: string, signal?: AbortSignal): Promise<Instant> {
  const location = await locateRepository(folder, false)
  const queries = openRepositoryQueries(location, signal)
  const id = await queries.resolveCommit(name)
  const { common, objectFormat } = await queries.folders()
  const { objects, shallow } = await locateOwnObjects(location, common)
  await using repository = await openIsolatedRepository({ objects, objectFormat, shallow, signal })
  const reader = new ObjectReader(repository, maxPageBytes)
  try {
    return (await readCommit(reader, id)).at
  } finally {
    reader.close()
  }
}
