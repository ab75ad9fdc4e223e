// Builds the package: the library as modules with types, and the command line as a bundle, which starts in half the time.

import { spawnSync } from 'node:child_process'
import { cp, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Plugin, rolldown } from 'rolldown'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Leaves out the YAML engine of gray-matter and its JavaScript parser. src/page/front-matter/front-matter.ts replaces every
 * engine, so that these would be loaded but never used.
 */
const withoutEngines: Plugin = {
  name: 'without-engines',
  resolveId: (name) => (name === 'js-yaml' ? '\0js-yaml' : null),
  load: (id) => (id === '\0js-yaml' ? 'export const safeLoad = () => null, safeDump = () => null' : null),
}

await rm(`${root}/dist`, { recursive: true, force: true })
const compiled = spawnSync('tsc', ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
if (compiled.status !== 0) process.exit(compiled.status ?? 1)

await rm(`${root}/dist/cli`, { recursive: true })
const bundle = await rolldown({
  cwd: root,
  input: { bin: 'src/cli/bin.ts', writer: 'src/store/threaded/writer.ts' },
  platform: 'node',
  logLevel: 'silent',
  plugins: [withoutEngines],
})
// One folder for all chunks, so that paths relative to a module stay valid.
await bundle.write({ dir: 'dist/cli', format: 'cjs', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' })
await bundle.close()
await writeFile(`${root}/dist/cli/package.json`, '{ "type": "commonjs" }\n')

await cp(`${root}/src/reporters/html/browser/audit.js`, `${root}/dist/reporters/html/browser/audit.js`)
