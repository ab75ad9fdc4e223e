import { basename } from 'node:path'
import type { Variorum } from '../../commands/variorum.ts'
import { readPage } from '../../ingest/read-page.ts'
import { VariorumError } from '../../model/errors.ts'
import type { PageChanges } from '../../model/report.ts'
import { changesJson, changesNdjson } from '../../reporters/json/changes.ts'
import { changesText } from '../../reporters/text/changes.ts'
import { hasFlag, type Invocation, type RunCommand } from '../invocation.ts'
import { emitStream } from '../terminal/emit.ts'

export const run: RunCommand = async (invocation) => {
  const mode = parseMode(invocation)
  await using variorum = await invocation.openVariorum()
  const drift = { isFound: false, pageCount: 0 }
  const paths = invocation.restArgs.length === 0 ? {} : { paths: invocation.restArgs }
  const pages = trackDrift(variorum.changes({ ...invocation.runOptions(), ...paths, mode }), drift)
  await emitStream(await invocation.openOutputs(), pages, {
    text: changesText({ mode, dryRun: invocation.dryRun }),
    json: changesJson,
    ndjson: changesNdjson,
  })
  if (drift.pageCount === 0) await explainEmptyOutput(invocation, variorum)
  // What should have been written and was not is drift as well.
  const failsOnDrift = mode === 'check' || (mode === 'write' && !invocation.dryRun)
  return failsOnDrift && drift.isFound ? 1 : 0
}

function parseMode(invocation: Invocation): 'print' | 'check' | 'write' {
  const write = hasFlag(invocation, 'write')
  const check = hasFlag(invocation, 'check')
  if (write && check) {
    throw new VariorumError('usage', '--write and --check exclude each other.', {
      advice: 'To see what --write would do, add -n.',
    })
  }
  return write ? 'write' : check ? 'check' : 'print'
}

/** Where no page has anything to tell: a list never has, and without a record nothing is known. */
async function explainEmptyOutput(invocation: Invocation, variorum: Variorum): Promise<void> {
  for (const path of invocation.restArgs) {
    if (isListPage(path))
      invocation.printMessageAtEnd(`${path} is a list: it tells no event, and has no Changes section.`)
  }
  const isRecorded = await hasEvents(variorum).catch(() => false)
  if (!isRecorded)
    invocation.printMessageAtEnd('Nothing is recorded yet, so former titles are not known. Next: variorum import')
}

async function hasEvents(variorum: Variorum): Promise<boolean> {
  for await (const _ of variorum.history()) return true
  return false
}

/** By its name alone, as an empty page would be. */
function isListPage(path: string): boolean {
  return readPage(basename(path), new Uint8Array()).dialect === 'list'
}

async function* trackDrift(
  pages: AsyncIterable<PageChanges>,
  drift: { isFound: boolean; pageCount: number },
): AsyncIterable<PageChanges> {
  for await (const page of pages) {
    drift.pageCount += 1
    if (page.state === 'missing' || page.state === 'differs') drift.isFound = true
    yield page
  }
}
