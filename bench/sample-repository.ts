import { execFileSync, spawnSync } from 'node:child_process'
import { sampleHistory } from './sample-history.ts'

/** Makes a repository of the made-up history at a path. */
export function sampleRepository(path: string, size: Parameters<typeof sampleHistory>[0] = {}): string {
  execFileSync('git', ['init', '-q', '-b', 'main', path])
  spawnSync('git', ['-C', path, 'fast-import', '--quiet'], {
    input: sampleHistory(size),
    stdio: ['pipe', 'ignore', 'inherit'],
    maxBuffer: 2 ** 30,
  })
  return path
}
