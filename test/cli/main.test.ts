import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { VariorumError } from '../../src/model/errors.ts'
import { fakeVariorum, type RecordedCall } from '../helpers/fake-variorum.ts'
import { runMain } from '../helpers/run-main.ts'
import { auditOf, auditTotals } from '../helpers/sample-audits.ts'
import { histories } from '../helpers/sample-histories.ts'
import { rawBytes } from '../helpers/sample-reports.ts'
import { invalidCases, validCases } from './cli-cases.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'variorum-cli-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a valid command', () => {
  it.each(validCases)('variorum $argv exits with $code', async ({ argv, code, stdout = [], stderr = [] }) => {
    const result = await runMain(argv, { cwd: folder, variorum: fakeVariorum() })
    expect(result).toMatchObject({ code })
    for (const text of stdout) expect(result.stdout).toContain(text)
    for (const text of stderr) expect(result.stderr).toContain(text)
    if (stderr.length === 0) expect(result.stderr).toBe('')
  })
})

describe('an invalid command', () => {
  it.each(invalidCases)('variorum $argv exits with 2 and prints advice', async ({ argv, stderr = [] }) => {
    const result = await runMain(argv, { cwd: folder, variorum: fakeVariorum() })
    expect(result).toMatchObject({ code: 2, stdout: '' })
    for (const text of stderr) expect(result.stderr).toContain(text)
    expect(result.stderr).not.toMatch(/^\s+at /m)
  })
})

describe('arguments and flags', () => {
  const ask = async (words: string): Promise<readonly RecordedCall[]> => {
    const asked: RecordedCall[] = []
    await runMain(words.split(' '), { cwd: folder, variorum: fakeVariorum(asked) })
    return asked
  }

  it('passes repository, range, paths and dialect to import', async () => {
    const [asked] = await ask('import ../pages --rev a..b --path x/** --path y --dialect portal')
    expect(asked?.given).toMatchObject({
      from: '../pages',
      rev: 'a..b',
      paths: ['x/**', 'y'],
      dialect: 'portal',
      dryRun: false,
    })
  })

  it('accepts global flags before and after the command', async () => {
    expect((await ask('-n import'))[0]?.given).toMatchObject({ dryRun: true })
    expect((await ask('import -n'))[0]?.given).toMatchObject({ dryRun: true })
  })

  it('passes no filter to audit without flags', async () => {
    expect((await ask('audit'))[0]?.given).toEqual({})
  })

  it('passes whole days and months and a list of classes to audit', async () => {
    const [asked] = await ask('audit --since 2018-01 --until 2018-01-15 --kind number,date --kind name')
    expect(asked?.given).toEqual({
      since: Date.UTC(2018, 0, 1),
      until: Date.UTC(2018, 0, 16),
      kinds: ['number', 'date', 'name'],
    })
  })

  it('passes the other filters to audit', async () => {
    const [asked] = await ask('audit --severity editorial --match a --topic b --silent --limit 5')
    expect(asked?.given).toEqual({ severity: 'editorial', match: 'a', topic: 'b', silent: true, limit: 5 })
  })

  it('accepts versions with and without @', async () => {
    expect((await ask('diff museum @1 -1'))[0]?.given).toEqual({
      event: 'museum',
      a: '1',
      b: '-1',
    })
  })

  it('streams title changes for ndjson', async () => {
    expect((await ask('audit --format ndjson'))[0]?.verb).toBe('titleChanges')
  })

  it('closes the archive after success and after an error', async () => {
    expect((await ask('history')).at(-1)?.verb).toBe('close')
    expect((await ask('history nowhere')).at(-1)?.verb).toBe('close')
  })
})

describe('--format', () => {
  it('writes only the file and a note', async () => {
    const result = await runMain(['audit', '--format', 'json:audit.json'], { cwd: folder, variorum: fakeVariorum() })
    expect(result).toMatchObject({ code: 0, stdout: '', stderr: 'Written: audit.json\n' })
    expect(await readdir(folder)).toEqual(['audit.json'])
    expect(JSON.parse(await readFile(join(folder, 'audit.json'), 'utf8'))).toMatchObject({ schemaVersion: 1 })
    const quiet = await runMain(['audit', '-q', '--format', 'json:b.json'], { cwd: folder, variorum: fakeVariorum() })
    expect(quiet).toMatchObject({ code: 0, stdout: '', stderr: '' })
  })

  it('writes no file in a dry run and names it', async () => {
    for (const argv of [
      ['-n', 'audit', '--format', 'json:a.json'],
      ['export', '-n', '--format', 'ndjson:a.json'],
    ]) {
      const result = await runMain(argv, { cwd: folder, variorum: fakeVariorum() })
      expect(result).toMatchObject({ code: 0, stdout: '' })
      expect(result.stderr).toContain('nothing was written. Without -n this writes: a.json')
      expect(await readdir(folder)).toEqual([])
    }
  })

  it('prints no success message if the file cannot be written', async () => {
    await mkdir(join(folder, 'taken'))
    const result = await runMain(['export', '--format', 'ndjson:taken'], { cwd: folder, variorum: fakeVariorum() })
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toMatch(/^variorum: .*taken cannot be written/)
    expect(result.stderr).not.toContain('exported')
  })

  it('prints an empty audit as a note on standard error in a pipe', async () => {
    const audit = auditOf([], { totals: { ...auditTotals, changes: 0 } })
    const nothing = fakeVariorum([], { audit: async () => audit })
    const piped = await runMain(['audit'], { cwd: folder, variorum: nothing })
    expect(piped).toMatchObject({ code: 0, stdout: '' })
    expect(piped.stderr).toContain('No title changed among')
    for (const format of ['csv', 'ndjson']) {
      const streamed = fakeVariorum([], { titleChanges: async function* () {} })
      const result = await runMain(['audit', '--format', format], { cwd: folder, variorum: streamed })
      expect(result).toMatchObject({ code: 0, stderr: 'No title changes were found.\n' })
    }
  })

  it('writes one result in several formats', async () => {
    const argv = ['history', '--format', 'ndjson:all.ndjson', '--format', 'text']
    const result = await runMain(argv, { cwd: folder, variorum: fakeVariorum() })
    expect(result.stdout).toContain('swing-bridge')
    expect((await readFile(join(folder, 'all.ndjson'), 'utf8')).trimEnd().split('\n')).toHaveLength(histories.length)
  })

  it('leaves no file if the command fails', async () => {
    async function* failing() {
      for (const history of histories) yield history
      throw new VariorumError('store-damaged', 'The store is damaged.')
    }
    const variorum = fakeVariorum([], { history: failing })
    const result = await runMain(['history', '--format', 'ndjson:all.ndjson'], { cwd: folder, variorum })
    expect(result.code).toBe(2)
    expect(await readdir(folder)).toEqual([])
  })

  it('fails with the name of a file that cannot be written', async () => {
    const result = await runMain(['audit', '--format', 'json:no/such/folder.json'], {
      cwd: folder,
      variorum: fakeVariorum(),
    })
    expect(result.code).toBe(2)
    expect(result.stderr).toMatch(/folder\.json cannot be written/)
  })

  it('does not replace a folder or a link to a stream', async () => {
    await mkdir(join(folder, 'folder'))
    await symlink('/proc/self/fd/1', join(folder, 'stream'))
    await symlink('folder', join(folder, 'shortcut'))
    for (const name of ['folder', 'shortcut', 'stream']) {
      const result = await runMain(['audit', '--format', `json:${name}`], { cwd: folder, variorum: fakeVariorum() })
      expect(result).toMatchObject({ code: 2, stdout: '' })
      expect(result.stderr).toContain('cannot be written: it is not a file.\n  Name a file, or use --format json for')
      expect((await readdir(folder)).sort()).toEqual(['folder', 'shortcut', 'stream'])
    }
    expect((await lstat(join(folder, 'stream'))).isSymbolicLink()).toBe(true)
  })
})

describe('an error', () => {
  it('shows its stack only with -v', async () => {
    const variorum = fakeVariorum([], {
      status: async () => {
        throw new VariorumError('store-busy', 'The store is busy.', { advice: 'Wait.', cause: new Error('locked') })
      },
    })
    const plain = await runMain(['status'], { cwd: folder, variorum })
    expect(plain).toMatchObject({ code: 2, stderr: 'variorum: The store is busy.\n  Wait.\n' })
    const verbose = await runMain(['status', '-v'], { cwd: folder, variorum })
    expect(verbose.stderr).toMatch(/\n\s+at /)
    expect(verbose.stderr).toContain('caused by')
  })

  it('is labelled an unexpected failure if it has no code', async () => {
    const variorum = fakeVariorum([], { status: () => Promise.reject(new TypeError('x is undefined')) })
    const result = await runMain([], { cwd: folder, variorum })
    expect(result.code).toBe(2)
    expect(result.stderr).toContain('unexpected failure: x is undefined')
  })

  it('escapes control characters of the arguments', async () => {
    const result = await runMain(['history', '\u{1b}]52;c;AAAA\u{7}'], { cwd: folder, variorum: fakeVariorum() })
    expect(result.stderr).toContain('\\u{1b}]52')
    expect(result.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u0080-\u009f]/)
  })
})

describe('the status', () => {
  it('suggests ingest or import if there is no store', async () => {
    const variorum = fakeVariorum([], {
      status: () => Promise.reject(new VariorumError('store-not-found', 'There is no store.')),
    })
    const result = await runMain([], { cwd: folder, variorum })
    expect(result).toMatchObject({ code: 0, stderr: '' })
    expect(result.stdout).toContain('variorum ingest')
    await mkdir(join(folder, '.git'))
    const inGit = fakeVariorum([], { ...variorum, archive: folder, status: variorum.status })
    expect((await runMain([], { cwd: folder, variorum: inGit })).stdout).toContain('variorum import')
  })
})

describe('a run that ends early', () => {
  it('exits with 130 when it is interrupted', async () => {
    const interruption = new AbortController()
    const variorum = fakeVariorum([], {
      async import(options) {
        interruption.abort()
        options?.signal?.throwIfAborted()
        throw new Error('was not interrupted')
      },
    })
    const result = await runMain(['import'], { cwd: folder, variorum, signal: interruption.signal })
    expect(result.code).toBe(130)
    expect(result.stderr).toContain('Interrupted')
  })

  it('exits with 0 and no message when the reader closes the pipe', async () => {
    const closed = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    })
    const result = await runMain(['history'], { cwd: folder, variorum: fakeVariorum(), stdout: closed })
    expect(result).toMatchObject({ code: 0, stderr: '' })
  })

  it('exits with 2 when the disk of standard output is full', async () => {
    const full = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' })),
    })
    const result = await runMain(['history'], { cwd: folder, variorum: fakeVariorum(), stdout: full })
    expect(result.code).toBe(2)
    expect(result.stderr).toContain('no space left')
  })
})

describe('show --raw', () => {
  it('prints the exact bytes', async () => {
    const result = await runMain(['show', 'market', '--raw'], { cwd: folder, variorum: fakeVariorum(), tty: true })
    expect(new Uint8Array(result.bytes)).toEqual(rawBytes)
  })

  it('fails for a claimed version, which has no bytes', async () => {
    const fake = fakeVariorum()
    const show = async (event: string) => ({ ...(await fake.show(event)), bytes: null })
    const result = await runMain(['show', 'market', '--raw'], { cwd: folder, variorum: { ...fake, show } })
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain('has no bytes')
  })
})

describe('colour', () => {
  const colored = async (env: Record<string, string>, argv: string[] = [], tty = true) =>
    (
      await runMain(['audit', ...argv], {
        cwd: folder,
        variorum: fakeVariorum(),
        tty,
        env: { VARIORUM_PAGER: '', ...env },
      })
    ).stdout.includes('\u{1b}[')

  it('is used on a terminal and not in a pipe', async () => {
    expect(await colored({})).toBe(true)
    expect(await colored({}, [], false)).toBe(false)
  })

  it('follows NO_COLOR, FORCE_COLOR and TERM=dumb', async () => {
    expect(await colored({ NO_COLOR: '1' })).toBe(false)
    expect(await colored({ TERM: 'dumb' })).toBe(false)
    expect(await colored({ FORCE_COLOR: '1', NO_COLOR: '1' }, [], false)).toBe(true)
    expect(await colored({ FORCE_COLOR: '0' })).toBe(false)
  })

  it('follows the flag before VARIORUM_COLOR, and VARIORUM_COLOR before the terminal', async () => {
    expect(await colored({ VARIORUM_COLOR: 'never' }, ['--color', 'always'], false)).toBe(true)
    expect(await colored({ VARIORUM_COLOR: 'never' })).toBe(false)
  })
})

describe('help', () => {
  it('follows --color', async () => {
    expect((await runMain(['help', '--color', 'always'])).stdout).toContain('\u{1b}[')
    expect((await runMain(['audit', '-h', '--color', 'never'], { tty: true })).stdout).not.toContain('\u{1b}[')
  })
})

describe('the pager', () => {
  it('gets the text of a terminal and runs without a shell', async () => {
    const script = `require('node:fs').writeFileSync('paged.txt', require('node:fs').readFileSync(0))`
    const pager = `"${process.execPath}" -e "${script}"`
    const env = { VARIORUM_PAGER: `${pager} ; touch hacked`, PATH: process.env.PATH }
    const result = await runMain(['history'], { cwd: folder, variorum: fakeVariorum(), tty: true, env })
    expect(result).toMatchObject({ code: 0, stdout: '' })
    expect(await readdir(folder)).toEqual(['paged.txt'])
    expect(await readFile(join(folder, 'paged.txt'), 'utf8')).toContain('market.md')
  })

  it('is skipped with --no-pager, in a pipe, and if it does not exist', async () => {
    const env = { PAGER: '/no/such/pager' }
    for (const [argv, tty] of [
      [['history', '--no-pager'], true],
      [['history'], false],
      [['history'], true],
    ] as const) {
      const result = await runMain(argv, { cwd: folder, variorum: fakeVariorum(), tty, env })
      expect(result).toMatchObject({ code: 0 })
      expect(result.stdout).toContain('market.md')
    }
  })

  it('can be closed before the end of the text', async () => {
    async function* endless() {
      for (;;) yield* histories
    }
    const variorum = fakeVariorum([], { history: endless })
    const env = { PAGER: `"${process.execPath}" -e 0`, PATH: process.env.PATH }
    expect(await runMain(['history'], { cwd: folder, variorum, tty: true, env })).toMatchObject({ code: 0, stderr: '' })
  })
})
