import { execFileSync, spawnSync } from 'node:child_process'
import { generateHistory } from './sample-history.ts'

/** Makes a repository of the generated history. @returns its path */
export function createSampleRepository(path: string, size: Parameters<typeof generateHistory>[0] = {}): string {
  execFileSync('git', ['init', '-q', '-b', 'main', path])
  spawnSync('git', ['-C', path, 'fast-import', '--quiet'], {
    input: generateHistory(size),
    stdio: ['pipe', 'ignore', 'inherit'],
    maxBuffer: 2 ** 30,
  })
  return path
}
