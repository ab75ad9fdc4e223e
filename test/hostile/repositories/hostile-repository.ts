import type { Command } from '../run-commands.ts'
import type { Sandbox } from '../sandbox.ts'

/** A repository that an attacker could send. */
export interface HostileRepository {
  /** What it tries. */
  readonly name: string
  /** Changes the ordinary repository of a sandbox. */
  readonly build: (sandbox: Sandbox) => void
  /** Git commands that run the repository's programs without our protection. They prove that the trap works. */
  readonly trap?: {
    readonly gitCommands: readonly (readonly string[])[]
    readonly programs: readonly string[]
    readonly input?: string
  }
  /** Commands in addition to those of `allCommands`. */
  readonly commands?: (sandbox: Sandbox) => readonly Command[]
  /** Matches the names of the commands of `allCommands` that do not run here. */
  readonly excludedCommands?: RegExp
  /** Folders that PATH begins with. */
  readonly searchPath?: (sandbox: Sandbox) => readonly string[]
  /** Names of commands that must exit with 1, because they find the same as without the attack. */
  readonly commandsWithFindings?: readonly string[]
  /** Paths from the sandbox that its own commands may write: reports, and SQLite's files beside a store. */
  readonly writable?: readonly string[]
  /** Texts that no command may print. */
  readonly forbiddenTexts?: readonly string[]
}
