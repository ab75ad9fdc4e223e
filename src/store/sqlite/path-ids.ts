import { hash } from 'node:crypto'
import type { PagePath } from '../../model/page.ts'
import type { Database } from './database.ts'

/** The row id of a path; undefined for an unknown path. */
export function findPathId(db: Database, path: PagePath): number | undefined {
  return db.row<[number]>('SELECT id FROM path WHERE digest = ? AND path = ?', pathDigest(path), path)?.[0]
}

/** The row ids of the known paths, as a JSON list. */
export function findPathIds(db: Database, paths: readonly PagePath[]): string {
  return JSON.stringify(paths.map((path) => findPathId(db, path)).filter((id) => id !== undefined))
}

/** Finds or creates the row ids of paths, within one transaction. */
export class PathIds {
  readonly #db: Database
  readonly #ids = new Map<PagePath, number>()

  constructor(db: Database) {
    this.#db = db
  }

  of(path: PagePath): number {
    let id = this.#ids.get(path)
    if (id === undefined) {
      id = findPathId(this.#db, path) ?? this.#add(path)
      this.#ids.set(path, id)
    }
    return id
  }

  #add(path: PagePath): number {
    return this.#db.run('INSERT INTO path (digest, path) VALUES (?, ?)', pathDigest(path), path)
  }
}

function pathDigest(path: PagePath): number {
  return Number.parseInt(hash('sha256', path).slice(0, 12), 16)
}
