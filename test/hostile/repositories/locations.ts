import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { page, type Sandbox, secretText } from '../sandbox.ts'
import type { HostileRepository } from './hostile-repository.ts'

/** Creates a private repository outside. @returns its folder and the id of its last commit */
export function privateRepository(sandbox: Sandbox): { folder: string; head: string } {
  const folder = join(sandbox.outside, 'private')
  sandbox.git(['init', '-q', '-b', 'main', '--template=', folder])
  writeFileSync(join(folder, 'page.md'), page(secretText))
  sandbox.git(['-C', folder, 'add', 'page.md'])
  sandbox.git(['-C', folder, 'commit', '-q', '-m', 'Edit'])
  return { folder, head: sandbox.git(['-C', folder, 'rev-parse', 'HEAD']) }
}

/** Writes the files of a bare repository, as a commit could add them. */
export function bareFiles(sandbox: Sandbox, folder: string): void {
  const bare = join(sandbox.repository, folder)
  mkdirSync(bare, { recursive: true })
  for (const name of ['objects', 'refs', 'HEAD'])
    cpSync(join(sandbox.gitDir, name), join(bare, name), { recursive: true })
  writeFileSync(
    join(bare, 'config'),
    `[core]\n\trepositoryFormatVersion = 0\n\tbare = true\n\tfsmonitor = ${sandbox.program('bare')}\n` +
      `[gpg]\n\tprogram = ${sandbox.program('bare')}\n[log]\n\tshowSignature = true\n[alias]\n\tstrangers = !${sandbox.program('bare')}\n`,
  )
}

/** The title of a forged page. */
const forged = 'A forged boat sails.'

/** Gives a planted repository a history of its own, without findings. */
export function plantHistory(sandbox: Sandbox, folder: string): void {
  const tree = sandbox.tree([{ mode: '100644', id: sandbox.blob(page(forged)), name: 'page.md' }])
  const commit = (parents: readonly string[]) => sandbox.git(['commit-tree', '-m', 'Edit', ...parents, tree])
  const first = commit([])
  const second = commit(['-p', first])
  const last = commit(['-p', second])
  cpSync(join(sandbox.gitDir, 'objects'), join(sandbox.repository, folder, 'objects'), { recursive: true })
  sandbox.write(join(folder, 'refs/heads/main'), `${last}\n`)
}

/** Writes a commit-graph and changes the parent of HEAD in it to an unrelated commit. */
export function forgeCommitGraph(sandbox: Sandbox): void {
  const head = sandbox.git(['rev-parse', 'HEAD'])
  const tree = sandbox.tree([{ mode: '100644', id: sandbox.blob(page(forged)), name: 'page.md' }])
  const other = sandbox.git(['commit-tree', '-m', 'Forged', tree])
  sandbox.write('.git/refs/heads/other', `${other}\n`)
  sandbox.git(['commit-graph', 'write', '--reachable'])
  const file = '.git/objects/info/commit-graph'
  const graph = readFileSync(join(sandbox.repository, file))
  const chunks = Array.from({ length: graph[6] ?? 0 }, (_, index) => 8 + index * 12)
  const start = (name: string) => {
    const entry = chunks.find((at) => graph.toString('latin1', at, at + 4) === name) ?? 0
    return Number(graph.readBigUInt64BE(entry + 4))
  }
  const ids = Array.from({ length: (start('CDAT') - start('OIDL')) / 20 }, (_, index) =>
    graph.toString('hex', start('OIDL') + index * 20, start('OIDL') + (index + 1) * 20),
  )
  // A commit's entry holds its tree id, then the numbers of its two parents.
  graph.writeUInt32BE(ids.indexOf(other), start('CDAT') + ids.indexOf(head) * 36 + 20)
  createHash('sha1')
    .update(graph.subarray(0, -20))
    .digest()
    .copy(graph, graph.length - 20)
  sandbox.write(file, graph)
}

/** Repositories with folders, objects or histories from elsewhere. */
export const hostileLocations: readonly HostileRepository[] = [
  {
    name: 'a bare repository with hostile settings is committed among the pages',
    build(sandbox) {
      bareFiles(sandbox, 'events/trap')
      sandbox.git(['add', '-f', 'events/trap'])
      sandbox.git(['commit', '-q', '-m', 'Add a page'])
    },
    commands: (sandbox) => [
      { name: 'check from within the trap', argv: ['-C', join(sandbox.repository, 'events'), 'check', 'HEAD~2..HEAD'] },
      { name: 'import the trap', argv: ['import', 'events/trap'] },
    ],
    trap: { gitCommands: [['-C', 'events/trap', 'strangers']], programs: ['bare'] },
  },
  {
    name: '.git is an empty folder in a folder that looks like a bare repository',
    build(sandbox) {
      bareFiles(sandbox, '.')
      sandbox.remove('.git')
      mkdirSync(sandbox.gitDir)
      mkdirSync(join(sandbox.repository, 'pages'))
    },
    commands: (sandbox) => [{ name: 'check in a folder', argv: ['-C', join(sandbox.repository, 'pages'), 'check'] }],
    trap: { gitCommands: [['strangers']], programs: ['bare'] },
  },
  {
    name: 'a bare repository with another history is committed beside .git',
    build(sandbox) {
      bareFiles(sandbox, '.')
      plantHistory(sandbox, '.')
      sandbox.git(['add', '-f', 'HEAD', 'config', 'objects', 'refs'])
      sandbox.git(['commit', '-q', '-m', 'Add pages'])
    },
    commandsWithFindings: ['check HEAD~1..HEAD', 'check --since HEAD~2', 'check of a pull request'],
    forbiddenTexts: [forged],
  },
  {
    name: 'a bare repository with another history is committed as the archive',
    build(sandbox) {
      sandbox.write('archive/page.md', page('Two boats sail.'))
      bareFiles(sandbox, 'archive')
      plantHistory(sandbox, 'archive')
      sandbox.git(['add', '-f', 'archive'])
      sandbox.git(['commit', '-q', '-m', 'Add pages'])
    },
    forbiddenTexts: [forged],
  },
  {
    name: '.git is a file that leads to a hostile folder elsewhere',
    build(sandbox) {
      renameSync(sandbox.gitDir, join(sandbox.outside, 'git'))
      sandbox.write('.git', `gitdir: ${join(sandbox.outside, 'git')}\n`)
      sandbox.git(['config', 'core.fsmonitor', sandbox.program('fsmonitor')])
    },
    trap: { gitCommands: [['status']], programs: ['fsmonitor'] },
  },
  {
    name: '.git is a link to a hostile folder elsewhere',
    build(sandbox) {
      renameSync(sandbox.gitDir, join(sandbox.outside, 'git'))
      symlinkSync(join(sandbox.outside, 'git'), sandbox.gitDir)
      sandbox.git(['config', 'core.fsmonitor', sandbox.program('fsmonitor')])
    },
    trap: { gitCommands: [['status']], programs: ['fsmonitor'] },
  },
  {
    name: '.git/commondir leads to a private repository',
    build(sandbox) {
      const { folder, head } = privateRepository(sandbox)
      sandbox.write('.git/commondir', `${join(folder, '.git')}\n`)
      sandbox.write('.git/HEAD', `${head}\n`)
    },
  },
  {
    name: 'objects/info/alternates leads to a private repository',
    build(sandbox) {
      const { folder, head } = privateRepository(sandbox)
      sandbox.write('.git/objects/info/alternates', `${join(folder, '.git/objects')}\n`)
      sandbox.write('.git/refs/heads/main', `${head}\n`)
      sandbox.config(`[core]\n\talternateRefsCommand = ${sandbox.program('alternate-refs')}\n`)
    },
    trap: { gitCommands: [['rev-list', '--alternate-refs']], programs: ['alternate-refs'] },
  },
  {
    name: 'objects is a link to the objects of a private repository',
    build(sandbox) {
      const { folder, head } = privateRepository(sandbox)
      sandbox.remove('.git/objects')
      symlinkSync(join(folder, '.git/objects'), join(sandbox.gitDir, 'objects'))
      sandbox.write('.git/refs/heads/main', `${head}\n`)
    },
  },
  {
    name: 'core.worktree leads elsewhere',
    build(sandbox) {
      sandbox.config(`[core]\n\tworktree = ${sandbox.outside}\n`)
    },
  },
  {
    name: 'refs/replace replaces commits, trees and pages',
    build(sandbox) {
      const other = sandbox.git(['commit-tree', '-m', 'Forged', sandbox.tree([])])
      const [commit = '', tree = '', page = ''] = ['HEAD', 'HEAD~1^{tree}', 'HEAD~1:page.md'].map((rev) =>
        sandbox.git(['rev-parse', rev]),
      )
      sandbox.write(`.git/refs/replace/${commit}`, `${other}\n`)
      sandbox.write(`.git/refs/replace/${tree}`, `${sandbox.tree([])}\n`)
      sandbox.write(`.git/refs/replace/${page}`, `${sandbox.blob(forged)}\n`)
    },
    commandsWithFindings: ['check HEAD~1..HEAD', 'check --since HEAD~2', 'check of a pull request'],
    forbiddenTexts: [forged],
  },
  {
    name: 'info/grafts forges a history',
    build(sandbox) {
      const commit = sandbox.git(['commit-tree', '-m', 'Forged', sandbox.git(['rev-parse', 'HEAD^{tree}'])])
      sandbox.write('.git/info/grafts', `${sandbox.git(['rev-parse', 'HEAD'])} ${commit}\n`)
    },
    commandsWithFindings: ['check HEAD~1..HEAD', 'check --since HEAD~2', 'check of a pull request'],
  },
  {
    name: 'objects/info/commit-graph forges a history',
    build: forgeCommitGraph,
    commandsWithFindings: ['check HEAD~1..HEAD', 'check --since HEAD~2', 'check of a pull request'],
    forbiddenTexts: [forged],
  },
  {
    name: 'shallow cuts off the history at HEAD and names a missing commit',
    build(sandbox) {
      sandbox.write('.git/shallow', `${sandbox.git(['rev-parse', 'HEAD'])}\n${'0'.repeat(40)}\n`)
    },
  },
  {
    name: 'commit-graph, multi-pack-index, packs and packed-refs are garbage',
    build(sandbox) {
      const garbage = Buffer.alloc(4096, 0xa5)
      sandbox.write('.git/objects/info/commit-graph', Buffer.concat([Buffer.from('CGPH\x01\x01\x03\x00'), garbage]))
      sandbox.write('.git/objects/info/commit-graphs/commit-graph-chain', 'garbage\n')
      sandbox.write('.git/objects/info/packs', 'P pack-garbage.pack\n')
      sandbox.write('.git/objects/info/http-alternates', 'http://127.0.0.1:9/objects\n')
      sandbox.write('.git/objects/pack/multi-pack-index', Buffer.concat([Buffer.from('MIDX\x01\x01\x04\x00'), garbage]))
      sandbox.write('.git/objects/pack/pack-garbage.idx', Buffer.concat([Buffer.from('\xfftOc', 'latin1'), garbage]))
      sandbox.write('.git/objects/pack/pack-garbage.pack', garbage)
      sandbox.write('.git/packed-refs', garbage)
    },
  },
  {
    name: 'the index and the index named by the environment are garbage',
    build(sandbox) {
      sandbox.write('.git/index', Buffer.alloc(4096, 0xa5))
      sandbox.write('.git/sharedindex.0000000000000000000000000000000000000000', 'garbage')
      writeFileSync(
        join(sandbox.outside, 'index'),
        Buffer.concat([Buffer.from('DIRC\0\0\0\x02'), Buffer.alloc(64, 0xff)]),
      )
    },
    commands: (sandbox) => [
      {
        name: 'check --staged of a garbage index',
        argv: ['check', '--staged'],
        env: { GIT_INDEX_FILE: join(sandbox.outside, 'index') },
      },
      { name: 'check --staged of no index', argv: ['check', '--staged'], env: { GIT_INDEX_FILE: '/dev/null' } },
      { name: 'check --staged of a folder', argv: ['check', '--staged'], env: { GIT_INDEX_FILE: sandbox.outside } },
    ],
  },
  {
    name: 'the index is split, and its shared part is a link to a file elsewhere',
    build(sandbox) {
      sandbox.git(['update-index', '--split-index'])
      for (const name of sandbox.listFolder('.git').filter((name) => name.startsWith('sharedindex.'))) {
        renameSync(join(sandbox.gitDir, name), join(sandbox.outside, name))
        symlinkSync(join(sandbox.outside, name), join(sandbox.gitDir, name))
      }
    },
  },
  {
    name: 'extensions name unknown features and another object format',
    build(sandbox) {
      sandbox.config(
        '[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tobjectFormat = sha256\n\trefStorage = evil\n\tnoop = 1\n\tpreciousObjects = true\n\tevil = 1\n',
      )
    },
  },
  {
    name: 'the settings are garbage',
    build: (sandbox) => sandbox.config('[core\n\tbare = \u0000\u0001maybe\n[[]]\n'),
  },
]
