import { hash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/**
 * All that stands below a folder, each with what would tell that it was touched: kind, mode, time of the last change, content.
 * A file that came and went shows in its folder's time.
 * @param without names of what is left out at the top
 * @param timed false: only what stands there counts, and not whether it was touched
 */
export function hashTree(folder: string, without: readonly string[], timed = true): Map<string, string> {
  const found = new Map<string, string>()
  const addEntry = (path: string) => {
    const file = join(folder, path)
    const stat = lstatSync(file, { bigint: true })
    const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : stat.isSymbolicLink() ? 'link' : 'other'
    const content = kind === 'file' ? hash('sha1', readFileSync(file)) : kind === 'link' ? readlinkSync(file) : ''
    const times = timed ? [stat.ino, stat.mtimeNs, stat.ctimeNs] : []
    if (path !== '') found.set(path, [kind, stat.mode, ...times, content].join(' '))
    if (kind !== 'folder') return
    for (const name of readdirSync(file)) if (path !== '' || !without.includes(name)) addEntry(join(path, name))
  }
  addEntry('')
  return found
}

/** Paths at which two such hashes differ. */
export function changedPaths(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort()
}
