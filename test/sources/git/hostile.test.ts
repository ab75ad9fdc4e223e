import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { VariorumError } from '../../../src/model/errors.ts'
import { openGitHistory } from '../../../src/sources/git/history/git-history.ts'
import { parseRange } from '../../../src/sources/git/repository/commit-range.ts'
import { logCommand } from '../../../src/sources/git/repository/log.ts'
import { selectFiles } from '../../../src/sources/git/repository/selection.ts'
import { itHolds } from '../../helpers/property.ts'
import { readAll, revisionLines } from '../read-source.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { TestRepository } from './test-repository.ts'

/** A repository that names a program in every setting for which git would run one. A program that runs leaves a mark. */
function hostileRepository({ bare = false } = {}) {
  const repository = new TestRepository({ bare })
  const marks = join(temporaryFolder(), 'marks')
  mkdirSync(marks)
  const program = (name: string) => {
    const path = join(marks, '..', `${name}.sh`)
    writeFileSync(path, `#!/bin/sh\necho ran > "${marks}/${name}"\n`)
    chmodSync(path, 0o755)
    return path
  }
  const hooks = join(marks, '..', 'hooks')
  mkdirSync(hooks)
  for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout', 'pre-auto-gc']) {
    writeFileSync(join(hooks, hook), `#!/bin/sh\necho ran > "${marks}/hook"\n`)
    chmodSync(join(hooks, hook), 0o755)
  }
  const first = repository.commit({
    '.gitattributes': '*.md diff=evil filter=evil\n',
    'events/trap/HEAD': 'ref: refs/heads/main\n',
    'a.md': 'one',
  })
  const signed = repository
    .git(['cat-file', 'commit', first])
    .replace(/\n\n/, '\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n\n')
  const sha = repository.git(['hash-object', '-t', 'commit', '-w', '--stdin'], `${signed}\n`)
  repository.git(['update-ref', 'refs/heads/main', sha])
  const last = repository.commit({ 'a.md': 'two', 'lost.md': 'lost' })
  const forged = repository.commit({ 'a.md': 'forged' }, { parents: [sha], branch: null })
  repository.git(['update-ref', `refs/replace/${last}`, forged])
  const lost = repository.blob('lost')
  rmSync(join(repository.gitDir, 'objects', lost.slice(0, 2), lost.slice(2)))
  appendFileSync(
    join(repository.gitDir, 'config'),
    `[core]
	fsmonitor = ${program('fsmonitor')}
	hooksPath = ${hooks}
	sshCommand = ${program('ssh')}
	pager = ${program('pager')}
	editor = ${program('editor')}
	askPass = ${program('askpass')}
[diff]
	external = ${program('external')}
[diff "evil"]
	textconv = ${program('textconv')}
	command = ${program('command')}
[filter "evil"]
	clean = ${program('clean')}
	smudge = ${program('smudge')}
	process = ${program('process')}
[gpg]
	program = ${program('gpg')}
[log]
	showSignature = true
[alias]
	log = !${program('alias')}
	rev-parse = !${program('alias')}
[pager]
	log = ${program('pager-log')}
[extensions]
	partialClone = evil
[core]
	repositoryFormatVersion = 1
[remote "evil"]
	url = ssh://evil.invalid/repository
	promisor = true
	uploadpack = ${program('uploadpack')}
[protocol]
	allow = always
`,
  )
  return { repository, lost, last, ran: () => readdirSync(marks) }
}

describe('a hostile repository', () => {
  it('runs its programs in plain git, so the trap works', () => {
    const { repository, lost, ran } = hostileRepository()
    const env = { PATH: process.env.PATH, HOME: '/nonexistent' }
    spawnSync('git', ['-C', repository.path, 'log', '-p'], { env })
    spawnSync('git', ['-C', repository.path, 'status'], { env })
    spawnSync('git', ['-C', repository.path, 'cat-file', '-p', lost], { env })
    expect(ran()).toEqual(expect.arrayContaining(['fsmonitor', 'gpg', 'ssh']))
  })

  for (const bare of [false, true]) {
    it(`runs no program while its history is read${bare ? ', as a bare repository' : ''}`, async () => {
      const { repository, last, ran } = hostileRepository({ bare })
      await using history = await openGitHistory(repository.path)
      expect(revisionLines(await readAll(history)).filter((line) => !line.startsWith('.git'))).toEqual([
        'a.md=one',
        'events/trap/HEAD=ref: refs/heads/main\n',
        'a.md=two',
      ])
      expect(history.head).toBe(last)
      expect(history.findings).toMatchObject([{ path: 'lost.md' }])
      expect(ran()).toEqual([])
    })
  }

  it('runs no program when a revision is unknown', async () => {
    const { repository, ran } = hostileRepository()
    await expect(openGitHistory(repository.path, { rev: 'nowhere' })).rejects.toMatchObject({
      code: 'revision-unknown',
    })
    expect(ran()).toEqual([])
  })

  it('has no effect through git variables of the environment', async () => {
    const { repository, ran } = hostileRepository()
    const other = new TestRepository()
    other.commit({ 'other.md': 'other' })
    const planted = {
      GIT_DIR: repository.gitDir,
      GIT_EXTERNAL_DIFF: '/bin/false',
      GIT_OBJECT_DIRECTORY: '/nonexistent',
    }
    const before = { ...process.env }
    Object.assign(process.env, planted)
    try {
      await using history = await openGitHistory(other.path)
      expect(revisionLines(await readAll(history))).toEqual(['other.md=other'])
    } finally {
      for (const name of Object.keys(planted)) delete process.env[name]
      Object.assign(process.env, before)
    }
    expect(ran()).toEqual([])
  })
})

describe('arguments for git', () => {
  const trap = fc.oneof(
    fc.constantFrom(
      '--output=/tmp/x',
      '-c',
      '--upload-pack=x',
      ':/fix',
      'a..b..c',
      'a...b',
      'HEAD:path',
      'x\ny',
      'x\0y',
      '@',
      '^HEAD',
      '--',
      'a--b',
      '..',
      '',
    ),
    fc.string({ unit: 'binary' }),
    fc.string().map((text) => `-${text}`),
  )

  itHolds(
    'are plain revision names, whatever was typed',
    () =>
      fc.property(trap, (text) => {
        try {
          const { from, to } = parseRange(text)
          for (const name of [from ?? to, to]) expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9._/@{}^~-]*$/)
        } catch (error) {
          expect(error).toBeInstanceOf(VariorumError)
          expect(error).toMatchObject({ code: 'revision-unknown' })
        }
      }),
    { quick: 200, thorough: 2000 },
  )

  itHolds(
    'are paths inside the repository, whatever was typed',
    () =>
      fc.property(trap, (text) => {
        try {
          for (const path of selectFiles('', [text]).within) {
            expect(path).not.toMatch(/^[-:/!]|[\0\n\r]/)
            expect(path.split('/')).not.toContain('..')
          }
        } catch (error) {
          expect(error).toMatchObject({ code: 'usage' })
        }
      }),
    { quick: 200, thorough: 2000 },
  )

  it('put commits after --end-of-options and paths after --', () => {
    const command = logCommand('a'.repeat(40), 'b'.repeat(40), ['-x'])
    expect(command.slice(command.indexOf('--end-of-options'))).toEqual([
      '--end-of-options',
      'a'.repeat(40),
      `^${'b'.repeat(40)}`,
      '--',
      '-x',
    ])
  })
})
