import type { Command, CommandResult, RunOutcome } from '../run-commands.ts'
import type { Sandbox } from '../sandbox.ts'

/** A change to one source file. */
export interface SourceEdit {
  /** Path from `src`. */
  readonly file: string
  /** The text that is replaced. It occurs exactly once in the file. */
  readonly from: string
  readonly to: string
}

/** Source code that protects against a hostile repository, and the harm that follows when it is removed. */
export interface Guard {
  readonly name: string
  /** The edits that remove the guard. */
  readonly removal: readonly SourceEdit[]
  /** Edits that remove the other guards against the same harm. With these edits alone no harm is done. */
  readonly otherRemovals?: readonly SourceEdit[]
  readonly build: (sandbox: Sandbox) => void
  readonly commands: (sandbox: Sandbox) => readonly (string | Command)[]
  readonly isHarmed: (observation: Observation) => boolean
  /** Environment variables of the process that runs the commands. */
  readonly env?: (sandbox: Sandbox) => Readonly<Record<string, string>>
  /** Seconds after which a command without the guard counts as blocked. */
  readonly timeoutSeconds?: number
}

/** What a test can observe after the commands ran. */
export interface Observation extends RunOutcome {
  /** Names of the repository's programs that ran. */
  readonly programs: readonly string[]
  /** Paths outside the repository at which something changed. */
  readonly changedPaths: readonly string[]
  /** All output of the commands and all report files. */
  readonly output: string
  /** CI service commands and control characters in the output. */
  readonly injectedCommands: readonly string[]
  readonly lastResult: CommandResult | undefined
}

/** Source code that protects, but whose removal shows no harm in a test. */
export interface UntestableGuard {
  readonly name: string
  /** Why a test cannot show harm. */
  readonly why: string
  /** The edits that remove it. Empty where more than a removal is needed. */
  readonly removal: readonly SourceEdit[]
}

export function replaceSource(file: string, from: string, to: string): SourceEdit {
  return { file, from, to }
}

export function removeSource(file: string, text: string): SourceEdit {
  return { file, from: text, to: '' }
}

/** @throws Error where a text to replace is missing or occurs twice, because then the list of guards is outdated */
export function applyEdits(source: string, edits: readonly SourceEdit[]): string {
  return edits.reduce((text, { file, from, to }) => {
    const parts = text.split(from)
    if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${from}`)
    return parts.join(to)
  }, source)
}
