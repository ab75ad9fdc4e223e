import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Bundles the program, so that a process of it starts in half the time. The files are where the package has them.
 * @param folder an existing folder, absolute
 * @param worker another module to bundle, from the repository's root
 * @returns the paths of `main.js`, which exports `main`, of `bin.js`, which runs the command line, and of the worker
 */
export async function bundleProgram(
  folder: string,
  worker = 'src/store/threaded/writer.ts',
): Promise<{ main: string; bin: string; worker: string }> {
  const bundle = await rolldown({
    cwd: root,
    input: { main: 'src/cli/main.ts', bin: 'src/cli/bin.ts', writer: 'src/store/threaded/writer.ts', worker },
    platform: 'node',
    logLevel: 'silent',
  })
  const dir = join(folder, 'dist/cli')
  await bundle.write({ dir, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' })
  await bundle.close()
  await cp(join(root, 'package.json'), join(folder, 'package.json'))
  const [script, rulePages] = ['reporters/html/browser/audit.js', 'docs/reference/rules']
  await cp(join(root, 'src', script), join(folder, 'dist', script))
  await cp(join(root, rulePages), join(folder, rulePages), { recursive: true })
  return { main: join(dir, 'main.js'), bin: join(dir, 'bin.js'), worker: join(dir, 'worker.js') }
}
