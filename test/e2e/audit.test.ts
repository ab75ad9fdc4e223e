import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { mainPath, runCommands } from '../hostile/run-commands.ts'
import { temporaryFolder } from '../sources/temporary-folder.ts'
import { runInProcess } from './run-program.ts'
import { bridge, eventPage, makeArchive, makeRepository } from './test-archive.ts'

/** Two environments with different time zones, languages and collations. */
const environments = [
  { TZ: 'Pacific/Kiritimati', LANG: 'C', LC_ALL: 'C' },
  { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'ar_EG.UTF-8' },
] as const

const optionLists = [
  '--format text',
  '--format text -v',
  '--format text --color always',
  '--format csv',
  '--format markdown',
  '--format markdown -v',
  '--format html',
  '--format json',
  '--format ndjson',
]

async function audit(cwd: string, ...args: string[]): Promise<Buffer> {
  const { code, bytes, stderr } = await runInProcess(cwd, 'audit', ...args)
  expect({ code, stderr: stderr.includes('Error') }).toEqual({ code: 0, stderr: false })
  return bytes
}

it('audit prints the same in every format for any time zone and locale', async () => {
  const cwd = makeArchive()
  await runInProcess(cwd, 'import', '-q')
  const commands = optionLists.map((options) => ({ name: options, argv: ['audit', ...options.split(' ')] }))
  const [first, second] = await Promise.all(
    environments.map(async (env) => {
      const input = { main: mainPath, cwd, commands }
      const { results, hangReason } = await runCommands(input, { env: { PATH: process.env.PATH ?? '', ...env } })
      expect(hangReason).toBeNull()
      return results.map(({ name, code, stdout }) => ({ name, code, stdout }))
    }),
  )
  for (const { name, code, stdout } of first ?? []) {
    expect({ name, code }).toEqual({ name, code: 0 })
    expect(stdout.length, name).toBeGreaterThan(300)
  }
  expect(second).toEqual(first)
})

it('audit writes the same to several files as to standard output', async () => {
  const cwd = makeArchive()
  const folder = temporaryFolder()
  await runInProcess(cwd, 'import', '-q')
  const files = ['text', 'csv', 'markdown', 'json'].map((name) => [name, join(folder, name)] as const)
  await audit(cwd, ...files.flatMap(([name, file]) => ['--format', `${name}:${file}`]))
  for (const [name, file] of files.filter(([name]) => name !== 'csv')) {
    expect(readFileSync(file).equals(await audit(cwd, '--format', name)), name).toBe(true)
  }
  const titlesIn = (bytes: Buffer) => {
    const rows = parse(bytes, { bom: true, columns: true, record_delimiter: '\r\n' }) as { title_after: string }[]
    return rows.map(({ title_after: title }) => title).sort()
  }
  const titles = titlesIn(await audit(cwd, '--format', 'csv'))
  expect(titles).toContain(bridge.titles[2])
  // The only format is streamed event by event, so its rows come in another order.
  expect(titlesIn(readFileSync(join(folder, 'csv')))).toEqual(titles)
})

it.each([
  ['with one event that was never retitled', [{ 'news/one.md': eventPage({ title: 'The ferry sails.' }) }]],
  ['without events', [{ 'logo.png': 'no page' }]],
])('audit says that no title changed in an archive %s', async (_, commits) => {
  const cwd = makeRepository(commits)
  await runInProcess(cwd, 'import', '-q')
  const text = await runInProcess(cwd, 'audit')
  expect(text).toMatchObject({ code: 0, stdout: '' })
  expect(text.stderr).toMatch(/^(?:No title changed among 1 event|The store has no events yet)\.\n$/)
  const markdown = (await audit(cwd, '--format', 'markdown')).toString()
  expect(markdown).toBe(`<!-- variorum-audit -->\n### ${text.stderr}`)
  const csv = (await audit(cwd, '--format', 'csv')).toString()
  expect(csv).toMatch(/^\u{feff}at_utc,[a-z_,]+\r\n$/u)
})
