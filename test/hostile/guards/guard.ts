import type { Command, Outcome, Ran } from '../running.ts'
import type { Sandbox } from '../sandbox.ts'

/** A piece of a source file and what takes its place. The piece stands there exactly once. */
export interface Edit {
  /** From `src` on. */
  readonly file: string
  readonly from: string
  readonly to: string
}

/** Something that keeps a repository of strangers from doing harm, and the harm that is done without it. */
export interface Guard {
  readonly name: string
  /** Takes it away. */
  readonly away: readonly Edit[]
  /** Takes away what else keeps the same harm off: with these alone gone, nothing happens yet. */
  readonly beside?: readonly Edit[]
  readonly build: (sandbox: Sandbox) => void
  readonly commands: (sandbox: Sandbox) => readonly (string | Command)[]
  /** Whether harm is done. */
  readonly harmed: (seen: Seen) => boolean
  /** Of the process that runs the commands. */
  readonly env?: (sandbox: Sandbox) => Readonly<Record<string, string>>
  /** Seconds after which a command without the guard is taken to wait for ever. */
  readonly patience?: number
}

/** What can be seen after commands were run. */
export interface Seen extends Outcome {
  /** Programs of the repository that ran. */
  readonly programs: readonly string[]
  /** Paths beside the repository at which something changed. */
  readonly changed: readonly string[]
  /** All that was said, and all that was written to reports. */
  readonly told: string
  /** Commands of CI services and control characters that were said. */
  readonly obeyed: readonly string[]
  readonly last: Ran | undefined
}

/** What is set and whose absence does no harm that could be shown. */
export interface Unshown {
  readonly name: string
  /** Why not. */
  readonly why: string
  /** Takes it away; empty where it takes more than to leave it out. */
  readonly away: readonly Edit[]
}

export function edit(file: string, from: string, to: string): Edit {
  return { file, from, to }
}

/** Takes a line out of a list. */
export function without(file: string, text: string): Edit {
  return { file, from: text, to: '' }
}
