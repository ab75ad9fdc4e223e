import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../sources/temporary-folder.ts'
import { runProgram } from './run-program.ts'
import { bridge, eventPage, makeArchive, makeRepository } from './test-archive.ts'

/** Two places in the world, with their zones, languages and orders of letters. */
const places = [
  { TZ: 'Pacific/Kiritimati', LANG: 'C', LC_ALL: 'C' },
  { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'ar_EG.UTF-8' },
] as const

const ways: readonly (readonly string[])[] = [
  ['--format', 'text'],
  ['--format', 'text', '-v'],
  ['--format', 'text', '--color', 'always'],
  ['--format', 'csv'],
  ['--format', 'markdown'],
  ['--format', 'markdown', '-v'],
  ['--format', 'html'],
  ['--format', 'json'],
  ['--format', 'ndjson'],
]

async function audited(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { code, bytes, stderr } = await runProgram({ cwd, env }, 'audit', ...args)
  expect({ code, stderr: stderr.includes('Error') }).toEqual({ code: 0, stderr: false })
  return bytes
}

it('is the same to the byte in every format, whatever the zone and the language around it', async () => {
  const cwd = makeArchive()
  await runProgram({ cwd }, 'import', '-q')
  for (const args of ways) {
    const [one, other] = await Promise.all(places.map((env) => audited(cwd, args, env)))
    expect(one?.length, args.join(' ')).toBeGreaterThan(300)
    expect(one?.equals(other ?? Buffer.of()), args.join(' ')).toBe(true)
  }
})

it('writes the same to a file as to a pipe, several formats at once', async () => {
  const cwd = makeArchive()
  const folder = temporaryFolder()
  await runProgram({ cwd }, 'import', '-q')
  const files = ['text', 'csv', 'markdown', 'json'].map((name) => [name, join(folder, name)] as const)
  await audited(
    cwd,
    files.flatMap(([name, file]) => ['--format', `${name}:${file}`]),
  )
  for (const [name, file] of files.filter(([name]) => name !== 'csv')) {
    expect(readFileSync(file).equals(await audited(cwd, ['--format', name])), name).toBe(true)
  }
  const rows = (bytes: Buffer) =>
    parse(bytes, { bom: true, columns: true, record_delimiter: '\r\n' }) as { title_after: string }[]
  const titles = rows(await audited(cwd, ['--format', 'csv'])).map(({ title_after: title }) => title)
  expect(titles).toContain(bridge.titles[2])
  // alone it is told event by event, as it is read
  expect(
    rows(readFileSync(join(folder, 'csv')))
      .map(({ title_after: title }) => title)
      .sort(),
  ).toEqual(titles.sort())
})

it.each([
  ['of one event that was never retitled', [{ 'news/one.md': eventPage({ title: 'The ferry sails.' }) }]],
  ['that has no event', [{ 'logo.png': 'no page' }]],
])('reads well over an archive %s', async (_, commits) => {
  const cwd = makeRepository(commits)
  await runProgram({ cwd }, 'import', '-q')
  const text = await runProgram({ cwd }, 'audit')
  expect(text).toMatchObject({ code: 0, stdout: '' })
  expect(text.stderr).toMatch(/^(?:No title changed among 1 event|The store has no events yet)\.\n$/)
  const markdown = (await audited(cwd, ['--format', 'markdown'])).toString()
  expect(markdown).toBe(`<!-- variorum-audit -->\n### ${text.stderr}`)
  const csv = (await audited(cwd, ['--format', 'csv'])).toString()
  expect(csv).toMatch(/^\u{feff}at_utc,[a-z_,]+\r\n$/u)
})
