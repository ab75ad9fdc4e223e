import { hash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Lists everything below a folder with its kind, mode, times and content hash. A file that was created and removed again
 * shows in the time of its folder.
 * @param without names left out at the top
 * @param timed whether inode and times count
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

/** Lists the paths at which two results of `hashTree` differ. */
export function changedPaths(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const paths = new Set([...before.keys(), ...after.keys()])
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort()
}
