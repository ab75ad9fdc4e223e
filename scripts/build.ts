// What is published: the library as modules with their types, and the command line as a bundle, which starts in half
// the time.

import { spawnSync } from 'node:child_process'
import { cp, readdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const root = fileURLToPath(new URL('..', import.meta.url))

await rm(`${root}/dist`, { recursive: true, force: true })
const compiled = spawnSync('tsc', ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' })
if (compiled.status !== 0) process.exit(compiled.status ?? 1)

await rm(`${root}/dist/cli`, { recursive: true })
const bundle = await rolldown({
  cwd: root,
  input: { bin: 'src/cli/bin.ts', writer: 'src/store/threaded/writer.ts' },
  platform: 'node',
  logLevel: 'silent',
})
// All in one folder: what is found from where a module lies stays where it was.
await bundle.write({ dir: 'dist/cli', format: 'cjs', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' })
await bundle.close()
await writeFile(`${root}/dist/cli/package.json`, '{ "type": "commonjs" }\n')

for (const name of await readdir(`${root}/src/rules`)) {
  if (name.endsWith('.md')) await cp(`${root}/src/rules/${name}`, `${root}/dist/rules/${name}`)
}
