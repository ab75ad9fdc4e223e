import { sep } from 'node:path'
import { watch as chokidarWatch } from 'chokidar'
import type { PagePath } from '../../model/page.ts'
import { isIgnoredFolder } from '../files/walk.ts'

/** Hints that something happened. None may be relied on: systems drop events, and tell of what has passed already. */
export interface ChangeHintListener {
  /** Something came, went or changed at a path. */
  onHint(path: PagePath, gone: boolean): void
  /** The system refuses to watch all of it, or stopped doing so. */
  onError(error: unknown): void
}

/** A request for hints. */
export interface Subscription {
  /** Settled once everything is watched that can be. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

/** Asks for hints about files and folders. @param scope paths from the root on */
export type Subscribe = (
  root: string,
  scope: readonly PagePath[],
  without: readonly string[],
  listener: ChangeHintListener,
) => Subscription

/** Has the system watch, folder by folder; links are not followed. */
export const subscribe: Subscribe = (root, scope, without, listener) => {
  // these two of a user's environment would turn watching into reading everything over and over
  for (const name of ['CHOKIDAR_USEPOLLING', 'CHOKIDAR_INTERVAL']) delete process.env[name]
  const start = root.endsWith(sep) ? root.length : root.length + 1
  const toPath = (absolutePath: string): PagePath => absolutePath.slice(start).split(sep).join('/')
  const watcher = chokidarWatch(
    scope.map((path) => (path === '' ? root : root.slice(0, start - 1) + sep + path.split('/').join(sep))),
    {
      ignoreInitial: true,
      followSymlinks: false,
      // a save by renaming is told as it happens, and a page whose name ends in ~ too: what settles is decided elsewhere
      atomic: false,
      ignorePermissionErrors: true,
      ignored: (absolutePath, stats) =>
        stats?.isDirectory() === true &&
        absolutePath.length >= start &&
        (isIgnoredFolder(absolutePath.slice(absolutePath.lastIndexOf(sep) + 1)) || without.includes(absolutePath)),
    },
  )
  const ready = new Promise<void>((resolve) => watcher.once('ready', resolve))
  watcher.on('all', (event, absolutePath) => {
    if (absolutePath.length >= start) listener.onHint(toPath(absolutePath), event === 'unlink' || event === 'unlinkDir')
  })
  watcher.on('error', (error) => listener.onError(error))
  return { ready, close: () => watcher.close() }
}
