import type { Variorum } from '../commands/variorum.ts'
import type { Environment, ResolvedOpenOptions } from './config/settings.ts'

/** A stream to write to, which may be a terminal. */
export type OutputStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly fd?: number
}

/** All that the command line knows of the place it runs in; nothing else is read or written. */
export interface Runtime {
  /** Arguments after the program's name. */
  readonly argv: readonly string[]
  readonly cwd: string
  readonly env: Environment
  readonly stdin: NodeJS.ReadableStream
  readonly stdout: OutputStream
  readonly stderr: OutputStream
  /** Aborted by the first interruption. */
  readonly signal: AbortSignal
  /** Called before a command that may hold much. */
  readonly keepMemoryLow?: () => void
  /** Opens the archive; the library's own way where not given. */
  readonly openVariorum?: (options: ResolvedOpenOptions) => Promise<Variorum>
}

export type ExitCode = 0 | 1 | 2 | 130
