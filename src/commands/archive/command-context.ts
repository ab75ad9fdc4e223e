import type { SectionNames } from '../../page/sections/outline.ts'
import type { Store } from '../../store/store.ts'

export type StoreMode = 'read' | 'write' | 'live' | 'peek'

/** What every verb works on. The clock is here, and nowhere below. */
export interface CommandContext {
  /** Absolute path of the archive's root. */
  readonly archive: string
  /** The store as it was named, for messages. */
  readonly storeUrl: string
  /** Files of the store, which are never read as pages: absolute paths. */
  readonly storeFolder: string | null
  readonly sections: SectionNames | undefined
  readonly now: () => number
  /**
   * Opens the store once and keeps it. `write` creates it where it is not; `live` too, and writes to it in a thread of its own,
   * for whoever must not miss what happens meanwhile. `peek` makes do with an empty one in memory.
   */
  store(mode: StoreMode): Promise<Store>
}
