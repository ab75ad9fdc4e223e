import { sep } from 'node:path'
import { watch as chokidarWatch } from 'chokidar'
import type { PagePath } from '../../model/page.ts'
import { isPassedOver } from '../files/walk.ts'

/** Hints that something happened. None may be relied on: systems drop events, and tell of what has passed already. */
export interface Hints {
  /** Something came, went or changed at a path. */
  sign(path: PagePath, gone: boolean): void
  /** The system refuses to watch all of it, or stopped doing so. */
  trouble(error: unknown): void
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
  hints: Hints,
) => Subscription

/** Has the system watch, folder by folder; links are not followed. */
export const subscribe: Subscribe = (root, scope, without, hints) => {
  // these two of a user's environment would turn watching into reading everything over and over
  for (const name of ['CHOKIDAR_USEPOLLING', 'CHOKIDAR_INTERVAL']) delete process.env[name]
  const start = root.endsWith(sep) ? root.length : root.length + 1
  const toPath = (place: string): PagePath => place.slice(start).split(sep).join('/')
  const watcher = chokidarWatch(
    scope.map((path) => (path === '' ? root : root.slice(0, start - 1) + sep + path.split('/').join(sep))),
    {
      ignoreInitial: true,
      followSymlinks: false,
      // a save by renaming is told as it happens, and a page whose name ends in ~ too: what settles is decided elsewhere
      atomic: false,
      ignorePermissionErrors: true,
      ignored: (place, stats) =>
        stats?.isDirectory() === true &&
        place.length >= start &&
        (isPassedOver(place.slice(place.lastIndexOf(sep) + 1)) || without.includes(place)),
    },
  )
  const ready = new Promise<void>((resolve) => watcher.once('ready', resolve))
  watcher.on('all', (event, place) => {
    if (place.length >= start) hints.sign(toPath(place), event === 'unlink' || event === 'unlinkDir')
  })
  watcher.on('error', (error) => hints.trouble(error))
  return { ready, close: () => watcher.close() }
}
