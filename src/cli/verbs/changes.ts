import { basename } from 'node:path'
import type { Variorum } from '../../commands/variorum.ts'
import { readPage } from '../../ingest/read-page.ts'
import { VariorumError } from '../../model/errors.ts'
import type { PageChanges } from '../../model/report.ts'
import { changesJson, changesNdjson } from '../../reporters/json/changes.ts'
import { changesText } from '../../reporters/text/changes.ts'
import type { Invocation, RunCommand } from '../invocation.ts'
import { emitStream } from '../terminal/emit.ts'

export const run: RunCommand<'changes'> = async (invocation) => {
  const mode = parseMode(invocation)
  await using variorum = await invocation.openVariorum()
  const drift: Drift = { isFound: false, pageCount: 0 }
  const [paths] = invocation.args
  const pages = trackDrift(variorum.changes({ ...invocation.runOptions(), paths, mode }), drift)
  await emitStream(await invocation.openOutputs(), pages, {
    text: changesText({ mode, dryRun: invocation.dryRun }),
    json: changesJson,
    ndjson: changesNdjson,
  })
  if (drift.pageCount === 0) await explainEmptyOutput(invocation, variorum)
  // A page that was not written still has drift.
  const failsOnDrift = mode === 'check' || (mode === 'write' && !invocation.dryRun)
  return failsOnDrift && drift.isFound ? 1 : 0
}

function parseMode(invocation: Invocation<'changes'>): 'print' | 'check' | 'write' {
  const { write, check } = invocation.options
  if (write && check) {
    throw new VariorumError('usage', '--write and --check exclude each other.', {
      advice: 'Use --write -n to see what --write would do.',
    })
  }
  return write ? 'write' : check ? 'check' : 'print'
}

/** Says why there is no output: a path is a list, or nothing is recorded. */
async function explainEmptyOutput(invocation: Invocation<'changes'>, variorum: Variorum): Promise<void> {
  for (const path of invocation.args[0].filter(isListPage))
    invocation.printMessageAtEnd(`${path} is a list: it reports no event and has no Changes section.`)
  const isRecorded = await hasEvents(variorum).catch(() => false)
  if (!isRecorded)
    invocation.printMessageAtEnd('Nothing is recorded yet, so former titles are unknown. Next: variorum import')
}

async function hasEvents(variorum: Variorum): Promise<boolean> {
  for await (const _ of variorum.history()) return true
  return false
}

/** Whether the file name alone makes the page a list. */
function isListPage(path: string): boolean {
  return readPage(basename(path), new Uint8Array()).dialect === 'list'
}

type Drift = { isFound: boolean; pageCount: number }

async function* trackDrift(pages: AsyncIterable<PageChanges>, drift: Drift): AsyncIterable<PageChanges> {
  for await (const page of pages) {
    drift.pageCount += 1
    if (page.state === 'missing' || page.state === 'differs') drift.isFound = true
    yield page
  }
}
