import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { page, type Sandbox } from '../sandbox.ts'
import type { HostileRepository } from './hostile-repository.ts'

const clientHooks = [
  'applypatch-msg',
  'commit-msg',
  'fsmonitor-watchman',
  'post-applypatch',
  'post-checkout',
  'post-commit',
  'post-index-change',
  'post-merge',
  'post-rewrite',
  'pre-applypatch',
  'pre-auto-gc',
  'pre-commit',
  'pre-merge-commit',
  'pre-push',
  'pre-rebase',
  'prepare-commit-msg',
  'push-to-checkout',
  'reference-transaction',
  'sendemail-validate',
]

function plantHooks(sandbox: Sandbox, folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const hook of clientHooks) {
    writeFileSync(join(folder, hook), sandbox.script('hook'))
    chmodSync(join(folder, hook), 0o755)
  }
}

/** Adds a signature to HEAD, which a `git log` with signatures would verify. */
export function signHead(sandbox: Sandbox): void {
  const [head = '', ...message] = sandbox.git(['cat-file', 'commit', 'HEAD']).split('\n\n')
  const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----'
  const signed = `${head}\n${signature}\n\n${message.join('\n\n')}\n`
  sandbox.git(['update-ref', 'refs/heads/main', sandbox.git(['hash-object', '-t', 'commit', '-w', '--stdin'], signed)])
}

/** Removes a page's content and names a remote that promises it. @returns the id of the content */
export function promiseMissingObject(sandbox: Sandbox, url: string, settings = ''): string {
  sandbox.commit([{ 'lost.md': page('A page that is lost.') }], { checkedOut: false })
  const lost = sandbox.git(['rev-parse', 'HEAD:lost.md'])
  dropObject(sandbox, lost)
  sandbox.config(
    `[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tpartialClone = evil\n[remote "evil"]\n\turl = ${url}\n` +
      `\tpromisor = true\n${settings}`,
  )
  return lost
}

export function dropObject(sandbox: Sandbox, id: string): void {
  sandbox.remove(`.git/objects/${id.slice(0, 2)}/${id.slice(2)}`)
}

/** Repositories whose settings make git run programs. */
export const hostileSettings: readonly HostileRepository[] = [
  {
    name: 'core.fsmonitor names a program',
    build: (sandbox) => sandbox.config(`[core]\n\tfsmonitor = ${sandbox.program('fsmonitor')}\n`),
    trap: { gitCommands: [['status']], programs: ['fsmonitor'] },
  },
  {
    name: 'core.hooksPath names a folder with every hook of a client',
    build(sandbox) {
      plantHooks(sandbox, join(sandbox.outside, 'hooks'))
      sandbox.config(`[core]\n\thooksPath = ${join(sandbox.outside, 'hooks')}\n`)
    },
    trap: { gitCommands: [['commit', '-q', '-m', 'x']], programs: ['hook'] },
  },
  {
    name: 'every hook of a client lies in .git/hooks',
    build: (sandbox) => plantHooks(sandbox, join(sandbox.gitDir, 'hooks')),
    trap: { gitCommands: [['commit', '-q', '-m', 'x']], programs: ['hook'] },
  },
  {
    name: 'diff.external names a program',
    build: (sandbox) => sandbox.config(`[diff]\n\texternal = ${sandbox.program('external')}\n`),
    trap: { gitCommands: [['diff', 'HEAD^', 'HEAD']], programs: ['external'] },
  },
  {
    name: 'diff.evil.textconv and diff.evil.command name programs, .gitattributes asks for them',
    build(sandbox) {
      sandbox.commit([{ '.gitattributes': '*.md diff=evil\n' }])
      sandbox.config(`[diff "evil"]\n\ttextconv = ${sandbox.program('textconv')}\n`)
      sandbox.config(`\tcommand = ${sandbox.program('command')}\n`)
    },
    trap: {
      gitCommands: [
        ['log', '-p'],
        ['diff', 'HEAD~3', 'HEAD'],
      ],
      programs: ['command', 'textconv'],
    },
  },
  {
    name: 'filter.evil.clean and filter.evil.smudge name programs, .gitattributes asks for them',
    build(sandbox) {
      sandbox.commit([{ '.gitattributes': '*.md filter=evil\n' }])
      sandbox.config(
        `[filter "evil"]\n\tclean = ${sandbox.program('clean')}\n\tsmudge = ${sandbox.program('smudge')}\n`,
      )
    },
    trap: {
      gitCommands: [
        ['hash-object', '--path', 'page.md', 'page.md'],
        ['cat-file', '--filters', 'HEAD:page.md'],
      ],
      programs: ['clean', 'smudge'],
    },
  },
  {
    name: 'filter.evil.process names a program, .git/info/attributes asks for it',
    build(sandbox) {
      sandbox.write('.git/info/attributes', '*.md filter=evil\n')
      sandbox.config(`[filter "evil"]\n\tprocess = ${sandbox.program('process')}\n\trequired = true\n`)
    },
    trap: { gitCommands: [['cat-file', '--filters', 'HEAD:page.md']], programs: ['process'] },
  },
  {
    name: 'gpg.program names a program, log.showSignature asks for it, HEAD is signed',
    build(sandbox) {
      signHead(sandbox)
      sandbox.config(`[gpg]\n\tprogram = ${sandbox.program('gpg')}\n[log]\n\tshowSignature = true\n`)
    },
    trap: { gitCommands: [['log']], programs: ['gpg'] },
  },
  {
    name: 'gpg.ssh.program and gpg.x509.program name programs, log.showSignature asks for them',
    build(sandbox) {
      signHead(sandbox)
      for (const format of ['ssh', 'x509', 'openpgp'])
        sandbox.config(`[gpg "${format}"]\n\tprogram = ${sandbox.program(`gpg-${format}`)}\n`)
      sandbox.config('[log]\n\tshowSignature = true\n')
    },
    trap: { gitCommands: [['log']], programs: ['gpg-openpgp'] },
  },
  {
    name: 'core.sshCommand names a program, and a remote promises a page that is missing',
    build(sandbox) {
      promiseMissingObject(sandbox, 'ssh://evil.invalid/pages')
      sandbox.config(`[core]\n\tsshCommand = ${sandbox.program('ssh')}\n`)
    },
    trap: { gitCommands: [['cat-file', '-p', 'HEAD:lost.md']], programs: ['ssh'] },
  },
  {
    name: 'remote.evil.uploadpack names a program, and the remote promises a page that is missing',
    build(sandbox) {
      promiseMissingObject(sandbox, sandbox.repository, `\tuploadpack = ${sandbox.program('uploadpack')}\n`)
    },
    trap: { gitCommands: [['cat-file', '-p', 'HEAD:lost.md']], programs: ['uploadpack'] },
  },
  {
    name: 'a remote of protocol ext:: promises a page that is missing',
    build(sandbox) {
      promiseMissingObject(sandbox, `ext::${sandbox.program('ext')}`)
      sandbox.config('[protocol]\n\tallow = always\n[protocol "ext"]\n\tallow = always\n')
    },
    trap: { gitCommands: [['cat-file', '-p', 'HEAD:lost.md']], programs: ['ext'] },
  },
  {
    name: 'a remote of protocol git:// promises a page that is missing, core.gitProxy names a program',
    build(sandbox) {
      promiseMissingObject(sandbox, 'git://evil.invalid/pages')
      sandbox.config(`[core]\n\tgitProxy = ${sandbox.program('proxy')}\n`)
    },
    trap: { gitCommands: [['cat-file', '-p', 'HEAD:lost.md']], programs: ['proxy'] },
  },
  {
    name: 'a remote at a network address promises a commit that is missing',
    build(sandbox) {
      const url = 'http://127.0.0.1:9/pages'
      promiseMissingObject(sandbox, url)
      // The commit is missing too, so resolving the branch would already fetch it.
      sandbox.write('.git/refs/heads/gone', `${'1'.repeat(40)}\n`)
    },
    commands: () => [{ name: 'check of what is missing', argv: ['check', 'main..gone'] }],
  },
  {
    name: 'HEAD itself is missing, and a remote with an uploadpack promises it',
    build(sandbox) {
      promiseMissingObject(sandbox, sandbox.repository, `\tuploadpack = ${sandbox.program('uploadpack')}\n`)
      dropObject(sandbox, sandbox.git(['rev-parse', 'HEAD']))
    },
    trap: { gitCommands: [['rev-parse', '--verify', 'HEAD^{commit}']], programs: ['uploadpack'] },
  },
  {
    name: 'aliases for commands of git name programs',
    build(sandbox) {
      const program = sandbox.program('alias')
      const names = [
        'log',
        'rev-parse',
        'for-each-ref',
        'cat-file',
        'diff-index',
        'ls-files',
        'merge-base',
        'strangers',
      ]
      sandbox.config(`[alias]\n${names.map((name) => `\t${name} = !${program}\n`).join('')}`)
    },
    trap: { gitCommands: [['strangers']], programs: ['alias'] },
  },
  {
    name: 'core.pager and pager.* name programs',
    build(sandbox) {
      sandbox.config(`[core]\n\tpager = ${sandbox.program('pager')}\n`)
      const names = ['log', 'rev-parse', 'for-each-ref', 'cat-file', 'diff-index', 'ls-files', 'merge-base', 'rev-list']
      sandbox.config(`[pager]\n${names.map((name) => `\t${name} = ${sandbox.program('pager-of-one')}\n`).join('')}`)
    },
    trap: { gitCommands: [['grep', '-O', 'boat']], programs: ['pager'] },
  },
  {
    name: 'core.editor and sequence.editor name programs',
    build(sandbox) {
      sandbox.config(`[core]\n\teditor = ${sandbox.program('editor')}\n`)
      sandbox.config(`[sequence]\n\teditor = ${sandbox.program('sequence')}\n`)
    },
    trap: { gitCommands: [['commit']], programs: ['editor'] },
  },
  {
    name: 'core.askPass names a program',
    build: (sandbox) => sandbox.config(`[core]\n\taskPass = ${sandbox.program('askpass')}\n`),
    trap: { gitCommands: [['credential', 'fill']], input: 'url=https://evil.invalid\n\n', programs: ['askpass'] },
  },
  {
    name: 'credential.helper names a program',
    build: (sandbox) => sandbox.config(`[credential]\n\thelper = ${sandbox.program('credential')}\n`),
    trap: { gitCommands: [['credential', 'fill']], input: 'url=https://evil.invalid\n\n', programs: ['credential'] },
  },
  {
    name: 'include.path names a hostile file of the working tree',
    build(sandbox) {
      sandbox.write('included', `[core]\n\tfsmonitor = ${sandbox.program('fsmonitor')}\n`)
      sandbox.config('[include]\n\tpath = ../included\n')
    },
    trap: { gitCommands: [['status']], programs: ['fsmonitor'] },
  },
  {
    name: 'includeIf names hostile files for this folder and this branch',
    build(sandbox) {
      sandbox.write('.git/here', `[core]\n\tfsmonitor = ${sandbox.program('here')}\n`)
      sandbox.write('.git/branch', `[diff]\n\texternal = ${sandbox.program('branch')}\n`)
      sandbox.config(`[includeIf "gitdir:${sandbox.gitDir}"]\n\tpath = here\n`)
      sandbox.config('[includeIf "onbranch:main"]\n\tpath = branch\n')
    },
    trap: { gitCommands: [['status'], ['diff', 'HEAD^', 'HEAD']], programs: ['branch', 'here'] },
  },
  {
    name: 'extensions.worktreeConfig adds a second hostile settings file',
    build(sandbox) {
      sandbox.config('[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tworktreeConfig = true\n')
      sandbox.write('.git/config.worktree', `[core]\n\tfsmonitor = ${sandbox.program('fsmonitor')}\n`)
    },
    trap: { gitCommands: [['status']], programs: ['fsmonitor'] },
  },
  {
    // Git reads this setting only from the user's own settings, so there is no trap to set off.
    name: 'uploadpack.packObjectsHook names a program',
    build: (sandbox) => sandbox.config(`[uploadpack]\n\tpackObjectsHook = ${sandbox.program('pack-objects')}\n`),
  },
  {
    name: 'every other setting that names a program or a file names one',
    build(sandbox) {
      const program = sandbox.program('other')
      const file = join(sandbox.outside, 'written')
      sandbox.config(`[blame]\n\tignoreRevsFile = ${file}
[browser "evil"]\n\tcmd = ${program}\n\tpath = ${program}
[diff]\n\torderFile = /dev/null\n\ttool = evil\n\tguitool = evil
[difftool "evil"]\n\tcmd = ${program}
[gc]\n\tauto = 1\n\trecentObjectsHook = ${program}
[help]\n\tbrowser = evil\n\tautoCorrect = immediate
[interactive]\n\tdiffFilter = ${program}
[log]\n\tmailmap = true
[mailmap]\n\tfile = ${file}
[maintenance]\n\tauto = true
[man]\n\tviewer = evil
[man "evil"]\n\tcmd = ${program}
[merge]\n\ttool = evil
[merge "evil"]\n\tdriver = ${program}
[mergetool "evil"]\n\tcmd = ${program}
[notes]\n\tdisplayRef = refs/*
[receive]\n\tprocReceiveRefs = refs
[remote]\n\tpushDefault = evil
[remote "evil"]\n\turl = https://127.0.0.1:9\n\treceivepack = ${program}\n\tvcs = evil
[trace2]\n\tnormalTarget = ${file}\n\tperfTarget = ${file}\n\teventTarget = ${file}
[trailer "evil"]\n\tcommand = ${program}\n\tcmd = ${program}\n\tkey = Evil
[core]\n\tattributesFile = ${file}\n\texcludesFile = ${file}\n\tlogAllRefUpdates = always\n\tuntrackedCache = true
\tpreloadIndex = true\n\tsplitIndex = true\n\tcommitGraph = true\n\tmultiPackIndex = true\n\tsharedRepository = 0777
[index]\n\tthreads = 8\n[pack]\n\twriteReverseIndex = true\n[fetch]\n\twriteCommitGraph = true
`)
    },
    trap: { gitCommands: [['difftool', '-y', 'HEAD^', 'HEAD']], programs: ['other'] },
  },
  {
    name: 'a submodule has settings of its own that name programs',
    build(sandbox) {
      const path = join(sandbox.repository, 'sub')
      mkdirSync(path)
      sandbox.git(['init', '-q', '--template=', path])
      sandbox.git(['-C', path, 'commit', '-q', '--allow-empty', '-m', 'Edit'])
      const head = sandbox.git(['-C', path, 'rev-parse', 'HEAD'])
      const own = ['config', '--file', join(path, '.git', 'config')]
      sandbox.git([...own, 'core.fsmonitor', sandbox.program('fsmonitor')])
      sandbox.git([...own, 'diff.external', sandbox.program('external')])
      sandbox.git(['update-index', '--add', '--cacheinfo', `160000,${head},sub`])
      sandbox.git(['commit', '-q', '-m', 'Add a submodule'])
      sandbox.write('.gitmodules', '[submodule "sub"]\n\tpath = sub\n\turl = ./sub\n\tignore = none\n')
      sandbox.config(
        '[submodule]\n\trecurse = true\n\tactive = .\n[diff]\n\tignoreSubmodules = none\n\tsubmodule = diff\n',
      )
    },
    trap: { gitCommands: [['status']], programs: ['fsmonitor'] },
  },
]
