import type { Command } from '../run-commands.ts'
import type { Sandbox } from '../sandbox.ts'

/** A repository as strangers could send one. */
export interface HostileRepository {
  /** What it tries. */
  readonly name: string
  /** Makes it in a sandbox that has an ordinary repository in it. */
  readonly build: (sandbox: Sandbox) => void
  /** Uses of plain git that set it off, and the programs that run then: a trap that cannot spring would prove nothing. */
  readonly trap?: {
    readonly gitCommands: readonly (readonly string[])[]
    readonly programs: readonly string[]
    readonly input?: string
  }
  /** Commands beside those that every repository is asked. */
  readonly commands?: (sandbox: Sandbox) => readonly Command[]
  /** Of the commands that every repository is asked, those that this one is not. */
  readonly excludedCommands?: RegExp
  /** Folders at the beginning of the search path. */
  readonly searchPath?: (sandbox: Sandbox) => readonly string[]
  /** Names of commands that find what they would find without the trick, and so exit with 1. */
  readonly commandsWithFindings?: readonly string[]
  /** What its own commands may write, from the sandbox on: reports, and what SQLite lays beside a store that it looks at. */
  readonly writable?: readonly string[]
  /** Texts that are not to be told: they stand where nobody asked to look. */
  readonly forbiddenTexts?: readonly string[]
}
