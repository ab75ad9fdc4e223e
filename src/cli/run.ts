import type { Variorum } from '../commands/variorum.ts'
import type { RunOptions } from '../ingest/run-options.ts'
import type { Look } from '../reporters/look.ts'
import type { Format } from './arguments/format.ts'
import type { Config } from './config/config.ts'
import type { Environment } from './config/settings.ts'
import type { Output } from './terminal/output.ts'

/** What a command is given: its arguments, and ways to open the archive and to speak. */
export interface Call {
  readonly args: readonly (string | undefined)[]
  /** Arguments where the last takes several. */
  readonly rest: readonly string[]
  readonly options: Readonly<Record<string, unknown>>
  /** Folder that paths among the arguments start from. */
  readonly cwd: string
  readonly env: Environment
  /** What was named by a flag or the environment, rather than found. */
  readonly given: { readonly archive: boolean; readonly config: boolean }
  readonly config: Config
  readonly formats: readonly Format[]
  /** Whether `--format` was given. */
  readonly formatted: boolean
  readonly dryRun: boolean
  readonly quiet: boolean
  /** True where a person looks at the result: hints make sense then. */
  readonly interactive: boolean
  readonly signal: AbortSignal
  /** Opens the archive; closed by whoever opens it, with `await using`. */
  open(): Promise<Variorum>
  /** The formats asked for, made ready at the first call. */
  outputs(): Promise<readonly Output[]>
  /** Signal, dry run and progress for a long verb. */
  running(): RunOptions
  /** Talk: a line for the person, not part of the result. */
  talk(text: string): void
  /** Talk that waits until all that was written is in its place, and is left out where that fails. */
  talkAtTheEnd(text: string): void
  /** How talk and help look. */
  readonly look: Look
  /** Exact bytes to standard output. */
  raw(bytes: Uint8Array | string): Promise<void>
}

/** Runs a command; 1 where there are findings, 130 where it was interrupted and has said so itself. */
export type Run = (call: Call) => Promise<0 | 1 | 130>

export function flag(call: Call, name: string): boolean {
  return call.options[name] === true
}

export function value(call: Call, name: string): string | undefined {
  const given = call.options[name]
  return typeof given === 'string' ? given : undefined
}

export function values(call: Call, name: string): string[] {
  const given = call.options[name]
  return Array.isArray(given) ? given.filter((item) => typeof item === 'string') : []
}
