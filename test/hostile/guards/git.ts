// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings quote source code
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bareFiles, forgeCommitGraph, plantHistory, privateRepository } from '../repositories/locations.ts'
import { plantProgram } from '../repositories/neighbours.ts'
import { dropObject, promiseMissingObject, signHead } from '../repositories/settings.ts'
import { page, type Sandbox, secretText } from '../sandbox.ts'
import { type Guard, type Observation, removeSource, replaceSource } from './guard.ts'

const environment = 'sources/git/repository/environment.ts'

/** Runs git in the repository itself, with all its settings. */
export const noIsolatedRepository = replaceSource(
  'sources/git/repository/isolated-repository.ts',
  "const child = spawn('git', ['--no-pager', ...settings, `--git-dir=${this.folder}`, ...command], {",
  `const alternates = process.getBuiltinModule('node:fs').readFileSync(\`\${this.folder}/objects/info/alternates\`, 'latin1')
    const gitDir = alternates.trim().slice(0, -'/objects'.length)
    const child = spawn('git', ['--no-pager', ...settings, \`--git-dir=\${gitDir}\`, ...command], {`,
)

const noLazyFetch = removeSource(environment, "    GIT_NO_LAZY_FETCH: '1',\n")
const allowProtocol = removeSource(environment, "    GIT_ALLOW_PROTOCOL: 'none',\n")
const protocolAllow = removeSource(environment, "  'protocol.allow=never',\n")
const protocolFromUser = removeSource(environment, "    GIT_PROTOCOL_FROM_USER: '0',\n")
const sshCommand = removeSource(environment, "    GIT_SSH_COMMAND: '/bin/false',\n")
const showSignature = removeSource(environment, "  'log.showSignature=false',\n")
const noShowSignature = removeSource('sources/git/repository/log.ts', "  '--no-show-signature',\n")
const gpgProgram = removeSource(environment, "  'gpg.program=/bin/false',\n")
const noTextconv = replaceSource('sources/git/repository/log.ts', "  '--no-ext-diff',\n  '--no-textconv',\n", '')
const askForText = replaceSource('sources/git/repository/log.ts', "  '--raw',\n", "  '-p',\n")
const fsmonitor = removeSource(environment, "  'core.fsmonitor=false',\n")
const home = replaceSource(environment, "    HOME: '/nonexistent'", "    HOME: process.env.HOME ?? ''")
const globalConfig = removeSource(environment, "    GIT_CONFIG_GLOBAL: '/dev/null',\n")
const xdgHome = removeSource(environment, "    XDG_CONFIG_HOME: '/nonexistent',\n")
const bareRepository = replaceSource(
  'sources/git/repository/repository-queries.ts',
  ", 'safe.bareRepository=explicit'",
  '',
)
const searchPath = 'sources/search-path.ts'
const graftFile = removeSource(environment, "    GIT_GRAFT_FILE: '/dev/null',\n")
const ownFolder = replaceSource('sources/git/repository/locate.ts', 'expected !== null && own !== expected', 'false')

const hasRunProgram = ({ programs }: Observation) => programs.length > 0
const outputHas =
  (text: string) =>
  ({ output }: Observation) =>
    output.includes(text)

/** A repository in which HEAD is missing, and a remote promises it. */
function promisedHead(url: (sandbox: Sandbox) => string, settings: (sandbox: Sandbox) => string) {
  return (sandbox: Sandbox) => {
    promiseMissingObject(sandbox, url(sandbox), settings(sandbox))
    dropObject(sandbox, sandbox.git(['rev-parse', 'HEAD']))
  }
}

const uploadpack = (sandbox: Sandbox) => `\tuploadpack = ${sandbox.program('uploadpack')}\n`
const always = '[protocol]\n\tallow = always\n'
const ownRepository = (sandbox: Sandbox) => sandbox.repository
const promisedObject = {
  build: promisedHead(ownRepository, (sandbox) => uploadpack(sandbox) + always),
  commands: () => ['check HEAD~1..HEAD'],
  isHarmed: hasRunProgram,
}
const signedHead = {
  build(sandbox: Sandbox) {
    signHead(sandbox)
    sandbox.config(`[gpg]\n\tprogram = ${sandbox.program('gpg')}\n[log]\n\tshowSignature = true\n`)
  },
  commands: () => ['import'],
  isHarmed: hasRunProgram,
}
/** A user's own settings make git ignore a new page. */
const ignoredPage = {
  build(sandbox: Sandbox) {
    mkdirSync(join(sandbox.outside, 'home/.config/git'), { recursive: true })
    writeFileSync(join(sandbox.outside, 'ignore'), 'fresh.md\n')
  },
  env: (sandbox: Sandbox) => ({ HOME: join(sandbox.outside, 'home') }),
  commands: () => ['check --worktree'],
  isHarmed: ({ output }: Observation) => !output.includes('fresh.md'),
}
const forged = 'A forged boat sails.'

/** Guards that keep git from running, fetching or believing what a repository names. */
export const gitGuards: readonly Guard[] = [
  {
    name: 'isolated repository: a history forged by info/grafts is not imported',
    removal: [noIsolatedRepository],
    otherRemovals: [graftFile],
    build(sandbox) {
      const tree = sandbox.tree([{ mode: '100644', id: sandbox.blob(page(forged)), name: 'page.md' }])
      const other = sandbox.git(['commit-tree', '-m', 'Forged', tree])
      sandbox.write('.git/info/grafts', `${sandbox.git(['rev-parse', 'HEAD'])} ${other}\n`)
    },
    commands: (sandbox) => ['import', `export --format ndjson:${join(sandbox.reports, 'export')}`],
    isHarmed: outputHas(forged),
  },
  {
    name: 'GIT_GRAFT_FILE: info/grafts does not replace the parent of HEAD',
    removal: [graftFile],
    build(sandbox) {
      const commit = sandbox.git(['commit-tree', '-m', 'Forged', sandbox.git(['rev-parse', 'HEAD^{tree}'])])
      sandbox.write('.git/info/grafts', `${sandbox.git(['rev-parse', 'HEAD'])} ${commit}\n`)
    },
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: ({ lastResult }) => lastResult?.code === 0,
  },
  {
    name: 'core.commitGraph=false: a history forged by a commit graph is not imported',
    removal: [removeSource(environment, "  'core.commitGraph=false',\n")],
    build: forgeCommitGraph,
    commands: (sandbox) => ['import', `export --format ndjson:${join(sandbox.reports, 'export')}`],
    isHarmed: outputHas(forged),
  },
  {
    name: 'isolated repository: core.excludesFile does not hide a new page',
    removal: [noIsolatedRepository],
    build(sandbox) {
      writeFileSync(join(sandbox.outside, 'ignore'), 'fresh.md\n')
      sandbox.config(`[core]\n\texcludesFile = ${join(sandbox.outside, 'ignore')}\n`)
    },
    commands: () => ['check --worktree'],
    isHarmed: ({ output }) => !output.includes('fresh.md'),
  },
  {
    name: 'isolated repository: textconv does not run, even without --no-textconv',
    removal: [noIsolatedRepository],
    otherRemovals: [noTextconv, askForText],
    build(sandbox) {
      sandbox.write('.git/info/attributes', '*.md diff=evil\n')
      sandbox.config(`[diff "evil"]\n\ttextconv = ${sandbox.program('textconv')}\n`)
    },
    commands: () => ['import'],
    isHarmed: hasRunProgram,
  },
  {
    name: '--no-ext-diff and --no-textconv: no program runs, even without the isolated repository',
    removal: [noTextconv],
    otherRemovals: [noIsolatedRepository, askForText],
    build(sandbox) {
      sandbox.write('.git/info/attributes', '*.md diff=evil\n')
      sandbox.config(`[diff "evil"]\n\ttextconv = ${sandbox.program('textconv')}\n`)
    },
    commands: () => ['import'],
    isHarmed: hasRunProgram,
  },
  {
    name: 'core.fsmonitor=false: its program does not run, even without the isolated repository',
    removal: [fsmonitor],
    otherRemovals: [noIsolatedRepository],
    build: (sandbox) => sandbox.config(`[core]\n\tfsmonitor = ${sandbox.program('fsmonitor')}\n`),
    commands: () => ['check --worktree', 'check --staged'],
    isHarmed: hasRunProgram,
  },
  {
    name: 'isolated repository: no signature is verified',
    removal: [noIsolatedRepository],
    otherRemovals: [showSignature, noShowSignature, gpgProgram],
    ...signedHead,
  },
  {
    name: 'log.showSignature=false: no signature is verified',
    removal: [showSignature],
    otherRemovals: [noIsolatedRepository, noShowSignature, gpgProgram],
    ...signedHead,
  },
  {
    name: '--no-show-signature: no signature is verified',
    removal: [noShowSignature],
    otherRemovals: [noIsolatedRepository, showSignature, gpgProgram],
    ...signedHead,
  },
  {
    name: 'gpg.program=/bin/false: no program of the repository verifies a signature',
    removal: [gpgProgram],
    otherRemovals: [noIsolatedRepository, showSignature, noShowSignature],
    ...signedHead,
  },
  {
    name: 'GIT_NO_LAZY_FETCH: missing objects are not fetched',
    removal: [noLazyFetch],
    otherRemovals: [allowProtocol, protocolAllow, protocolFromUser],
    ...promisedObject,
  },
  {
    name: 'GIT_ALLOW_PROTOCOL: missing objects are not fetched',
    removal: [allowProtocol],
    otherRemovals: [noLazyFetch, protocolAllow, protocolFromUser],
    ...promisedObject,
  },
  {
    name: 'protocol.allow=never: missing objects are not fetched',
    removal: [protocolAllow],
    otherRemovals: [noLazyFetch, allowProtocol, protocolFromUser],
    ...promisedObject,
  },
  {
    name: 'GIT_PROTOCOL_FROM_USER: missing objects are not fetched from a folder',
    removal: [protocolFromUser],
    otherRemovals: [noLazyFetch, allowProtocol, protocolAllow],
    ...promisedObject,
    build: promisedHead(ownRepository, uploadpack),
  },
  {
    name: 'GIT_SSH_COMMAND: a fetch does not run core.sshCommand',
    removal: [sshCommand],
    otherRemovals: [noLazyFetch, allowProtocol, protocolAllow, protocolFromUser],
    ...promisedObject,
    build: promisedHead(
      () => 'ssh://evil.invalid/pages',
      (sandbox) => `${always}[core]\n\tsshCommand = ${sandbox.program('ssh')}\n`,
    ),
  },
  {
    name: 'GIT_NO_REPLACE_OBJECTS: refs/replace does not replace the parents of HEAD',
    removal: [removeSource(environment, "    GIT_NO_REPLACE_OBJECTS: '1',\n")],
    build(sandbox) {
      const tree = sandbox.git(['rev-parse', 'HEAD^{tree}'])
      const [parent, other] = [0, 1].map((index) => sandbox.git(['commit-tree', '-m', `Forged ${index}`, tree]))
      const replaced = sandbox.git(['commit-tree', '-m', 'Replaced', '-p', `${parent}`, '-p', `${other}`, tree])
      sandbox.write(`.git/refs/replace/${sandbox.git(['rev-parse', 'HEAD'])}`, `${replaced}\n`)
    },
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: ({ lastResult }) => lastResult?.code === 0,
  },
  {
    name: 'GIT_LITERAL_PATHSPECS: a page name with pathspec magic is read as a name',
    removal: [removeSource(environment, "    GIT_LITERAL_PATHSPECS: '1',\n")],
    build(sandbox) {
      sandbox.commit([{ ':(bogus)page.md': page('One boat sails.') }, { ':(bogus)page.md': page('Two boats sail.') }])
    },
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: ({ lastResult }) => lastResult?.code === 2,
  },
  {
    name: "GIT_CONFIG_GLOBAL: the user's settings do not hide a page",
    removal: [globalConfig],
    otherRemovals: [home, xdgHome],
    ...ignoredPage,
    build(sandbox) {
      ignoredPage.build(sandbox)
      const config = `[core]\n\texcludesFile = ${join(sandbox.outside, 'ignore')}\n`
      writeFileSync(join(sandbox.outside, 'home/.gitconfig'), config)
    },
  },
  {
    name: "HOME: the user's settings do not hide a page",
    removal: [home],
    otherRemovals: [globalConfig, xdgHome],
    ...ignoredPage,
    build(sandbox) {
      ignoredPage.build(sandbox)
      const config = `[core]\n\texcludesFile = ${join(sandbox.outside, 'ignore')}\n`
      writeFileSync(join(sandbox.outside, 'home/.gitconfig'), config)
    },
  },
  {
    name: "XDG_CONFIG_HOME: the user's ignore list does not hide a page",
    removal: [xdgHome],
    otherRemovals: [home, globalConfig],
    ...ignoredPage,
    build(sandbox) {
      ignoredPage.build(sandbox)
      writeFileSync(join(sandbox.outside, 'home/.config/git/ignore'), 'fresh.md\n')
    },
  },
  {
    name: 'search path: git is not started from node_modules',
    removal: [replaceSource(searchPath, " && !folder.split(sep).includes('node_modules')", '')],
    build: (sandbox) => plantProgram(sandbox, 'node_modules/.bin', 'git'),
    env: (sandbox) => ({ PATH: [join(sandbox.repository, 'node_modules/.bin'), process.env.PATH].join(':') }),
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: hasRunProgram,
  },
  {
    name: 'search path: git is not started from the working directory',
    removal: [replaceSource(searchPath, 'isAbsolute(folder) &&', '')],
    build: (sandbox) => plantProgram(sandbox, '.', 'git'),
    env: () => ({ PATH: ['.', process.env.PATH].join(':') }),
    commands: () => ['check HEAD~1..HEAD'],
    isHarmed: hasRunProgram,
  },
  {
    name: 'search path: the pager is not started from node_modules',
    removal: [replaceSource('cli/terminal/pager.ts', 'PATH: searchPath(env.PATH)', 'PATH: env.PATH')],
    build: (sandbox) => plantProgram(sandbox, 'node_modules/.bin', 'less'),
    commands: (sandbox) => {
      const path = [join(sandbox.repository, 'node_modules/.bin'), process.env.PATH].join(':')
      return ['import', { name: 'history', argv: ['history'], env: { VARIORUM_PAGER: 'less', PATH: path }, tty: true }]
    },
    isHarmed: hasRunProgram,
  },
  {
    name: 'locating: a bare repository committed as the archive is not imported',
    removal: [replaceSource('commands/import.ts', 'named: false', 'named: true')],
    build(sandbox) {
      sandbox.write('archive/page.md', page('Two boats sail.'))
      bareFiles(sandbox, 'archive')
      plantHistory(sandbox, 'archive')
    },
    commands: (sandbox) => ['import', `export --format ndjson:${join(sandbox.reports, 'export')}`],
    isHarmed: outputHas(forged),
  },
  {
    name: 'locating: .git is preferred to a bare repository in the same folder',
    removal: [
      replaceSource(
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
    isHarmed: outputHas(forged),
  },
  {
    name: "own objects: another repository's objects are not read through alternates",
    removal: [
      replaceSource('sources/git/repository/locate.ts', "if (alternates.trim() !== '') throw", 'if (false) throw'),
    ],
    build(sandbox) {
      const { folder, head } = privateRepository(sandbox)
      sandbox.write('.git/objects/info/alternates', `${join(folder, '.git/objects')}\n`)
      sandbox.write('.git/refs/heads/main', `${head}\n`)
    },
    commands: (sandbox) => ['import', `export --format ndjson:${join(sandbox.reports, 'export')}`],
    isHarmed: outputHas(secretText),
  },
  {
    name: "own objects: another repository's objects are not read through .git/commondir",
    removal: [ownFolder],
    build(sandbox) {
      const { folder, head } = privateRepository(sandbox)
      sandbox.write('.git/commondir', `${join(folder, '.git')}\n`)
      sandbox.write('.git/HEAD', `${head}\n`)
    },
    commands: (sandbox) => ['import', `export --format ndjson:${join(sandbox.reports, 'export')}`],
    isHarmed: outputHas(secretText),
  },
  {
    name: "own objects: another repository's objects are not read through a link",
    removal: [replaceSource('sources/git/repository/locate.ts', 'found !== null && !found.isDirectory()', 'false')],
    build(sandbox) {
      const { folder, head } = privateRepository(sandbox)
      sandbox.remove('.git/objects')
      symlinkSync(join(folder, '.git/objects'), join(sandbox.gitDir, 'objects'))
      sandbox.write('.git/refs/heads/main', `${head}\n`)
    },
    commands: (sandbox) => ['import', `export --format ndjson:${join(sandbox.reports, 'export')}`],
    isHarmed: outputHas(secretText),
  },
  {
    name: 'safe.bareRepository: a planted bare repository is not used',
    removal: [bareRepository],
    otherRemovals: [ownFolder],
    ...planted(),
  },
  {
    name: 'own objects: a planted bare repository is not used',
    removal: [ownFolder],
    otherRemovals: [bareRepository],
    ...planted(),
  },
]

/** An empty `.git` in a folder that is a bare repository itself. */
function planted() {
  return {
    build(sandbox: Sandbox) {
      for (const name of sandbox.listFolder('.git')) {
        cpSync(join(sandbox.gitDir, name), join(sandbox.repository, name), { recursive: true })
        sandbox.remove(`.git/${name}`)
      }
      mkdirSync(join(sandbox.repository, 'pages'))
    },
    commands: () => ['-C pages check HEAD~1..HEAD'],
    isHarmed: ({ lastResult }: Observation) => lastResult?.code !== 2,
  }
}
