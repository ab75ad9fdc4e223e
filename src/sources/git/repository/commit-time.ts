import type { Instant } from '../../../model/time.ts'
import { largestPage } from '../../source.ts'
import { openCleanRoom } from './clean-room.ts'
import { readCommit } from './commits.ts'
import { locateRepository, ownObjects } from './locate.ts'
import { ObjectReader } from './object-reader.ts'
import { openQuestions } from './questions.ts'

/**
 * The committer's time of a commit, branch or tag of the repository that a folder belongs to. The repository need not be trusted.
 * @throws VariorumError `repository-…`, `revision-unknown`, `git-failed`, `interrupted`
 */
export async function committedAt(folder: string, name: string, signal?: AbortSignal): Promise<Instant> {
  const location = await locateRepository(folder, false)
  const questions = openQuestions(location, signal)
  const id = await questions.commit(name)
  const { common, objectFormat } = await questions.folders()
  const { objects, shallow } = await ownObjects(location, common)
  await using room = await openCleanRoom({ objects, objectFormat, shallow, signal })
  const reader = new ObjectReader(room, largestPage)
  try {
    return (await readCommit(reader, id)).at
  } finally {
    reader.close()
  }
}
