import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SourceEdit } from './guards/guard.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Copies the program to a folder and changes it there.
 * @returns the copy's `main.ts`
 * @throws where a piece to be changed is not there, or more than once: then the list of guards is no longer true
 */
export function createMutant(folder: string, edits: readonly SourceEdit[]): string {
  const src = join(folder, 'src')
  cpSync(join(root, 'src'), src, { recursive: true })
  cpSync(join(root, 'package.json'), join(folder, 'package.json'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const { file, from, to } of edits) {
    const path = join(src, file)
    const parts = readFileSync(path, 'utf8').split(from)
    if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${from}`)
    writeFileSync(path, parts.join(to))
  }
  return join(src, 'cli/main.ts')
}
