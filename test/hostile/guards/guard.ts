import type { Command, CommandResult, RunOutcome } from '../run-commands.ts'
import type { Sandbox } from '../sandbox.ts'

/** A piece of a source file and what takes its place. The piece stands there exactly once. */
export interface SourceEdit {
  /** From `src` on. */
  readonly file: string
  readonly from: string
  readonly to: string
}

/** Something that keeps a repository of strangers from doing harm, and the harm that is done without it. */
export interface Guard {
  readonly name: string
  /** Takes it away. */
  readonly removal: readonly SourceEdit[]
  /** Takes away what else keeps the same harm off: with these alone gone, nothing happens yet. */
  readonly otherRemovals?: readonly SourceEdit[]
  readonly build: (sandbox: Sandbox) => void
  readonly commands: (sandbox: Sandbox) => readonly (string | Command)[]
  /** Whether harm is done. */
  readonly isHarmed: (seen: Observation) => boolean
  /** Of the process that runs the commands. */
  readonly env?: (sandbox: Sandbox) => Readonly<Record<string, string>>
  /** Seconds after which a command without the guard is taken to wait for ever. */
  readonly timeoutSeconds?: number
}

/** What can be seen after commands were run. */
export interface Observation extends RunOutcome {
  /** Programs of the repository that ran. */
  readonly programs: readonly string[]
  /** Paths beside the repository at which something changed. */
  readonly changedPaths: readonly string[]
  /** All that was said, and all that was written to reports. */
  readonly output: string
  /** Commands of CI services and control characters that were said. */
  readonly injectedCommands: readonly string[]
  readonly lastResult: CommandResult | undefined
}

/** What is set and whose absence does no harm that could be shown. */
export interface UntestableGuard {
  readonly name: string
  /** Why not. */
  readonly why: string
  /** Takes it away; empty where it takes more than to leave it out. */
  readonly removal: readonly SourceEdit[]
}

export function replaceSource(file: string, from: string, to: string): SourceEdit {
  return { file, from, to }
}

/** Takes a line out of a list. */
export function removeSource(file: string, text: string): SourceEdit {
  return { file, from: text, to: '' }
}
