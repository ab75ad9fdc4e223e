import { sep } from 'node:path'
import { watch as chokidarWatch } from 'chokidar'
import type { PagePath } from '../../model/page.ts'
import { isIgnoredFolder } from '../files/walk.ts'

/** Receives change hints. They are unreliable: a system drops events, and some come late. */
export interface ChangeHintListener {
  /** Something was created, changed or removed at a path. */
  onHint(path: PagePath, gone: boolean): void
  /** The system refuses to watch everything, or stopped watching. */
  onError(error: unknown): void
}

/** An active request for change hints. */
export interface Subscription {
  /** Resolves when everything is watched that the system allows. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

/** Subscribes to change hints about files and folders. @param scope paths from the root */
export type Subscribe = (
  root: string,
  scope: readonly PagePath[],
  without: readonly string[],
  listener: ChangeHintListener,
) => Subscription

/** Subscribes to the system's watch events for every folder. Links are not followed. */
export const subscribe: Subscribe = (root, scope, without, listener) => {
  // These two variables would make chokidar poll all files.
  for (const name of ['CHOKIDAR_USEPOLLING', 'CHOKIDAR_INTERVAL']) delete process.env[name]
  const start = root.endsWith(sep) ? root.length : root.length + 1
  const toPath = (absolutePath: string): PagePath => absolutePath.slice(start).split(sep).join('/')
  const watcher = chokidarWatch(
    scope.map((path) => (path === '' ? root : root.slice(0, start - 1) + sep + path.split('/').join(sep))),
    {
      ignoreInitial: true,
      followSymlinks: false,
      // Saves by renaming, and names that end in `~`, must arrive unfiltered. The debouncer decides about them.
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
