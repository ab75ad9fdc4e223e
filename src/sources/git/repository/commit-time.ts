import type { Instant } from '../../../model/time.ts'
import { maxPageBytes } from '../../source.ts'
import { readCommit } from './commits.ts'
import { openIsolatedRepository } from './isolated-repository.ts'
import { locateRepository } from './locate.ts'
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
  await using repository = await openIsolatedRepository(location, await queries.folders(), signal)
  return (await readCommit(new ObjectReader(repository, maxPageBytes), id)).at
}
