import type { Variorum } from '../../commands/variorum.ts'
import { VariorumError } from '../../model/errors.ts'
import type { ArchiveStatus } from '../../model/report.ts'
import { emptyLedger } from '../../model/revision.ts'
import { statusJson } from '../../reporters/json/status.ts'
import { statusText } from '../../reporters/text/status.ts'
import { isInRepository } from '../../sources/git/repository/locate.ts'
import type { RunCommand } from '../invocation.ts'
import { emit } from '../terminal/emit.ts'

export const run: RunCommand<'status'> = async (invocation) => {
  await using variorum = await invocation.openVariorum()
  const status = await readStatus(variorum)
  const suggestsImport = status.snapshots > 0 || (await isInRepository(variorum.archive))
  const text = statusText(suggestsImport ? 'import' : 'ingest')
  await emit(await invocation.openOutputs(), status, { text, json: statusJson })
  return 0
}

/** The status. A missing store counts as an empty one. */
async function readStatus(variorum: Variorum): Promise<ArchiveStatus> {
  try {
    return await variorum.status()
  } catch (error) {
    if (!(error instanceof VariorumError) || error.code !== 'store-not-found') throw error
    const { store, archive } = variorum
    const emptyCounts = { pages: 0, snapshots: 0, events: 0, versions: 0, retitled: 0, lastRun: null }
    return { store, archive, ...emptyCounts, ledger: emptyLedger.hash, behind: null }
  }
}
