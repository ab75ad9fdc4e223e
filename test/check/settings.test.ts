import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { TestRepository } from '../sources/git/test-repository.ts'
import { temporaryFolder } from '../sources/temporary-folder.ts'
import { type CommitFiles, checkIn, checkOut, page, repositoryOf, sharedRepositoryOf } from './run-check.ts'

const bridge = 'archive/news/2018/01/15/bridge.md'
const friday = page('The bridge opens on Friday')
const monday = page('The bridge opens on Monday')
const config = (settings: object) => JSON.stringify(settings)

/** A repository whose last commit changes a title without an entry in the Changes section, and other files as given. */
const retitled = (before: CommitFiles = {}, after: CommitFiles = {}) =>
  repositoryOf({ [bridge]: friday, ...before }, { [bridge]: monday, ...after })

/** A repository for tests that write nothing to it. */
const shared = sharedRepositoryOf({ [bridge]: friday }, { [bridge]: monday })

const check = ({ path }: TestRepository, ...args: string[]) => checkIn(path, 'HEAD~1..HEAD', ...args)

describe('the config of a check', () => {
  it('takes the severities of rules from the config at the base', async () => {
    const off = { VAR101: 'off', 'factual-title-change': 'info', VAR121: 'off' }
    const { code, stdout } = await check(retitled({ 'variorum.config.json': config({ rules: off }) }))
    expect(code).toBe(0)
    expect(stdout).toMatch(/^\S+: info VAR120 /)
    expect(stdout).not.toMatch(/VAR101|VAR121/)
  })

  it('ignores a config that the range adds', async () => {
    const loose = config({ rules: { VAR101: 'off' }, archive: 'elsewhere' })
    const { code, stdout } = await check(
      retitled({}, { 'variorum.config.json': loose, 'elsewhere/a.md': '# A\n\nB.\n' }),
    )
    expect(code).toBe(1)
    expect(stdout).toContain(`${bridge}:3:3: error VAR101`)
  })

  it('does not read a config on disk, unless --config names it', async () => {
    const repository = retitled()
    writeFileSync(join(repository.path, 'variorum.config.json'), '{ this is no JSON')
    expect((await check(repository)).code).toBe(1)
    writeFileSync(join(repository.path, 'own.json'), config({ rules: { VAR101: 'warning' } }))
    expect((await check(repository, '--config', 'own.json')).code).toBe(0)
  })

  it('takes the archive folder from the config at the base, not from a new folder "archive"', async () => {
    const inPages = { 'pages/bridge.md': friday, 'variorum.config.json': config({ archive: 'pages' }) }
    const named = retitled(inPages, { [bridge]: friday, 'pages/bridge.md': monday })
    expect((await check(named)).stdout).toContain('pages/bridge.md:3:3: error VAR101')
    const repository = repositoryOf(
      { 'bridge.md': friday },
      { 'bridge.md': monday, 'archive/decoy.md': page('A decoy') },
    )
    mkdirSync(join(repository.path, 'archive'))
    expect((await check(repository)).stdout).toContain('bridge.md:3:3: error VAR101')
  })

  it('reads the config from package.json in a folder above the current one', async () => {
    const repository = retitled({ 'package.json': config({ variorum: { rules: { VAR101: 'off' } } }) })
    mkdirSync(join(repository.path, 'archive/news'), { recursive: true })
    const { code } = await checkIn(join(repository.path, 'archive/news'), 'HEAD')
    expect(code).toBe(0)
  })

  it('exits with 2 and suggests the nearest rule for an unknown rule', async () => {
    const { code, stderr } = await check(
      retitled({ 'variorum.config.json': config({ rules: { 'changes-alterd': 'off' } }) }),
    )
    expect(code).toBe(2)
    expect(stderr).toContain('Did you mean changes-altered?')
    expect(stderr).toContain('at the base')
  })

  it('exits with 1 for warnings if failOn or --fail-on is "warning"', async () => {
    const rules = { VAR101: 'warning' }
    const lenient = retitled({ 'variorum.config.json': config({ rules }) })
    expect((await check(lenient)).code).toBe(0)
    expect((await check(lenient, '--fail-on', 'warning')).code).toBe(1)
    const strict = retitled({ 'variorum.config.json': config({ rules, failOn: 'warning' }) })
    expect((await check(strict)).code).toBe(1)
    expect((await check(strict, '--fail-on', 'error')).code).toBe(0)
  })
})

describe('a config that the range changes', () => {
  const broken = '{ this is no JSON'
  const lenient = config({ rules: { VAR101: 'off' } })
  const named = 'variorum.config.json'

  it('exits with 2 if the range breaks the config or leaves it broken', async () => {
    for (const before of [{}, { [named]: lenient }]) {
      const { code, stdout, stderr } = await check(retitled(before, { [named]: broken }))
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toContain('variorum.config.json (at the head): it is not JSON')
    }
    for (const after of [{}, { [named]: '{ "nor": "this" }' }]) {
      const { code, stderr } = await check(retitled({ [named]: broken }, after))
      expect(code).toBe(2)
      expect(stderr).toMatch(/\(at the base\)[\s\S]*Use --config FILE for another config/)
    }
  })

  it('applies at once, with a warning, if the config at the base is broken', async () => {
    const mended = await check(retitled({ [named]: broken }, { [named]: lenient }))
    expect(mended.code).toBe(0)
    expect(mended.stderr).toMatch(/\(at the base\).* is used instead/)
    const gone = await check(retitled({ [named]: broken }, { [named]: null }))
    expect(gone.code).toBe(1)
    expect(gone.stderr).toContain('No config is used instead')
  })

  it('reports that a new config applies from the next range on', async () => {
    const repository = retitled({}, { [named]: lenient })
    const { code, stderr } = await check(repository)
    expect(code).toBe(1)
    expect(stderr).toBe(
      'The config is new in this range and applies from the next range on. Use --config to apply it now.\n',
    )
    expect((await check(repository, '-q')).stderr).toBe('')
  })

  it('applies at once if it is new and not committed yet', async () => {
    const clone = checkOut(repositoryOf({ 'content/bridge.md': friday }))
    const write = (name: string, text: string) => writeFileSync(join(clone, name), text)
    const git = (...args: string[]) => execFileSync('git', ['-C', clone, ...args])
    write('content/bridge.md', monday)
    write(named, config({ archive: 'content', rules: { VAR120: 'error' } }))
    for (const args of [[], ['--worktree']]) {
      const { code, stdout, stderr } = await checkIn(clone, ...args)
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
      expect(stdout).toContain('error VAR120')
    }
    git('add', 'content')
    expect((await checkIn(clone, '--staged')).stdout).toContain('warning VAR120')
    git('add', '.')
    expect((await checkIn(clone, '--staged')).stdout).toContain('error VAR120')
    await checkIn(clone, '--worktree', '--fix')
    expect(readFileSync(join(clone, 'content/bridge.md'), 'utf8')).toContain('](/bridge.md)')
    write(named, broken)
    expect((await checkIn(clone)).stderr).toContain('(at the head)')
  })
})

describe('--archive', () => {
  it('exits with 2 if neither base nor head has the named archive folder', async () => {
    const repository = retitled({ 'variorum.config.json': config({ archive: 'archvie' }) })
    const { code, stderr } = await check(repository)
    expect(code).toBe(2)
    expect(stderr).toContain('There is no folder archvie on either side.')
    const clone = checkOut(retitled())
    for (const args of [['HEAD~1..HEAD'], ['--staged'], ['--worktree']])
      for (const [archive, problem] of [
        ['nope', 'no folder nope'],
        [bridge, `${bridge} is a file`],
      ] as const) {
        const result = await checkIn(clone, '--archive', archive, ...args)
        expect(result).toMatchObject({ code: 2, stderr: expect.stringContaining(problem) })
      }
  })

  it('checks a named archive that exists only at base or only at head', async () => {
    const [came, went] = [
      retitled({}, { 'notes/a.md': friday }),
      retitled({ 'notes/a.md': friday }, { 'notes/a.md': null }),
    ]
    expect((await check(came, '--archive', 'notes')).code).toBe(0)
    expect((await check(went, '--archive', 'notes')).stdout).toContain('VAR110')
  })

  it('exits with 0 without a named archive and without pages', async () => {
    const path = checkOut(repositoryOf({ 'README.md': 'Nothing yet.\n' }))
    mkdirSync(join(path, 'archive'))
    expect((await checkIn(path, '--staged')).code).toBe(0)
  })
})

describe('a baseline', () => {
  it('marks the findings that the baseline lists and keeps them in the report', async () => {
    const repository = retitled()
    await check(repository, '--format', 'json:known.json')
    const { code, stdout } = await check(repository, '--baseline', 'known.json', '--format', 'json')
    const report = JSON.parse(stdout)
    expect(code).toBe(0)
    expect(report.findings.map(({ standing }: { standing: string }) => standing)).toEqual(Array(3).fill('baseline'))
    expect(report.totals).toMatchObject({ errors: 0, warnings: 0, known: 3 })
  })

  it('reads a baseline in the repository as it was at the base', async () => {
    const known = JSON.parse((await check(shared, '--format', 'json')).stdout)
    const repository = retitled({ 'known.json': config({ findings: [] }) }, { 'known.json': config(known) })
    writeFileSync(join(repository.path, 'known.json'), config(known))
    expect((await check(repository, '--baseline', 'known.json')).code).toBe(1)
  })

  it('rejects a baseline that the range adds, also behind a link, but accepts an untracked one', async () => {
    const known = JSON.parse((await check(shared, '--format', 'json')).stdout)
    const path = checkOut(retitled({}, { 'known.json': config(known) }))
    const checkWith = (name: string) => checkIn(path, 'HEAD~1..HEAD', '--baseline', name)
    expect(await checkWith('known.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot excuse') })
    symlinkSync('known.json', join(path, 'link.json'))
    expect((await checkWith('link.json')).code).toBe(2)
    writeFileSync(join(path, 'own.json'), config(known))
    expect((await checkWith('own.json')).code).toBe(0)
    const linked = repositoryOf(
      { [bridge]: friday },
      { [bridge]: monday },
      { known: { mode: '120000', content: '/elsewhere' } },
    )
    expect((await checkIn(checkOut(linked), 'HEAD~2..HEAD', '--baseline', 'known')).stderr).toContain('cannot excuse')
  })

  it('explains how to create a missing baseline, and rejects a file that is not a report', async () => {
    const other = { 'list.json': '[]', 'odd.json': '{"findings":[1]}', 'text.json': 'text' }
    const path = checkOut(retitled(other))
    const checkWith = (name: string) => checkIn(path, 'HEAD~1..HEAD', '--baseline', name)
    expect((await checkWith('no.json')).stderr).toContain('variorum check --format json:no.json')
    for (const name of Object.keys(other)) {
      const { code, stderr } = await checkWith(name)
      expect(code).toBe(2)
      expect(stderr).toContain(`${name} is not a report of a check`)
      expect(stderr).not.toContain(`json:${name}`)
    }
    expect((await checkWith('archive')).stderr).toContain('it is a folder')
  })
})

describe('standard output', () => {
  it('prints one line on standard output, and no messages, without findings', async () => {
    const { path } = repositoryOf({ [bridge]: friday })
    const { code, stdout, stderr } = await checkIn(path, 'HEAD')
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '✓ HEAD: 1 page checked, no findings.\n', stderr: '' })
  })

  it('writes several formats at once, each but one to a file', async () => {
    const repository = retitled()
    const formats = ['json:out.json', 'sarif:out.sarif', 'junit:out.xml', 'gitlab:out.gitlab', 'terminal']
    const { code, stdout } = await check(repository, ...formats.flatMap((name) => ['--format', name]))
    expect(code).toBe(1)
    expect(stdout).toContain('VAR101')
    for (const name of ['out.json', 'out.sarif', 'out.xml', 'out.gitlab'])
      expect(readFileSync(join(repository.path, name), 'utf8')).toContain('VAR101')
  })

  it('prints only findings with -q', async () => {
    const repository = shared
    const { code, stdout, stderr } = await check(repository, '-q')
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[2]),
    ).toEqual(['VAR101', 'VAR120', 'VAR121'])
    const clean = await checkIn(repository.path, '-q', 'HEAD~1')
    expect(clean).toMatchObject({ code: 0, stdout: '', stderr: '' })
  })

  it('stays empty if all formats go to files, with the summary on standard error', async () => {
    const repository = retitled()
    const toFile = await check(repository, '--format', 'json:out.json')
    expect(toFile).toMatchObject({ code: 1, stdout: '' })
    expect(toFile.stderr).toBe('✗ 1 error, 2 warnings; 1 page checked (HEAD~1..HEAD)\n')
    expect((await check(repository, '-q', '--format', 'json:out.json')).stderr).toBe('')
  })

  it('writes no job summary in a dry run', async () => {
    const repository = retitled()
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(repository.path, 'summary.md') }
    const dry = await checkIn({ cwd: repository.path, env }, '-n', 'HEAD')
    expect(dry.code).toBe(1)
    expect(existsSync(env.GITHUB_STEP_SUMMARY)).toBe(false)
  })

  it('names the range that the CI service gives', async () => {
    const repository = shared
    const { stdout } = await checkIn({ cwd: repository.path, env: { CI: 'true' } })
    expect(stdout).toContain('(CI, since HEAD^)')
  })
})

describe('a bare repository', () => {
  it('exits with 2 for the index or the working tree of a bare repository', async () => {
    const { gitDir } = shared
    const path = join(temporaryFolder(), 'bare.git')
    execFileSync('git', ['clone', '-q', '--bare', gitDir, path])
    for (const args of [[], ['--staged'], ['--worktree']]) {
      const { code, stderr } = await checkIn(path, ...args)
      expect(code).toBe(2)
      expect(stderr).toMatch(/bare repository[\s\S]*variorum check BASE\.\.HEAD/)
    }
    expect((await checkIn(path, 'HEAD~1..HEAD')).code).toBe(1)
  })
})

describe('a wrong argument', () => {
  it.each([
    [['--staged', '--worktree'], 'exclude each other'],
    [['HEAD', '--since', 'HEAD'], 'exclude each other'],
    [['HEAD..HEAD..HEAD'], 'is not a range'],
    [['--output=x..HEAD'], 'Unknown flag'],
    [['--', '--output=x..HEAD'], 'not a name that a revision can have'],
    [['nothing..HEAD'], 'has no revision nothing'],
    [[bridge], 'check needs a range, not a page'],
    [['archive/nothing.md'], '"variorum check --worktree" checks the files on disk'],
    [['--fail-on', 'info'], 'cannot be "info"'],
    [['--format', 'sarrif'], 'Did you mean sarif?'],
    [['--format', 'yaml'], 'Unknown format'],
    [['--format', 'csv'], 'This command has no format "csv"'],
  ])('check %j exits with 2 and explains the mistake', async (args, sentence) => {
    const { code, stdout, stderr } = await checkIn(shared.path, ...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(sentence)
  })

  it('exits with 2 outside a git repository', async () => {
    const { code, stderr } = await checkIn('/')
    expect(code).toBe(2)
    expect(stderr).toContain('not in a git repository')
  })
})
