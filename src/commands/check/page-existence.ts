import type { PagePath } from '../../model/page.ts'
import type { ChangedPage, RangeComparison } from '../../sources/git/comparison/comparison.ts'

/** Knows which paths of the archive exist before and after a range; each path is looked up once. */
export class PageExistence {
  readonly #comparison: RangeComparison
  readonly #after: ReadonlyMap<PagePath, boolean>
  readonly #before = new Map<PagePath, boolean>()

  constructor(comparison: RangeComparison, touched: readonly ChangedPage[]) {
    this.#comparison = comparison
    this.#after = new Map(touched.map(({ path, after }) => [path, after !== null]))
  }

  /** Looks up paths for later calls of `has`. */
  async load(paths: Iterable<PagePath>): Promise<void> {
    const unknown = new Set([...paths].filter((path) => !this.#before.has(path)))
    if (unknown.size === 0) return
    const found = await this.#comparison.baseContentKeys(unknown)
    for (const path of unknown) this.#before.set(path, found.has(path))
  }

  /** Whether a path exists on a side; false for a path that was not loaded. */
  readonly has = (path: PagePath, side: 'before' | 'after'): boolean => {
    const before = this.#before.get(path) ?? false
    return side === 'before' ? before : (this.#after.get(path) ?? before)
  }
}
