import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runProgram } from '../e2e/run-program.ts'
import { TestRepository } from '../sources/git/test-repository.ts'
import { temporaryFolder } from '../sources/temporary-folder.ts'
import { page } from './run-check.ts'

const bridge = 'archive/news/2018/01/15/bridge.md'
const friday = page('The bridge opens on Friday')
const monday = page('The bridge opens on Monday')
const config = (settings: object) => JSON.stringify(settings)

/** A repository whose last commit changes a title unrecorded, and whatever else is given. */
function retitled(before: Record<string, string> = {}, after: Record<string, string | null> = {}): TestRepository {
  const repository = new TestRepository()
  repository.commit({ [bridge]: friday, ...before }, { at: '2018-01-15T08:00:00Z' })
  repository.commit({ [bridge]: monday, ...after }, { at: '2018-01-15T09:00:00Z' })
  return repository
}

/** The same with its files. */
function onDisk(repository: TestRepository): string {
  const clone = join(temporaryFolder(), 'clone')
  execFileSync('git', ['clone', '-q', repository.gitDir, clone])
  return clone
}

const check = (repository: TestRepository, ...args: string[]) =>
  runProgram({ cwd: repository.path }, 'check', 'HEAD~1..HEAD', ...args)

describe('the config of a check', () => {
  it('is the one that stood before: it sets what rules weigh', async () => {
    const off = { VAR101: 'off', 'factual-title-change': 'info', VAR121: 'off' }
    const { code, stdout } = await check(retitled({ 'variorum.config.json': config({ rules: off }) }))
    expect(code).toBe(0)
    expect(stdout).toMatch(/^\S+: info VAR120 /)
    expect(stdout).not.toMatch(/VAR101|VAR121/)
  })

  it('of the range itself is not in force', async () => {
    const loose = config({ rules: { VAR101: 'off' }, archive: 'elsewhere' })
    const { code, stdout } = await check(
      retitled({}, { 'variorum.config.json': loose, 'elsewhere/a.md': '# A\n\nB.\n' }),
    )
    expect(code).toBe(1)
    expect(stdout).toContain(`${bridge}:3:3: error VAR101`)
  })

  it('that lies on disk is not even read, unless it is named', async () => {
    const repository = retitled()
    writeFileSync(join(repository.path, 'variorum.config.json'), '{ this is no JSON')
    expect((await check(repository)).code).toBe(1)
    writeFileSync(join(repository.path, 'own.json'), config({ rules: { VAR101: 'warning' } }))
    expect((await check(repository, '--config', 'own.json')).code).toBe(0)
  })

  it('says which folder the pages are in, and a new folder of the usual name does not', async () => {
    const inPages = { 'pages/bridge.md': friday, 'variorum.config.json': config({ archive: 'pages' }) }
    const named = retitled(inPages, { [bridge]: friday, 'pages/bridge.md': monday })
    expect((await check(named)).stdout).toContain('pages/bridge.md:3:3: error VAR101')
    const repository = new TestRepository()
    repository.commit({ 'bridge.md': friday })
    repository.commit({ 'bridge.md': monday, 'archive/decoy.md': page('A decoy') })
    mkdirSync(join(repository.path, 'archive'))
    expect((await check(repository)).stdout).toContain('bridge.md:3:3: error VAR101')
  })

  it('may be a part of package.json, in the folder where the command runs or above it', async () => {
    const repository = retitled({ 'package.json': config({ variorum: { rules: { VAR101: 'off' } } }) })
    mkdirSync(join(repository.path, 'archive/news'), { recursive: true })
    const { code } = await runProgram({ cwd: join(repository.path, 'archive/news') }, 'check', 'HEAD')
    expect(code).toBe(0)
  })

  it('with a rule that there is not is an error that names the nearest', async () => {
    const { code, stderr } = await check(
      retitled({ 'variorum.config.json': config({ rules: { 'changes-alterd': 'off' } }) }),
    )
    expect(code).toBe(2)
    expect(stderr).toContain('Did you mean changes-altered?')
    expect(stderr).toContain('as it was before')
  })

  it('can have warnings fail the check', async () => {
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

  it('is noticed where it is broken when it arrives, and where what was broken stays so', async () => {
    for (const before of [{}, { [named]: lenient }]) {
      const { code, stdout, stderr } = await check(retitled(before, { [named]: broken }))
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toContain('variorum.config.json (as the range leaves it): it is not JSON')
    }
    for (const after of [{}, { [named]: '{ "nor": "this" }' }]) {
      const { code, stderr } = await check(retitled({ [named]: broken }, after))
      expect(code).toBe(2)
      expect(stderr).toMatch(/\(as it was before\)[\s\S]*--config FILE takes another one/)
    }
  })

  it('counts at once where the one before is broken, with a warning', async () => {
    const mended = await check(retitled({ [named]: broken }, { [named]: lenient }))
    expect(mended.code).toBe(0)
    expect(mended.stderr).toMatch(/\(as it was before\).* is taken instead/)
    const gone = await check(retitled({ [named]: broken }, { [named]: null }))
    expect(gone.code).toBe(1)
    expect(gone.stderr).toContain('None is taken instead')
  })

  it('counts from the next range on where it is the first, and that is said', async () => {
    const repository = retitled({}, { [named]: lenient })
    const { code, stderr } = await check(repository)
    expect(code).toBe(1)
    expect(stderr).toBe('The config is new in this range and counts from the next one on; --config takes it now.\n')
    expect((await check(repository, '-q')).stderr).toBe('')
  })

  it('counts at once where it is the first and no commit brings it', async () => {
    const repository = new TestRepository()
    repository.commit({ 'content/bridge.md': friday })
    const clone = onDisk(repository)
    const write = (name: string, text: string) => writeFileSync(join(clone, name), text)
    const git = (...args: string[]) => execFileSync('git', ['-C', clone, ...args])
    write('content/bridge.md', monday)
    write(named, config({ archive: 'content', rules: { VAR120: 'error' } }))
    for (const args of [[], ['--worktree']]) {
      const { code, stdout, stderr } = await runProgram({ cwd: clone }, 'check', ...args)
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
      expect(stdout).toContain('error VAR120')
    }
    git('add', 'content')
    expect((await runProgram({ cwd: clone }, 'check', '--staged')).stdout).toContain('warning VAR120')
    git('add', '.')
    expect((await runProgram({ cwd: clone }, 'check', '--staged')).stdout).toContain('error VAR120')
    await runProgram({ cwd: clone }, 'check', '--worktree', '--fix')
    expect(readFileSync(join(clone, 'content/bridge.md'), 'utf8')).toContain('](/bridge.md)')
    write(named, broken)
    expect((await runProgram({ cwd: clone }, 'check')).stderr).toContain('(as the range leaves it)')
  })
})

describe('an archive that is named', () => {
  it('and stands on neither side is an error', async () => {
    const repository = retitled({ 'variorum.config.json': config({ archive: 'archvie' }) })
    const { code, stderr } = await check(repository)
    expect(code).toBe(2)
    expect(stderr).toContain('There is no folder archvie on either side.')
    for (const args of [['HEAD~1..HEAD'], ['--staged'], ['--worktree']])
      for (const [archive, problem] of [
        ['nope', 'no folder nope'],
        [bridge, `${bridge} is a file`],
      ] as const) {
        const judged = await runProgram({ cwd: onDisk(retitled()) }, 'check', '--archive', archive, ...args)
        expect(judged).toMatchObject({ code: 2, stderr: expect.stringContaining(problem) })
      }
  })

  it('and stands on one side is judged', async () => {
    const [came, went] = [
      retitled({}, { 'notes/a.md': friday }),
      retitled({ 'notes/a.md': friday }, { 'notes/a.md': null }),
    ]
    expect((await check(came, '--archive', 'notes')).code).toBe(0)
    expect((await check(went, '--archive', 'notes')).stdout).toContain('VAR110')
  })

  it('by nobody is taken as it is, also before there is one', async () => {
    const repository = new TestRepository()
    repository.commit({ 'README.md': 'Nothing yet.\n' })
    const path = onDisk(repository)
    mkdirSync(join(path, 'archive'))
    expect((await runProgram({ cwd: path }, 'check', '--staged')).code).toBe(0)
  })
})

describe('a baseline', () => {
  it('marks what it lists, and drops nothing', async () => {
    const repository = retitled()
    await check(repository, '--format', 'json:known.json')
    const { code, stdout } = await check(repository, '--baseline', 'known.json', '--format', 'json')
    const report = JSON.parse(stdout)
    expect(code).toBe(0)
    expect(report.findings.map(({ standing }: { standing: string }) => standing)).toEqual(Array(3).fill('baseline'))
    expect(report.totals).toMatchObject({ errors: 0, warnings: 0, known: 3 })
  })

  it('in the repository is read as it stood before the range', async () => {
    const known = JSON.parse((await check(retitled(), '--format', 'json')).stdout)
    const repository = retitled({ 'known.json': config({ findings: [] }) }, { 'known.json': config(known) })
    writeFileSync(join(repository.path, 'known.json'), config(known))
    expect((await check(repository, '--baseline', 'known.json')).code).toBe(1)
  })

  it('that the range brings does not excuse it, directly or through a link; one that git does not know does', async () => {
    const known = JSON.parse((await check(retitled(), '--format', 'json')).stdout)
    const path = onDisk(retitled({}, { 'known.json': config(known) }))
    const judged = (name: string) => runProgram({ cwd: path }, 'check', 'HEAD~1..HEAD', '--baseline', name)
    expect(await judged('known.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot excuse') })
    symlinkSync('known.json', join(path, 'link.json'))
    expect((await judged('link.json')).code).toBe(2)
    writeFileSync(join(path, 'own.json'), config(known))
    expect((await judged('own.json')).code).toBe(0)
    const linked = retitled()
    linked.commit({ known: { mode: '120000', content: '/elsewhere' } })
    expect(
      (await runProgram({ cwd: onDisk(linked) }, 'check', 'HEAD~2..HEAD', '--baseline', 'known')).stderr,
    ).toContain('cannot excuse')
  })

  it('that is not there says how to make one; one that is something else is left as it is', async () => {
    const other = { 'list.json': '[]', 'odd.json': '{"findings":[1]}', 'text.json': 'text' }
    const path = onDisk(retitled(other))
    const judged = (name: string) => runProgram({ cwd: path }, 'check', 'HEAD~1..HEAD', '--baseline', name)
    expect((await judged('no.json')).stderr).toContain('variorum check --format json:no.json')
    for (const name of Object.keys(other)) {
      const { code, stderr } = await judged(name)
      expect(code).toBe(2)
      expect(stderr).toContain(`${name} is no report of a check`)
      expect(stderr).not.toContain(`json:${name}`)
    }
    expect((await judged('archive')).stderr).toContain('it is a folder')
  })
})

describe('standard output', () => {
  it('has one line where all is well, and nothing is talked of beside', async () => {
    const repository = new TestRepository()
    repository.commit({ [bridge]: friday })
    const { code, stdout, stderr } = await runProgram({ cwd: repository.path }, 'check', 'HEAD')
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '✓ HEAD: 1 page checked, no findings.\n', stderr: '' })
  })

  it('has several formats written at once, each but one to a file', async () => {
    const repository = retitled()
    const formats = ['json:out.json', 'sarif:out.sarif', 'junit:out.xml', 'gitlab:out.gitlab', 'terminal']
    const { code, stdout } = await check(repository, ...formats.flatMap((name) => ['--format', name]))
    expect(code).toBe(1)
    expect(stdout).toContain('VAR101')
    for (const name of ['out.json', 'out.sarif', 'out.xml', 'out.gitlab'])
      expect(readFileSync(join(repository.path, name), 'utf8')).toContain('VAR101')
  })

  it('has findings and nothing else where no talk is wanted', async () => {
    const repository = retitled()
    const { code, stdout, stderr } = await check(repository, '-q')
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[2]),
    ).toEqual(['VAR101', 'VAR120', 'VAR121'])
    const clean = await runProgram({ cwd: repository.path }, 'check', '-q', 'HEAD~1')
    expect(clean).toMatchObject({ code: 0, stdout: '', stderr: '' })
  })

  it('may be left empty for a file: then the summary is talked of', async () => {
    const repository = retitled()
    const toFile = await check(repository, '--format', 'json:out.json')
    expect(toFile).toMatchObject({ code: 1, stdout: '' })
    expect(toFile.stderr).toBe('✗ 1 error, 2 warnings; 1 page checked (HEAD~1..HEAD)\n')
    expect((await check(repository, '-q', '--format', 'json:out.json')).stderr).toBe('')
  })

  it('has nothing written beside in a dry run', async () => {
    const repository = retitled()
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(repository.path, 'summary.md') }
    const dry = await runProgram({ cwd: repository.path, env }, 'check', '-n', 'HEAD')
    expect(dry.code).toBe(1)
    expect(existsSync(env.GITHUB_STEP_SUMMARY)).toBe(false)
  })

  it('says which range a service named', async () => {
    const repository = retitled()
    const { stdout } = await runProgram({ cwd: repository.path, env: { CI: 'true' } }, 'check')
    expect(stdout).toContain('(CI, since HEAD^)')
  })
})

describe('a bare repository', () => {
  it('has nothing to judge but commits', async () => {
    const { gitDir } = retitled()
    const path = join(temporaryFolder(), 'bare.git')
    execFileSync('git', ['clone', '-q', '--bare', gitDir, path])
    for (const args of [[], ['--staged'], ['--worktree']]) {
      const { code, stderr } = await runProgram({ cwd: path }, 'check', ...args)
      expect(code).toBe(2)
      expect(stderr).toMatch(/bare repository[\s\S]*variorum check BASE\.\.HEAD/)
    }
    expect((await runProgram({ cwd: path }, 'check', 'HEAD~1..HEAD')).code).toBe(1)
  })
})

describe('a mistake', () => {
  it.each([
    [['--staged', '--worktree'], 'exclude each other'],
    [['HEAD', '--since', 'HEAD'], 'exclude each other'],
    [['HEAD..HEAD..HEAD'], 'is no range'],
    [['--output=x..HEAD'], 'Unknown flag'],
    [['--', '--output=x..HEAD'], 'not a name that a revision can have'],
    [['nothing..HEAD'], 'has no revision nothing'],
    [[bridge], 'check takes a range, not a page'],
    [['archive/nothing.md'], '"variorum check --worktree" looks at what is being edited'],
    [['--fail-on', 'info'], 'cannot be "info"'],
    [['--format', 'sarrif'], 'Did you mean sarif?'],
    [['--format', 'yaml'], 'Unknown format'],
    [['--format', 'csv'], 'This command has no format "csv"'],
  ])('%j is told in a sentence', async (args, sentence) => {
    const { code, stdout, stderr } = await runProgram({ cwd: retitled().path }, 'check', ...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(sentence)
  })

  it('outside of a repository says so', async () => {
    const { code, stderr } = await runProgram({ cwd: '/' }, 'check')
    expect(code).toBe(2)
    expect(stderr).toContain('not in a git repository')
  })
})
