import { expect, it } from 'vitest'
import { runMain } from '../helpers/run-main.ts'
import { createArchiveFolder } from '../helpers/start-watch.ts'

async function recordNothing(): Promise<string> {
  const { cwd } = createArchiveFolder()
  expect(await runMain(['ingest'], { cwd })).toMatchObject({ code: 0 })
  return cwd
}

it.each([
  ['history', 'No events are recorded yet. Run "variorum import" or "variorum ingest".\n'],
  ['audit', 'The store has no events yet.\n'],
  ['changes', 'Nothing is recorded yet'],
  ['export', '2 lines exported.\n'],
])('says on stderr that the record is empty: %s', async (command, message) => {
  const result = await runMain([command], { cwd: await recordNothing() })
  expect(result).toMatchObject({ code: 0, stderr: expect.stringContaining(message) })
})

it('prints only data for the history of an empty record in JSON and NDJSON', async () => {
  const cwd = await recordNothing()
  expect(await runMain(['history', '--format', 'ndjson'], { cwd })).toMatchObject({ code: 0, stdout: '', stderr: '' })
  const { stdout, stderr } = await runMain(['history', '--format', 'json'], { cwd })
  expect({ ...JSON.parse(stdout), stderr }).toEqual({ schemaVersion: 1, histories: [], stderr: '' })
})
