import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createStoreFile } from '../../../src/store/sqlite/store-file.ts'
import { page, type Sandbox } from '../sandbox.ts'
import type { HostileRepository } from './hostile-repository.ts'

/** The text of a module that marks the canary when it is loaded. */
function markingModule(sandbox: Sandbox, name: string): string {
  return `process.getBuiltinModule('fs').appendFileSync(${JSON.stringify(sandbox.canary)}, '${name}\\n')\n`
}

/** Writes a program with this name into a folder of the working tree. */
export function plantProgram(sandbox: Sandbox, folder: string, name: string): void {
  sandbox.write(join(folder, name), sandbox.script(name), 0o755)
}

/** Files beside the pages that a program could load or run. */
export const hostileNeighbours: readonly HostileRepository[] = [
  {
    name: 'configs in JavaScript, TypeScript and YAML are in the top folder',
    build(sandbox) {
      for (const name of [
        'variorum.config.js',
        'variorum.config.mjs',
        'variorum.config.cjs',
        'variorum.config.ts',
        'variorum.config.yaml',
        '.variorumrc',
        '.variorumrc.js',
        'index.js',
      ])
        sandbox.write(name, markingModule(sandbox, name))
      sandbox.write(
        'package.json',
        '{"type": "module", "main": "index.js", "bin": "index.js", "exports": "./index.js"}',
      )
      sandbox.git(['add', '-A'])
      sandbox.git(['commit', '-q', '-m', 'Add configs'])
    },
  },
  {
    name: 'a config added by the range turns rules off',
    build(sandbox) {
      const rules = { 'title-change-unrecorded': 'off', 'factual-title-change': 'off', VAR101: 'off', VAR120: 'off' }
      sandbox.commit([{ 'variorum.config.json': JSON.stringify({ rules }), 'page.md': page('9 boats sail.') }])
    },
    commandsWithFindings: [
      'check HEAD~1..HEAD',
      'check --since HEAD~2',
      'check of a pull request',
      'check of a push',
      'check of a merge request',
    ],
  },
  {
    name: 'a config added by the range names an archive without findings',
    build(sandbox) {
      const config = JSON.stringify({ archive: 'other' })
      sandbox.commit([{ 'variorum.config.json': config, 'other/a.md': page('A.'), 'page.md': page('9 boats sail.') }])
    },
    commandsWithFindings: [
      'check HEAD~1..HEAD',
      'check of a pull request',
      'check of a push',
      'check of a merge request',
    ],
  },
  {
    name: 'a config added by the range names an archive and a store elsewhere',
    build(sandbox) {
      const config = JSON.stringify({ archive: '../outside', store: '../outside/planted.db' })
      sandbox.commit([{ 'variorum.config.json': config, 'page.md': page('9 boats sail.') }])
    },
    // Other commands use the config's archive and store. A check must use neither.
    excludedCommands: /^(?!check|help|explain)/,
    commandsWithFindings: [
      'check HEAD~1..HEAD',
      'check of a pull request',
      'check of a push',
      'check of a merge request',
    ],
  },
  {
    name: 'the range replaces the archive with a link to a folder without findings',
    build(sandbox) {
      const museum = sandbox.git(['show', 'HEAD:posts/museum.md'])
      sandbox.commit([
        { 'archive/page.md': page('One boat sails.'), 'archive/museum.md': museum },
        {
          'archive/page.md': null,
          'archive/museum.md': null,
          archive: { mode: '120000', id: sandbox.blob('other') },
          'other/page.md': page('One boat sails.'),
        },
      ])
    },
    commandsWithFindings: ['check HEAD~1..HEAD', 'check of a pull request', 'check of a merge request'],
  },
  {
    name: 'a config added by the range names a pager and unknown settings',
    build(sandbox) {
      const config = { pager: sandbox.program('pager'), plugins: ['./index.js'], extends: '../outside' }
      sandbox.write('index.js', markingModule(sandbox, 'plugin'))
      sandbox.commit([{ 'variorum.config.json': JSON.stringify(config) }])
    },
  },
  {
    name: 'package.json has settings for the program and scripts around it',
    build(sandbox) {
      const scripts = Object.fromEntries(
        ['preinstall', 'prepare', 'prevariorum', 'variorum', 'pretest'].map((name) => [
          name,
          sandbox.program('script'),
        ]),
      )
      const variorum = { rules: { VAR101: 'off' }, archive: 'posts' }
      sandbox.commit([{ 'package.json': JSON.stringify({ scripts, variorum }), 'page.md': page('9 boats sail.') }])
    },
    commandsWithFindings: [
      'check HEAD~1..HEAD',
      'check of a pull request',
      'check of a push',
      'check of a merge request',
    ],
  },
  {
    name: '.npmrc, .envrc, .env and settings of node and less are in the top folder',
    build(sandbox) {
      const program = sandbox.program('rc')
      sandbox.write('.npmrc', `script-shell=${program}\nnode-options=--require ./index.js\nignore-scripts=false\n`)
      sandbox.write('index.js', markingModule(sandbox, 'index'))
      sandbox.write('.env', `NODE_OPTIONS=--require ./index.js\nVARIORUM_PAGER=${program}\nPATH=.\n`)
      sandbox.write('.envrc', `${program}\n`)
      sandbox.write('.node-version', '0.1\n')
      sandbox.write('tsconfig.json', '{"compilerOptions": {"paths": {"*": ["./index.js"]}}}')
      sandbox.write('node.config.json', '{"nodeOptions": {"import": ["./index.js"], "require": ["./index.js"]}}')
      sandbox.write('.lesskey', `#env\nLESSOPEN=|${program} %s\n`)
    },
  },
  {
    name: 'node_modules/.bin/git and a git beside the pages come first on the search path',
    build(sandbox) {
      for (const folder of ['node_modules/.bin', '.', 'bin']) plantProgram(sandbox, folder, 'git')
    },
    searchPath: (sandbox) => [join(sandbox.repository, 'node_modules', '.bin'), '.', './bin', ''],
  },
  {
    name: 'node_modules/.bin/less and a less beside the pages come first on the search path of a terminal',
    build(sandbox) {
      for (const folder of ['node_modules/.bin', '.']) plantProgram(sandbox, folder, 'less')
    },
    searchPath: (sandbox) => [join(sandbox.repository, 'node_modules', '.bin'), '.'],
    commands: (sandbox) => {
      const path = [join(sandbox.repository, 'node_modules', '.bin'), '.', process.env.PATH ?? ''].join(':')
      const env = { VARIORUM_PAGER: 'less', PATH: path, NO_COLOR: '1' }
      return [{ name: 'history on a terminal', argv: ['history'], env, tty: true }]
    },
  },
  {
    name: 'node_modules has packages with the names of our dependencies',
    build(sandbox) {
      for (const name of [
        'simple-git',
        'gray-matter',
        'commander',
        'yaml',
        'chokidar',
        'diff',
        'p-queue',
        'smol-toml',
      ]) {
        sandbox.write(
          `node_modules/${name}/package.json`,
          `{"name": "${name}", "main": "index.js", "exports": "./index.js"}`,
        )
        sandbox.write(`node_modules/${name}/index.js`, markingModule(sandbox, name))
      }
    },
  },
  {
    name: 'snapshots/variorum.db is a planted database with a trigger that rewrites snapshots',
    build(sandbox) {
      plantStore(join(sandbox.repository, 'snapshots/variorum.db'))
      sandbox.git(['add', '-f', 'snapshots'])
      sandbox.git(['commit', '-q', '-m', 'Add a store'])
    },
    commands: () => storeCommands('snapshots/variorum.db'),
    writable: ['', '/variorum.db-wal', '/variorum.db-shm'].map((name) => `repository/snapshots${name}`),
  },
  {
    name: 'snapshots/variorum.db is a link to a file elsewhere, beside planted log files',
    build(sandbox) {
      writeFileSync(join(sandbox.outside, 'other.db'), 'other')
      mkdirSync(join(sandbox.repository, 'snapshots'))
      symlinkSync('../../outside/other.db', join(sandbox.repository, 'snapshots/variorum.db'))
      for (const name of ['variorum.db-wal', 'variorum.db-shm', 'variorum.db-journal', 'CHECKPOINT'])
        sandbox.write(`snapshots/${name}`, 'garbage')
    },
    commands: () => storeCommands('snapshots/variorum.db'),
  },
  {
    name: 'snapshots is a link to a folder elsewhere',
    build(sandbox) {
      sandbox.commit([{ snapshots: { mode: '120000', id: sandbox.blob('../outside') } }])
    },
    commands: () => storeCommands('snapshots/variorum.db'),
  },
  {
    name: 'the file of a report is a link to a file elsewhere',
    build(sandbox) {
      sandbox.commit([{ 'out/check.json': { mode: '120000', id: sandbox.blob('../../outside/secret.md') } }])
    },
    commands: () => [{ name: 'check into a link', argv: ['check', 'HEAD~1..HEAD', '--format', 'json:out/check.json'] }],
    writable: ['repository/out', 'repository/out/check.json'],
  },
  {
    name: 'the folder of a report is a link to a folder elsewhere',
    build(sandbox) {
      sandbox.commit([{ out: { mode: '120000', id: sandbox.blob('../outside') } }])
    },
    commands: () => [{ name: 'check into a link', argv: ['check', 'HEAD~1..HEAD', '--format', 'json:out/check.json'] }],
  },
  {
    name: '.gitignore, .gitattributes and .mailmap are hostile',
    build(sandbox) {
      const long = `${'*/'.repeat(5000)}**/x\n${'[a-'.repeat(2000)}\n!\n\\\n**\n!**/*.md\n`
      sandbox.commit(
        [
          {
            '.gitattributes': `${long}* working-tree-encoding=evil filter=lfs diff=lfs merge=lfs export-subst ident eol=crlf\n[attr]x y\n`,
            '.mailmap': `${'<a@b> '.repeat(5000)}\nEvil ##[error]x <evil@evil> <grace@example.org>\n`,
            '.gitmodules': '[submodule "x"]\n\tpath = ../../outside\n\turl = -x\n',
            '.gitconfig': `[core]\n\tfsmonitor = ${sandbox.program('gitconfig')}\n`,
          },
        ],
        { checkedOut: false },
      )
      sandbox.write('.gitignore', long)
      sandbox.write('.git/info/exclude', long)
      sandbox.write('.gitattributes', long)
    },
  },
  {
    name: 'config, attributes and redirects are links to files elsewhere',
    build(sandbox) {
      writeFileSync(join(sandbox.outside, 'redirects'), '/posts/museum.md /page.md 301\n')
      symlinkSync('../outside/secret.md', join(sandbox.repository, '.gitignore'))
      symlinkSync('../outside/secret.md', join(sandbox.repository, '.gitattributes'))
      symlinkSync('../outside/redirects', join(sandbox.repository, '_redirects'))
      sandbox.remove('posts/museum.md')
    },
  },
]

/** Commands that use the planted store. */
function storeCommands(store: string) {
  const commands = ['status', 'import', 'ingest', 'history', 'audit', 'changes', 'export', 'reindex', 'watch --once']
  return commands.map((command) => ({
    name: `${command} with the planted store`,
    argv: command.split(' '),
    env: { VARIORUM_STORE: store },
  }))
}

/** Creates a store with a trigger that rewrites snapshots. */
export function plantStore(path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  createStoreFile(path)
  const database = new DatabaseSync(path)
  database.exec("CREATE TRIGGER hijack AFTER INSERT ON path BEGIN UPDATE path SET path = 'hijacked.md'; END")
  database.close()
}
