import type { Variorum } from '../commands/variorum.ts'
import type { RunOptions } from '../ingest/run-options.ts'
import type { RenderOptions } from '../reporters/render-options.ts'
import type { OutputFormat } from './arguments/format-argument.ts'
import type { CommandArguments, CommandName, CommandOptions } from './command-table.ts'
import type { Config } from './config/config.ts'
import type { Environment } from './config/settings.ts'
import type { Output } from './terminal/output.ts'

/** What a command gets: its arguments and flags, the settings, and functions for input and output. */
export interface Invocation<Name extends CommandName = CommandName> {
  readonly command: Name
  readonly args: CommandArguments<Name>
  readonly options: CommandOptions<Name>
  /** The folder that relative paths in the arguments start from. */
  readonly cwd: string
  readonly env: Environment
  /** Whether a flag or the environment names the archive and the config. */
  readonly explicit: { readonly archive: boolean; readonly config: boolean }
  readonly config: Config
  readonly formats: readonly OutputFormat[]
  /** Whether `--format` was given. */
  readonly hasFormatFlag: boolean
  readonly dryRun: boolean
  readonly quiet: boolean
  /** Output and messages go to a terminal, so that hints are useful. */
  readonly interactive: boolean
  readonly signal: AbortSignal
  /** Opens the archive; the caller closes it with `await using`. */
  openVariorum(): Promise<Variorum>
  /** Opens the requested outputs at the first call; later calls return the same ones. */
  openOutputs(): Promise<readonly Output[]>
  /** Signal, dry run and progress line for a long-running verb. */
  runOptions(): RunOptions
  /** Prints a line to standard error, unless the command is quiet. */
  printMessage(text: string): void
  /** The same after all outputs are complete; not printed if one of them fails. */
  printMessageAtEnd(text: string): void
  /** How standard output is rendered. */
  readonly renderOptions: RenderOptions
  /** Writes exact bytes to standard output. */
  writeRaw(bytes: Uint8Array | string): Promise<void>
}

/** Runs a command. Exit codes: 0 success, 1 findings, 130 interrupted after the command has reported it. */
export type RunCommand<Name extends CommandName = CommandName> = (invocation: Invocation<Name>) => Promise<0 | 1 | 130>
