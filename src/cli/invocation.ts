import type { Variorum } from '../commands/variorum.ts'
import type { RunOptions } from '../ingest/run-options.ts'
import type { RenderOptions } from '../reporters/render-options.ts'
import type { OutputFormat } from './arguments/format-argument.ts'
import type { Config } from './config/config.ts'
import type { Environment } from './config/settings.ts'
import type { Output } from './terminal/output.ts'

/** What a command is given: its arguments, and ways to open the archive and to speak. */
export interface Invocation {
  readonly args: readonly (string | undefined)[]
  /** Arguments where the last takes several. */
  readonly restArgs: readonly string[]
  readonly options: Readonly<Record<string, unknown>>
  /** Folder that paths among the arguments start from. */
  readonly cwd: string
  readonly env: Environment
  /** What was named by a flag or the environment, rather than found. */
  readonly explicit: { readonly archive: boolean; readonly config: boolean }
  readonly config: Config
  readonly formats: readonly OutputFormat[]
  /** Whether `--format` was given. */
  readonly hasFormatFlag: boolean
  readonly dryRun: boolean
  readonly quiet: boolean
  /** True where a person looks at the result: hints make sense then. */
  readonly interactive: boolean
  readonly signal: AbortSignal
  /** Opens the archive; closed by whoever opens it, with `await using`. */
  openVariorum(): Promise<Variorum>
  /** The formats asked for, made ready at the first call. */
  openOutputs(): Promise<readonly Output[]>
  /** Signal, dry run and progress for a long verb. */
  runOptions(): RunOptions
  /** Talk: a line for the person, not part of the result. */
  printMessage(text: string): void
  /** Talk that waits until all that was written is in its place, and is left out where that fails. */
  printMessageAtEnd(text: string): void
  /** How talk and help look. */
  readonly renderOptions: RenderOptions
  /** Exact bytes to standard output. */
  writeRaw(bytes: Uint8Array | string): Promise<void>
}

/** Runs a command; 1 where there are findings, 130 where it was interrupted and has said so itself. */
export type RunCommand = (invocation: Invocation) => Promise<0 | 1 | 130>

export function hasFlag(invocation: Invocation, name: string): boolean {
  return invocation.options[name] === true
}

export function flagValue(invocation: Invocation, name: string): string | undefined {
  const given = invocation.options[name]
  return typeof given === 'string' ? given : undefined
}

export function flagValues(invocation: Invocation, name: string): string[] {
  const given = invocation.options[name]
  return Array.isArray(given) ? given.filter((item) => typeof item === 'string') : []
}
