import type { SectionNames } from '../../page/sections/outline.ts'
import type { Store } from '../../store/store.ts'

export type StoreMode = 'read' | 'write' | 'live' | 'peek'

/** What every command works on. Only commands read the clock. */
export interface CommandContext {
  /** Absolute path of the archive's root. */
  readonly archive: string
  /** The name of the store, for messages. */
  readonly storeUrl: string
  /** Absolute paths of folders whose files are never pages: the store's. */
  readonly excludedFolders: readonly string[]
  readonly sections: SectionNames | undefined
  readonly now: () => number
  /**
   * Opens the store once and keeps it open. `write` creates a missing store; `live` does too, and writes in a separate thread.
   * `peek` gives an empty store in memory instead of a missing one.
   */
  store(mode: StoreMode): Promise<Store>
}
