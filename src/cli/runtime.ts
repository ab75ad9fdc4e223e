import type { Variorum } from '../commands/variorum.ts'
import type { Environment, ResolvedOpenOptions } from './config/settings.ts'

/** An output stream, possibly a terminal. */
export type OutputStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly fd?: number
}

/** Everything that the command line reads from its process. It touches nothing else of the process. */
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
  /** Called before a command that may need much memory. */
  readonly keepMemoryLow?: () => void
  /** Opens the archive; default: the library's `openVariorum`. */
  readonly openVariorum?: ((options: ResolvedOpenOptions) => Promise<Variorum>) | undefined
}

export type ExitCode = 0 | 1 | 2 | 130
