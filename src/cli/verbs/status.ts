import type { Variorum } from '../../commands/variorum.ts'
import { VariorumError } from '../../model/errors.ts'
import type { Status } from '../../model/report.ts'
import { emptyLedger } from '../../model/revision.ts'
import { statusJson } from '../../reporters/json/status.ts'
import { statusText } from '../../reporters/text/status.ts'
import { isInRepository } from '../../sources/git/repository/locate.ts'
import type { Run } from '../run.ts'
import { emit } from '../terminal/emit.ts'

export const run: Run = async (call) => {
  await using variorum = await call.open()
  const status = await statusOf(variorum)
  const isImport = status.snapshots > 0 || (await isInRepository(variorum.archive))
  await emit(await call.outputs(), status, { text: statusText(isImport ? 'import' : 'ingest'), json: statusJson })
  return 0
}

/** Where nothing is recorded yet there is no store: a beginning, and no failure. */
async function statusOf(variorum: Variorum): Promise<Status> {
  try {
    return await variorum.status()
  } catch (error) {
    if (!(error instanceof VariorumError) || error.code !== 'store-not-found') throw error
    const { store, archive } = variorum
    const nothing = { pages: 0, snapshots: 0, events: 0, versions: 0, retitled: 0, lastRun: null }
    return { store, archive, ...nothing, ledger: emptyLedger.hash, behind: null }
  }
}
