import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../sources/temporary-folder.ts'
import { expectFailure, runInProcess, runProgram } from './run-program.ts'
import { bridge, eventPage, frontMatterPage, makeArchive, makeRepository, runQuietly } from './test-archive.ts'

describe('import', () => {
  it('fails in a repository without commits and advises variorum ingest', async () => {
    const cwd = makeRepository([])
    const result = await runInProcess(cwd, 'import')
    expectFailure(result, 'has no commits yet', 'variorum ingest')
    expect(readdirSync(cwd)).toEqual(['.git'])
  })

  it('fails when the source is not a git repository or a journal', async () => {
    const cwd = temporaryFolder()
    expectFailure(await runInProcess(cwd, 'import'), 'is not in a git repository', 'variorum ingest')
    expectFailure(await runInProcess(cwd, 'import', 'nowhere'), 'There is no nowhere', 'variorum export')
    await writeFile(join(cwd, 'page.md'), '# A page\n')
    expectFailure(await runInProcess(cwd, 'import', 'page.md'), 'page.md is neither a git repository nor a journal')
    expectFailure(await runInProcess(cwd, 'import', 'https://example.org/pages.git'), 'git clone --bare')
    expect(readdirSync(cwd)).toEqual(['page.md'])
  })

  it('does not report a Changes section for a list page', async () => {
    const cwd = makeArchive()
    await runInProcess(cwd, 'import', '-q')
    const { code, stdout, stderr } = await runInProcess(cwd, 'changes', 'index.md')
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('index.md is a list'),
    })
  })

  it('warns when no page matches --path', async () => {
    const cwd = makeArchive()
    const { code, stderr } = await runInProcess(cwd, 'import', '--path', 'nope')
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('matches --path nope') })
  })

  it('suggests the nearest revision name for an unknown one', async () => {
    const cwd = makeArchive()
    expectFailure(await runInProcess(cwd, 'import', '--rev', 'mian'), 'no revision mian', 'Did you mean main?')
    expectFailure(await runInProcess(cwd, 'import', '--rev', '--output=x'), '--output=x')
    expect(readdirSync(cwd).sort()).toEqual(['.git', 'index.md', 'logo.png', 'news', 'posts'])
  })

  it('warns about a shallow clone and shows no first version', async () => {
    const cwd = makeShallow()
    const imported = await runInProcess(cwd, 'import')
    expect(imported).toMatchObject({ code: 0, stderr: '' })
    for (const words of ['warning VAR160 history-cut', 'git fetch --unshallow'])
      expect(imported.stdout).toContain(words)
    const histories = (await runInProcess(cwd, 'history', '--format', 'ndjson')).stdout
    expect(histories).toContain('Current version')
    expect(histories).not.toContain('First version')
  })

  it('shows no first version in the Changes sections of a shallow clone', async () => {
    const cwd = makeShallow()
    await runInProcess(cwd, 'import', '-q')
    expect((await runInProcess(cwd, 'changes')).stdout).not.toContain('First version')
  })
})

describe('a store', () => {
  const commands = [
    ['status'],
    ['import'],
    ['ingest'],
    ['history', 'bridge'],
    ['audit'],
    ['changes', '--write'],
    ['export'],
    ['reindex'],
  ]

  it('from a later version of the program is refused by every command and stays unchanged', async () => {
    const cwd = makeArchive()
    await runInProcess(cwd, 'import', '-q')
    const database = new DatabaseSync(storeIn(cwd))
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA user_version = 99')
    database.close()
    await expectUntouched(cwd, commands, storeIn(cwd), 'a later version')
  })

  it('is not created by commands that only read', async () => {
    const cwd = makeArchive()
    for (const command of [['reindex'], ['reindex', '-n'], ['history'], ['export']])
      expectFailure(await runInProcess(cwd, ...command), 'There is no store at')
    for (const command of [['changes'], ['changes', '--check']]) {
      const { code, stderr } = await runInProcess(cwd, ...command)
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('Nothing is recorded yet') })
    }
    expect(existsSync(dirname(storeIn(cwd)))).toBe(false)
    const outside = temporaryFolder()
    await writeFile(join(outside, 'page.md'), '# A page\n')
    for (const command of [['changes'], ['changes', '--check'], ['changes', '--write']])
      expectFailure(await runInProcess(outside, ...command), 'There is no store at', 'variorum ingest')
    expect(readdirSync(outside)).toEqual(['page.md'])
  })

  it('that is an empty file is refused and stays unchanged', async () => {
    const cwd = makeArchive()
    mkdirSync(dirname(storeIn(cwd)))
    await writeFile(storeIn(cwd), '')
    await expectUntouched(cwd, [['status'], ['import'], ['history'], ['changes', '--write']], storeIn(cwd), 'empty')
  })

  it('that does not exist is an error for commands that read, with advice to import', async () => {
    const cwd = makeArchive()
    for (const command of [['history'], ['diff', 'bridge'], ['audit'], ['export']])
      expectFailure(await runInProcess(cwd, ...command), 'variorum import')
    expect(existsSync(join(cwd, 'snapshots'))).toBe(false)
  })
})

describe('a page', () => {
  it('of 50 MB is stored but not parsed, from git and from disk', { tags: ['slow'] }, async () => {
    const long = Buffer.from(eventPage({ title: 'A long page.', lead: `${'ferry '.repeat(10)}\n`.repeat(820_000) }))
    expect(long.length).toBeGreaterThan(50_000_000)
    const cwd = makeRepository([{ 'long.md': long, 'short.md': frontMatterPage('A short page', 'Short.') }], {
      checkedOut: false,
    })
    const imported = JSON.parse((await runInProcess(cwd, 'import', '--format', 'json')).stdout)
    expect(imported).toMatchObject({ stored: 2, events: 1 })
    expect(imported.findings).toMatchObject([{ rule: 'VAR143', path: 'long.md' }])
    expect(imported.findings[0].message).toContain('2 MiB')
    expect((await runInProcess(cwd, 'show', 'long.md', '--raw')).bytes.equals(long)).toBe(true)

    const disk = temporaryFolder()
    await writeFile(join(disk, 'long.md'), long)
    await writeFile(join(disk, 'huge.md'), '# Huge\n')
    truncateSync(join(disk, 'huge.md'), 70 * 2 ** 20)
    const ingested = await runInProcess(disk, 'ingest', '--format', 'json')
    expect(ingested).toMatchObject({ code: 0, stderr: '' })
    const { findings, stored } = JSON.parse(ingested.stdout)
    expect(stored).toBe(1)
    expect(findings.map(({ path }: { path: string }) => path).sort()).toEqual(['huge.md', 'long.md'])
    expectFailure(await runInProcess(disk, 'show', 'huge.md'), 'huge.md')
  })

  it('that is a pipe or a broken link is a finding, and a folder is walked', async () => {
    const cwd = temporaryFolder()
    mkdirSync(join(cwd, 'folder.md'))
    writeFileSync(join(cwd, 'folder.md', 'inside.md'), frontMatterPage('A page in a folder', 'Here.'))
    runQuietly('mkfifo', join(cwd, 'pipe.md'))
    symlinkSync('nowhere.md', join(cwd, 'broken.md'))
    const ingested = JSON.parse((await runInProcess(cwd, 'ingest', '--format', 'json')).stdout)
    expect(ingested).toMatchObject({ stored: 1, events: 1 })
    expect(ingested.findings).toMatchObject(
      ['broken.md', 'pipe.md'].map((path) => ({ rule: 'VAR143', name: 'page-unreadable', path })),
    )
    expect(await runInProcess(cwd, 'changes', '--write')).toMatchObject({ code: 0, stderr: '' })
  })

  it('that became a pipe is not recorded as removed', async () => {
    const cwd = temporaryFolder()
    const page = join(cwd, 'page.md')
    writeFileSync(page, frontMatterPage('A page', 'Here.'))
    await runInProcess(cwd, 'ingest', '-q')
    await rm(page)
    runQuietly('mkfifo', page)
    const ingested = JSON.parse((await runInProcess(cwd, 'ingest', '--format', 'json')).stdout)
    expect(ingested).toMatchObject({ removed: 0, findings: [{ rule: 'VAR143', path: 'page.md' }] })
  })

  it('with invalid UTF-8 is stored unchanged, reported as a finding and never written', async () => {
    const bytes = (title: string) =>
      Buffer.concat([Buffer.from(eventPage({ title, lead: 'Caf' })), Buffer.from([0xe9])])
    const cwd = makeRepository([{ 'page.md': bytes('One boat.') }, { 'page.md': bytes('Two boats.') }])
    const imported = JSON.parse((await runInProcess(cwd, 'import', '--format', 'json')).stdout)
    expect(imported.findings).toMatchObject([{ rule: 'VAR141' }, { rule: 'VAR141' }])
    expect((await runInProcess(cwd, 'show', 'page.md@1', '--raw')).bytes.equals(bytes('One boat.'))).toBe(true)
    const written = await runInProcess(cwd, 'changes', '--write')
    expect(written).toMatchObject({ code: 1, stderr: '' })
    expect(written.stdout).toContain('Save the page as UTF-8 first')
    expect((await readFile(join(cwd, 'page.md'))).equals(bytes('Two boats.'))).toBe(true)
  })

  it('with control characters in its title prints escapes only', async () => {
    const cwd = makeRepository([
      { 'page.md': eventPage({ title: 'One \u{1b}]52;c;AAAA\u{7}boat \u{202e}sails.' }) },
      { 'page.md': eventPage({ title: 'Two \u{1b}[31mboats \u{202e}sail.' }) },
    ])
    const commands = [
      'import',
      'history page.md -v',
      'diff page.md',
      'show page.md',
      'audit',
      'changes',
      'history boats',
    ]
    for (const command of commands) {
      const { stdout, stderr } = await runInProcess(cwd, ...command.split(' '))
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    }
    expect((await runInProcess(cwd, 'history', 'page.md', '-v')).stdout).toContain('\\u{1b}')
    expect((await runInProcess(cwd, 'history', 'page.md', '--format', 'json')).stdout).toContain('\\u202e')
  })
})

describe('an EVENT argument', () => {
  it('that matches no event or several is an error with suggestions', async () => {
    const cwd = makeRepository([
      {
        'a.md': eventPage({ title: 'The ferry to Vell is cancelled.', source: 'https://gazette.example/a' }),
        'b.md': eventPage({ title: 'The ferry to Skarrow sails again.', source: 'https://gazette.example/b' }),
      },
    ])
    await runInProcess(cwd, 'import', '-q')
    const expectations = [
      { command: ['history', 'ferry'], texts: ['fits 2 events', 'to Vell', 'to Skarrow', 'Give an id'] },
      { command: ['diff', 'ferry'], texts: ['fits 2 events', 'to Vell', 'to Skarrow', 'Give an id'] },
      { command: ['show', 'ferry'], texts: ['fits 2 events', 'to Vell', 'to Skarrow', 'Give an id'] },
      { command: ['history', 'zeppelin'], texts: ['zeppelin', 'variorum history'] },
      { command: ['show', 'ferries to Vell'], texts: ['Similar events:', 'is cancelled.'] },
      { command: ['history', 'frery'], texts: ['Similar events:', 'to Vell', 'to Skarrow'] },
      { command: ['show', 'a.md@7'], texts: ['no version @7', '@1'] },
      { command: ['diff', 'a.md'], texts: ['one version'] },
    ]
    for (const { command, texts } of expectations) expectFailure(await runInProcess(cwd, ...command), ...texts)
  })
})

describe('changes --write', () => {
  it('does not follow a link out of the archive', async () => {
    const outside = temporaryFolder()
    const cwd = makeArchive()
    await runInProcess(cwd, 'import', '-q')
    const page = join(cwd, bridge.now)
    const text = await readFile(page, 'utf8')
    await rename(page, join(outside, 'page.md'))
    symlinkSync(join(outside, 'page.md'), page)
    const left = await runInProcess(cwd, 'changes', '--write')
    expect(left).toMatchObject({ code: 1, stderr: '' })
    expect(left.stdout).toContain('nothing was written')
    expectFailure(await runInProcess(cwd, 'changes', '--write', bridge.now), 'outside the archive', '--archive')
    expect(await readFile(join(outside, 'page.md'), 'utf8')).toBe(text)

    await rm(page)
    await rename(dirname(page), join(outside, 'day'))
    await rename(join(outside, 'page.md'), join(outside, 'day', bridge.now.slice(bridge.now.lastIndexOf('/') + 1)))
    symlinkSync(join(outside, 'day'), dirname(page))
    await runInProcess(cwd, 'changes', '--write')
    expect(await readFile(page, 'utf8')).toBe(text)
  })

  it('refuses paths outside the archive', async () => {
    const cwd = makeArchive()
    await runInProcess(cwd, 'import', '-q')
    expectFailure(await runInProcess(cwd, 'changes', '--write', '/etc/hostname'), 'outside the archive')
    expectFailure(await runInProcess(cwd, 'changes', 'no-such-page.md'), 'There is no no-such-page.md')
  })
})

/** Makes a shallow clone without the first commits. */
function makeShallow(): string {
  const folder = join(temporaryFolder(), 'shallow')
  runQuietly('git', 'clone', '-q', '--depth', '3', `file://${makeArchive()}`, folder)
  return folder
}

/** The user id of `nobody`. */
const otherUser = 65_534

describe.skipIf(process.getuid?.() !== 0)('without read permission', { tags: ['slow'] }, () => {
  it('a page is a finding and is not recorded as removed', async ({ skip }) => {
    const canRun = await runProgram({ cwd: '/', uid: otherUser }, '--version').then(
      ({ code }) => code === 0,
      () => false,
    )
    skip(!canRun, 'the other user cannot read the program')
    const cwd = makeArchive()
    await runInProcess(cwd, 'import', '-q')
    runQuietly('chown', '-R', `${otherUser}:${otherUser}`, dirname(cwd))
    chmodSync(join(cwd, bridge.now), 0o000)
    const ingested = await runProgram({ cwd, uid: otherUser }, 'ingest', '--format', 'json')
    expect(ingested).toMatchObject({ code: 0, stderr: '' })
    const { findings, removed } = JSON.parse(ingested.stdout)
    expect(findings).toMatchObject([{ rule: 'VAR143', path: bridge.now }])
    expect(findings[0].message).toContain('EACCES')
    expect(removed).toBe(0)
  })
})

function storeIn(cwd: string): string {
  return join(cwd, 'snapshots', 'variorum.db')
}

async function expectUntouched(cwd: string, commands: readonly string[][], ...texts: string[]): Promise<void> {
  const folder = dirname(storeIn(cwd))
  const before = await readFile(storeIn(cwd))
  const names = readdirSync(folder)
  for (const command of commands) expectFailure(await runInProcess(cwd, ...command), ...texts)
  expect((await readFile(storeIn(cwd))).equals(before)).toBe(true)
  expect(readdirSync(folder)).toEqual(names)
}
