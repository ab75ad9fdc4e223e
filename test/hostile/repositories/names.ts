import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from '../run-commands.ts'
import { page, type Sandbox } from '../sandbox.ts'
import type { HostileRepository } from './hostile-repository.ts'
import { signHead } from './settings.ts'

/** Commits a tree with names that no working tree could have. */
function commitNames(sandbox: Sandbox, names: readonly (string | Buffer)[]): void {
  const id = sandbox.blob(page('A page with a hostile name.'))
  const entries = names.map((name) => ({ mode: '100644', id, name }))
  sandbox.commitTree(sandbox.tree(entries))
}

/** Lists commands that pass a revision name in every possible place. */
function callsWithName(name: string): Command[] {
  const argv: [string, string[], Record<string, string>?][] = [
    ['check --since', ['check', `--since=${name}`]],
    ['check --staged --since', ['check', '--staged', `--since=${name}`]],
    ['check BASE..', ['check', '--', `${name}..HEAD`]],
    ['check ..HEAD', ['check', '--', `HEAD^..${name}`]],
    ['check REV', ['check', '--', name]],
    ['import --rev', ['import', `--rev=${name}`]],
    ['import --rev ..', ['import', `--rev=${name}..HEAD`]],
    ['VARIORUM_BASE', ['check'], { VARIORUM_BASE: name }],
    ['GitLab', ['check'], { GITLAB_CI: 'true', CI_DEFAULT_BRANCH: name }],
    ['GitHub', ['check'], { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request', GITHUB_SHA: name }],
    ['Azure', ['check'], { SYSTEM_PULLREQUEST_TARGETBRANCH: name }],
  ]
  return argv.map(([what, argv, env = {}]) => ({ name: `${what} ${JSON.stringify(name)}`, argv, env }))
}

/** Names of refs and files that git, a shell, a disk or a terminal could misread. */
export const hostileNames: readonly HostileRepository[] = [
  {
    name: 'branches and tags have names that look like options',
    build(sandbox) {
      const head = sandbox.git(['rev-parse', 'HEAD'])
      const file = join(sandbox.outside, 'written')
      mkdirSync(join(sandbox.gitDir, 'refs/tags'), { recursive: true })
      for (const name of [`--output=${file}`, '-c', '--upload-pack=x', '--all', '-', '--exec-path', '$(touch x)'])
        for (const kind of ['heads', 'tags']) sandbox.write(`.git/refs/${kind}/${name}`, `${head}\n`)
      sandbox.write('.git/HEAD', 'ref: refs/heads/-c\n')
    },
    commands: (sandbox) =>
      [`--output=${join(sandbox.outside, 'written')}`, '-c', '$(touch x)', ':/Edit']
        .flatMap(callsWithName)
        .concat({ name: 'import --path', argv: ['import', '--path=:(attr:filter)', '--path=--output=x'] }),
  },
  {
    name: 'HEAD and branches refer to each other and to files outside refs',
    build(sandbox) {
      sandbox.write('.git/refs/heads/circle', 'ref: refs/heads/other\n')
      sandbox.write('.git/refs/heads/other', 'ref: refs/heads/circle\n')
      sandbox.write('.git/refs/heads/out', `ref: ../../../outside/secret.md\n`)
      sandbox.write('.git/HEAD', 'ref: refs/heads/circle\n')
    },
    commands: () => ['circle', 'out', 'main'].flatMap((name) => callsWithName(name).slice(2, 6)),
  },
  {
    name: 'files of a tree have names that lead out of it',
    build: (sandbox) =>
      commitNames(sandbox, ['..', '../../outside/out.md', '/etc/out.md', './out.md', 'a//b.md', '.git/hooks/out.md']),
  },
  {
    name: 'a file of a tree has no name',
    build: (sandbox) => commitNames(sandbox, ['']),
  },
  {
    name: 'files of a tree have names of git, of devices and of options',
    build: (sandbox) =>
      commitNames(sandbox, [
        '.git',
        '.GIT',
        'git~1',
        '.g\u200cit',
        'CON.md',
        'a:b.md',
        'trailing. ',
        '-x.md',
        '--output=x.md',
        '$(touch x).md',
        '`touch x`.md',
        '%0A::error::x.md',
        `${'n'.repeat(4000)}.md`,
      ]),
  },
  {
    name: 'files of a tree have names with line ends, control characters and commands in them',
    build: (sandbox) =>
      commitNames(sandbox, [
        'a\n::error::forged.md',
        'a\r::add-mask::forged.md',
        '##[error]forged.md',
        '::error file=x::forged.md',
        'x,line=1,title=forged.md',
        '\u001b]0;forged\u0007.md',
        '\u202eforged.md',
        '"quoted".md',
        'back\\slash.md',
        '\t.md',
      ]),
  },
  {
    name: 'files of a tree have names that are not UTF-8',
    build: (sandbox) => commitNames(sandbox, [Buffer.from([0x66, 0xff, 0x2e, 0x6d, 0x64]), Buffer.from([0xc0, 0xae])]),
  },
  {
    name: 'a tree has duplicate entries, wrong order and unknown modes',
    build(sandbox) {
      const id = sandbox.blob(page('A page of no mode.'))
      const empty = sandbox.tree([])
      const modes = ['100644', '100755', '100666', '120000', '160000', '0', '777777777']
      const entries = modes.flatMap((mode, index) => [
        { mode, id, name: `${9 - index}.md` },
        { mode, id, name: 'page.md' },
        { mode, id: empty, name: 'folder' },
      ])
      sandbox.commitTree(sandbox.tree(entries))
    },
  },
  {
    name: 'a tree has an entry whose mode is not a number',
    build: (sandbox) => void sandbox.commitTree(sandbox.tree([{ mode: 'x', id: sandbox.blob('x'), name: 'x.md' }])),
  },
  {
    name: 'a commit has control characters in author, committer, message and encoding',
    build(sandbox) {
      const tree = sandbox.git(['rev-parse', 'HEAD^{tree}'])
      const person = 'Ev\u001b]0;forged\u0007il \u202e ##[error]x ::error::x <a@b> 99999999999999999999 -9999'
      const text = `tree ${tree}\nparent ${sandbox.git(['rev-parse', 'HEAD'])}\nauthor ${person}\ncommitter ${person}\nencoding ../../x\n\nMessage\u0000\u001b[2J\r::error::x\n`
      const id = sandbox.git(['hash-object', '-t', 'commit', '--literally', '-w', '--stdin'], text)
      sandbox.git(['update-ref', 'refs/heads/main', id])
      sandbox.commit([{ 'page.md': page('Three boats sail.') }])
      signHead(sandbox)
    },
  },
  {
    name: 'pages and their folder are links that lead out of the repository',
    build(sandbox) {
      const link = (to: string) => ({ mode: '120000', id: sandbox.blob(to) })
      sandbox.commit([
        {
          'page.md': link('../outside/secret.md'),
          'host.md': link('/etc/hostname'),
          'loop.md': link('loop.md'),
          'zero.md': link('/dev/zero'),
          pages: link('../outside'),
          posts: null,
        },
        { posts: link('../outside') },
      ])
    },
    commands: () => [
      { name: 'ingest a page behind a link', argv: ['ingest', 'pages/secret.md'] },
      { name: 'changes of a page behind a link', argv: ['changes', 'pages/secret.md'] },
      { name: 'show a page behind a link', argv: ['show', 'pages/secret.md'] },
    ],
  },
  {
    name: 'pages are submodules',
    build(sandbox) {
      const submodule = { mode: '160000', id: '1'.repeat(40) }
      sandbox.commit([{ 'page.md': submodule, pages: submodule, 'posts/museum.md': submodule }], { checkedOut: false })
      sandbox.write('.gitmodules', '[submodule "x"]\n\tpath = page.md\n\turl = ext::sh -c "touch /x"\n')
    },
  },
]
