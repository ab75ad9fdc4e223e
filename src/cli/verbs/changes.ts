import { basename } from 'node:path'
import type { Variorum } from '../../commands/variorum.ts'
import { readPage } from '../../ingest/read-page.ts'
import { VariorumError } from '../../model/errors.ts'
import type { PageChanges } from '../../model/report.ts'
import { changesJson, changesNdjson } from '../../reporters/json/changes.ts'
import { changesText } from '../../reporters/text/changes.ts'
import { type Call, flag, type Run } from '../run.ts'
import { emitStream } from '../terminal/emit.ts'

export const run: Run = async (call) => {
  const mode = modeOf(call)
  await using variorum = await call.open()
  const drift = { found: false, told: 0 }
  const paths = call.rest.length === 0 ? {} : { paths: call.rest }
  const pages = noting(variorum.changes({ ...call.running(), ...paths, mode }), drift)
  await emitStream(await call.outputs(), pages, {
    text: changesText({ mode, dryRun: call.dryRun }),
    json: changesJson,
    ndjson: changesNdjson,
  })
  if (drift.told === 0) await sayWhy(call, variorum)
  // What should have been written and was not is drift as well.
  const matters = mode === 'check' || (mode === 'write' && !call.dryRun)
  return matters && drift.found ? 1 : 0
}

function modeOf(call: Call): 'print' | 'check' | 'write' {
  const write = flag(call, 'write')
  const check = flag(call, 'check')
  if (write && check) {
    throw new VariorumError('usage', '--write and --check exclude each other.', {
      advice: 'To see what --write would do, add -n.',
    })
  }
  return write ? 'write' : check ? 'check' : 'print'
}

/** Where no page has anything to tell: a list never has, and without a record nothing is known. */
async function sayWhy(call: Call, variorum: Variorum): Promise<void> {
  for (const path of call.rest) {
    if (isList(path)) call.talkAtTheEnd(`${path} is a list: it tells no event, and has no Changes section.`)
  }
  const isRecorded = await variorum.suggest('').then(
    () => true,
    () => false,
  )
  if (!isRecorded) call.talkAtTheEnd('Nothing is recorded yet, so former titles are not known. Next: variorum import')
}

/** By its name alone, as an empty page would be. */
function isList(path: string): boolean {
  return readPage(basename(path), new Uint8Array()).dialect === 'list'
}

async function* noting(
  pages: AsyncIterable<PageChanges>,
  drift: { found: boolean; told: number },
): AsyncIterable<PageChanges> {
  for await (const page of pages) {
    drift.told += 1
    if (page.state === 'missing' || page.state === 'differs') drift.found = true
    yield page
  }
}
