// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are pieces of source
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { plantProgram } from '../repositories/neighbours.ts'
import { bareFiles, forgeCommitGraph, plantHistory, privateRepository } from '../repositories/places.ts'
import { dropObject, promise, sign } from '../repositories/settings.ts'
import { page, type Sandbox, secret } from '../sandbox.ts'
import { edit, type Guard, type Seen, without } from './guard.ts'

const environment = 'sources/git/repository/environment.ts'

/** Has git read everything in the repository itself, with all its settings. */
export const noCleanRoom = edit(
  'sources/git/repository/clean-room.ts',
  'return this.#start([`--git-dir=${this.folder}`, ...command], options)',
  `const alternates = process.getBuiltinModule('node:fs').readFileSync(\`\${this.folder}/objects/info/alternates\`, 'latin1')
    return this.#start([\`--git-dir=\${alternates.trim().slice(0, -'/objects'.length)}\`, ...command], options)`,
)

const noLazyFetch = without(environment, "    GIT_NO_LAZY_FETCH: '1',\n")
const allowProtocol = without(environment, "    GIT_ALLOW_PROTOCOL: 'none',\n")
const protocolAllow = without(environment, "  'protocol.allow=never',\n")
const protocolFromUser = without(environment, "    GIT_PROTOCOL_FROM_USER: '0',\n")
const sshCommand = without(environment, "    GIT_SSH_COMMAND: '/bin/false',\n")
const showSignature = without(environment, "  'log.showSignature=false',\n")
const noShowSignature = without('sources/git/repository/log.ts', "  '--no-show-signature',\n")
const gpgProgram = without(environment, "  'gpg.program=/bin/false',\n")
const noTextconv = edit('sources/git/repository/log.ts', "  '--no-ext-diff',\n  '--no-textconv',\n", '')
const askForText = edit('sources/git/repository/log.ts', "  '--raw',\n", "  '-p',\n")
const fsmonitor = without(environment, "  'core.fsmonitor=false',\n")
const home = edit(environment, "    HOME: '/nonexistent'", "    HOME: process.env.HOME ?? ''")
const globalConfig = without(environment, "    GIT_CONFIG_GLOBAL: '/dev/null',\n")
const xdgHome = without(environment, "    XDG_CONFIG_HOME: '/nonexistent',\n")
const bareRepository = edit('sources/git/repository/questions.ts', ", 'safe.bareRepository=explicit'", '')
const searchPath = 'sources/search-path.ts'
const graftFile = without(environment, "    GIT_GRAFT_FILE: '/dev/null',\n")
const ownFolder = edit('sources/git/repository/locate.ts', 'expected !== null && own !== expected', 'false')

const ran = ({ programs }: Seen) => programs.length > 0
const tells =
  (text: string) =>
  ({ told }: Seen) =>
    told.includes(text)

/** A repository in which HEAD is missing, and a remote promises it. */
function promisedHead(url: (sandbox: Sandbox) => string, settings: (sandbox: Sandbox) => string) {
  return (sandbox: Sandbox) => {
    promise(sandbox, url(sandbox), settings(sandbox))
    dropObject(sandbox, sandbox.git(['rev-parse', 'HEAD']))
  }
}

const uploadpack = (sandbox: Sandbox) => `\tuploadpack = ${sandbox.program('uploadpack')}\n`
const always = '[protocol]\n\tallow = always\n'
const itself = (sandbox: Sandbox) => sandbox.repository
const promised = {
  build: promisedHead(itself, (sandbox) => uploadpack(sandbox) + always),
  commands: () => ['check HEAD~1..HEAD'],
  harmed: ran,
}
const signed = {
  build(sandbox: Sandbox) {
    sign(sandbox)
    sandbox.config(`[gpg]\n\tprogram = ${sandbox.program('gpg')}\n[log]\n\tshowSignature = true\n`)
  },
  commands: () => ['import'],
  harmed: ran,
}
/** A person's own settings have git look away from a new page. */
const ignored = {
  build(sandbox: Sandbox) {
    mkdirSync(join(sandbox.outside, 'home/.config/git'), { recursive: true })
    writeFileSync(join(sandbox.outside, 'ignore'), 'fresh.md\n')
  },
  env: (sandbox: Sandbox) => ({ HOME: join(sandbox.outside, 'home') }),
  commands: () => ['check --worktree'],
  harmed: ({ told }: Seen) => !told.includes('fresh.md'),
}
const forged = 'A forged boat sails.'

/** What keeps git from running, fetching or believing what a repository says. */
export const gitGuards: readonly Guard[] = [
  {
    name: 'the clean room: a history that info/grafts forges is not told',
    away: [noCleanRoom],
    beside: [graftFile],
    build(sandbox) {
      const tree = sandbox.tree([{ mode: '100644', id: sandbox.blob(page(forged)), name: 'page.md' }])
      const other = sandbox.git(['commit-tree', '-m', 'Forged', tree])
      sandbox.write('.git/info/grafts', `${sandbox.git(['rev-parse', 'HEAD'])} ${other}\n`)
    },
    commands: (sandbox) => ['import', `export --format ndjson:${join(sandbox.reports, 'export')}`],
    harmed: tells(forged),
  },
  {
    name: 'GIT_GRAFT_FILE: the commit before HEAD is that one',
    away: [graftFile],
    build(sandbox) {
      const commit = sandbox.git(['commit-tree', '-m', 'Forged', sandbox.git(['rev-parse', 'HEAD^{tree}'])])
      sandbox.write('.git/info/grafts', `${sandbox.git(['rev-parse', 'HEAD'])} ${commit}\n`)
    },
    commands: () => ['check HEAD~1..HEAD'],
    harmed: ({ last }) => last?.code === 0,
  },
  {
    name: 'core.commitGraph=false: a history that a commit graph forges is not told',
    away: [without(environment, "  'core.commitGraph=false',\n")],
    build: forgeCommitGraph,
    commands: (sandbox) => ['import', `export --format ndjson:${join(sandbox.reports, 'export')}`],
    harmed: tells(forged),
  },
  {
    name: 'the clean room: core.excludesFile does not hide a new page',
    away: [noCleanRoom],
    build(sandbox) {
      writeFileSync(join(sandbox.outside, 'ignore'), 'fresh.md\n')
      sandbox.config(`[core]\n\texcludesFile = ${join(sandbox.outside, 'ignore')}\n`)
    },
    commands: () => ['check --worktree'],
    harmed: ({ told }) => !told.includes('fresh.md'),
  },
  {
    name: 'the clean room: a textconv does not run, were text ever asked for without --no-textconv',
    away: [noCleanRoom],
    beside: [noTextconv, askForText],
    build(sandbox) {
      sandbox.write('.git/info/attributes', '*.md diff=evil\n')
      sandbox.config(`[diff "evil"]\n\ttextconv = ${sandbox.program('textconv')}\n`)
    },
    commands: () => ['import'],
    harmed: ran,
  },
  {
    name: '--no-ext-diff and --no-textconv: no program runs, were text ever asked for outside of the clean room',
    away: [noTextconv],
    beside: [noCleanRoom, askForText],
    build(sandbox) {
      sandbox.write('.git/info/attributes', '*.md diff=evil\n')
      sandbox.config(`[diff "evil"]\n\ttextconv = ${sandbox.program('textconv')}\n`)
    },
    commands: () => ['import'],
    harmed: ran,
  },
  {
    name: 'core.fsmonitor=false: its program does not run, were the index read outside of the clean room',
    away: [fsmonitor],
    beside: [noCleanRoom],
    build: (sandbox) => sandbox.config(`[core]\n\tfsmonitor = ${sandbox.program('fsmonitor')}\n`),
    commands: () => ['check --worktree', 'check --staged'],
    harmed: ran,
  },
  {
    name: 'the clean room: no signature is verified',
    away: [noCleanRoom],
    beside: [showSignature, noShowSignature, gpgProgram],
    ...signed,
  },
  {
    name: 'log.showSignature=false: no signature is verified',
    away: [showSignature],
    beside: [noCleanRoom, noShowSignature, gpgProgram],
    ...signed,
  },
  {
    name: '--no-show-signature: no signature is verified',
    away: [noShowSignature],
    beside: [noCleanRoom, showSignature, gpgProgram],
    ...signed,
  },
  {
    name: 'gpg.program=/bin/false: no program of the repository verifies',
    away: [gpgProgram],
    beside: [noCleanRoom, showSignature, noShowSignature],
    ...signed,
  },
  {
    name: 'GIT_NO_LAZY_FETCH: what is missing is not fetched',
    away: [noLazyFetch],
    beside: [allowProtocol, protocolAllow, protocolFromUser],
    ...promised,
  },
  {
    name: 'GIT_ALLOW_PROTOCOL: what is missing is not fetched',
    away: [allowProtocol],
    beside: [noLazyFetch, protocolAllow, protocolFromUser],
    ...promised,
  },
  {
    name: 'protocol.allow=never: what is missing is not fetched',
    away: [protocolAllow],
    beside: [noLazyFetch, allowProtocol, protocolFromUser],
    ...promised,
  },
  {
    name: 'GIT_PROTOCOL_FROM_USER: what is missing is not fetched from a folder',
    away: [protocolFromUser],
    beside: [noLazyFetch, allowProtocol, protocolAllow],
    ...promised,
    build: promisedHead(itself, uploadpack),
  },
  {
    name: 'GIT_SSH_COMMAND: no program of the repository connects, were anything fetched',
    away: [sshCommand],
    beside: [noLazyFetch, allowProtocol, protocolAllow, protocolFromUser],
    ...promised,
    build: promisedHead(
      () => 'ssh://evil.invalid/pages',
      (sandbox) => `${always}[core]\n\tsshCommand = ${sandbox.program('ssh')}\n`,
    ),
  },
  {
    name: 'GIT_NO_REPLACE_OBJECTS: the commit before HEAD is that one',
    away: [without(environment, "    GIT_NO_REPLACE_OBJECTS: '1',\n")],
    build(sandbox) {
      const tree = sandbox.git(['rev-parse', 'HEAD^{tree}'])
      const [parent, other] = [0, 1].map((index) => sandbox.git(['commit-tree', '-m', `Forged ${index}`, tree]))
      const replaced = sandbox.git(['commit-tree', '-m', 'Replaced', '-p', `${parent}`, '-p', `${other}`, tree])
      sandbox.write(`.git/refs/replace/${sandbox.git(['rev-parse', 'HEAD'])}`, `${replaced}\n`)
    },
    commands: () => ['check HEAD~1..HEAD'],
    harmed: ({ last }) => last?.code === 0,
  },
  {
    name: 'GIT_LITERAL_PATHSPECS: a page cannot have a name that git takes for more than a name',
    away: [without(environment, "    GIT_LITERAL_PATHSPECS: '1',\n")],
    build(sandbox) {
      sandbox.commit([{ ':(bogus)page.md': page('One boat sails.') }, { ':(bogus)page.md': page('Two boats sail.') }])
    },
    commands: () => ['check HEAD~1..HEAD'],
    harmed: ({ last }) => last?.code === 2,
  },
  {
    name: "GIT_CONFIG_GLOBAL: a person's own settings do not hide a page",
    away: [globalConfig],
    beside: [home, xdgHome],
    ...ignored,
    build(sandbox) {
      ignored.build(sandbox)
      const config = `[core]\n\texcludesFile = ${join(sandbox.outside, 'ignore')}\n`
      writeFileSync(join(sandbox.outside, 'home/.gitconfig'), config)
    },
  },
  {
    name: "HOME: a person's own settings do not hide a page",
    away: [home],
    beside: [globalConfig, xdgHome],
    ...ignored,
    build(sandbox) {
      ignored.build(sandbox)
      const config = `[core]\n\texcludesFile = ${join(sandbox.outside, 'ignore')}\n`
      writeFileSync(join(sandbox.outside, 'home/.gitconfig'), config)
    },
  },
  {
    name: "XDG_CONFIG_HOME: a person's own list of what to ignore does not hide a page",
    away: [xdgHome],
    beside: [home, globalConfig],
    ...ignored,
    build(sandbox) {
      ignored.build(sandbox)
      writeFileSync(join(sandbox.outside, 'home/.config/git/ignore'), 'fresh.md\n')
    },
  },
  {
    name: 'the search path: git is not looked for among installed packages',
    away: [edit(searchPath, " && !folder.split(sep).includes('node_modules')", '')],
    build: (sandbox) => plantProgram(sandbox, 'node_modules/.bin', 'git'),
    env: (sandbox) => ({ PATH: [join(sandbox.repository, 'node_modules/.bin'), process.env.PATH].join(':') }),
    commands: () => ['check HEAD~1..HEAD'],
    harmed: ran,
  },
  {
    name: 'the search path: git is not looked for beside the pages',
    away: [edit(searchPath, 'isAbsolute(folder) &&', '')],
    build: (sandbox) => plantProgram(sandbox, '.', 'git'),
    env: () => ({ PATH: ['.', process.env.PATH].join(':') }),
    commands: () => ['check HEAD~1..HEAD'],
    harmed: ran,
  },
  {
    name: 'the search path: no pager is looked for beside the pages',
    away: [edit('cli/terminal/pager.ts', 'PATH: searchPath(env.PATH)', 'PATH: env.PATH')],
    build: (sandbox) => plantProgram(sandbox, 'node_modules/.bin', 'less'),
    commands: (sandbox) => {
      const path = [join(sandbox.repository, 'node_modules/.bin'), process.env.PATH].join(':')
      return ['import', { name: 'history', argv: ['history'], env: { VARIORUM_PAGER: 'less', PATH: path }, tty: true }]
    },
    harmed: ran,
  },
  {
    name: "locating: what looks like a repository among another one's pages is not taken for it",
    away: [edit('commands/import.ts', 'named: false', 'named: true')],
    build(sandbox) {
      sandbox.write('archive/page.md', page('Two boats sail.'))
      bareFiles(sandbox, 'archive')
      plantHistory(sandbox, 'archive')
    },
    commands: (sandbox) => ['import', `export --format ndjson:${join(sandbox.reports, 'export')}`],
    harmed: tells(forged),
  },
  {
    name: 'locating: .git comes before what looks like a repository around it',
    away: [
      edit(
        'sources/git/repository/locate.ts',
        "if (await exists(join(folder, '.git'))) return",
        "if (!(await looksBare(start)) && (await exists(join(folder, '.git')))) return",
      ),
    ],
    build(sandbox) {
      bareFiles(sandbox, '.')
      plantHistory(sandbox, '.')
    },
    commands: (sandbox) => ['import .', `export --format ndjson:${join(sandbox.reports, 'export')}`],
    harmed: tells(forged),
  },
  {
    name: "own objects: another repository's are not read by way of alternates",
    away: [edit('sources/git/repository/locate.ts', "if (alternates.trim() !== '') throw", 'if (false) throw')],
    build(sandbox) {
      const { folder, head } = privateRepository(sandbox)
      sandbox.write('.git/objects/info/alternates', `${join(folder, '.git/objects')}\n`)
      sandbox.write('.git/refs/heads/main', `${head}\n`)
    },
    commands: (sandbox) => ['import', `export --format ndjson:${join(sandbox.reports, 'export')}`],
    harmed: tells(secret),
  },
  {
    name: "own objects: another repository's are not read by way of .git/commondir",
    away: [ownFolder],
    build(sandbox) {
      const { folder, head } = privateRepository(sandbox)
      sandbox.write('.git/commondir', `${join(folder, '.git')}\n`)
      sandbox.write('.git/HEAD', `${head}\n`)
    },
    commands: (sandbox) => ['import', `export --format ndjson:${join(sandbox.reports, 'export')}`],
    harmed: tells(secret),
  },
  {
    name: "own objects: another repository's are not read by way of a link",
    away: [edit('sources/git/repository/locate.ts', 'found !== null && !found.isDirectory()', 'false')],
    build(sandbox) {
      const { folder, head } = privateRepository(sandbox)
      sandbox.remove('.git/objects')
      symlinkSync(join(folder, '.git/objects'), join(sandbox.gitDir, 'objects'))
      sandbox.write('.git/refs/heads/main', `${head}\n`)
    },
    commands: (sandbox) => ['import', `export --format ndjson:${join(sandbox.reports, 'export')}`],
    harmed: tells(secret),
  },
  {
    name: 'safe.bareRepository: a planted repository is not taken for the true one',
    away: [bareRepository],
    beside: [ownFolder],
    ...planted(),
  },
  {
    name: 'own objects: a planted repository is not taken for the true one',
    away: [ownFolder],
    beside: [bareRepository],
    ...planted(),
  },
]

/** `.git` is no repository, and what lies around it is one. */
function planted() {
  return {
    build(sandbox: Sandbox) {
      for (const name of sandbox.listed('.git')) {
        cpSync(join(sandbox.gitDir, name), join(sandbox.repository, name), { recursive: true })
        sandbox.remove(`.git/${name}`)
      }
      mkdirSync(join(sandbox.repository, 'pages'))
    },
    commands: () => ['-C pages check HEAD~1..HEAD'],
    harmed: ({ last }: Seen) => last?.code !== 2,
  }
}
