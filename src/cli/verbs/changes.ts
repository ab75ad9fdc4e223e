import { VariorumError } from '../../model/errors.ts'
import type { PageChanges } from '../../model/report.ts'
import { changesJson, changesNdjson } from '../../reporters/json/changes.ts'
import { changesText } from '../../reporters/text/changes.ts'
import { emitStream } from '../emit.ts'
import { type Call, flag, type Run } from '../run.ts'

export const run: Run = async (call) => {
  const mode = modeOf(call)
  await using variorum = await call.open()
  const drift = { found: false }
  const paths = call.rest.length === 0 ? {} : { paths: call.rest }
  const pages = noting(variorum.changes({ ...call.running(), ...paths, mode }), drift)
  await emitStream(await call.outputs(), pages, {
    text: changesText({ mode, dryRun: call.dryRun }),
    json: changesJson,
    ndjson: changesNdjson,
  })
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

async function* noting(pages: AsyncIterable<PageChanges>, drift: { found: boolean }): AsyncIterable<PageChanges> {
  for await (const page of pages) {
    if (page.state === 'missing' || page.state === 'differs') drift.found = true
    yield page
  }
}
