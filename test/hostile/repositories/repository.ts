import type { Command } from '../running.ts'
import type { Sandbox } from '../sandbox.ts'

/** A repository as strangers could send one. */
export interface HostileRepository {
  /** What it tries. */
  readonly name: string
  /** Makes it in a sandbox that has an ordinary repository in it. */
  readonly build: (sandbox: Sandbox) => void
  /** Uses of plain git that set it off, and the programs that run then: a trap that cannot spring would prove nothing. */
  readonly springs?: {
    readonly by: readonly (readonly string[])[]
    readonly runs: readonly string[]
    readonly input?: string
  }
  /** Commands beside those that every repository is asked. */
  readonly commands?: (sandbox: Sandbox) => readonly Command[]
  /** Of the commands that every repository is asked, those that this one is not. */
  readonly spared?: RegExp
  /** Folders at the beginning of the search path. */
  readonly path?: (sandbox: Sandbox) => readonly string[]
  /** Names of commands that find what they would find without the trick, and so exit with 1. */
  readonly found?: readonly string[]
  /** What its own commands may write, from the sandbox on: reports, and what SQLite lays beside a store that it looks at. */
  readonly writable?: readonly string[]
  /** Texts that are not to be told: they stand where nobody asked to look. */
  readonly untold?: readonly string[]
}
