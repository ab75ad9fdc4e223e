import type { Variorum } from '../commands/variorum.ts'
import type { OpenOptions } from './world.ts'

/** Opens the archive and its store: the one place where the command line meets the library. */
export async function open(options: OpenOptions): Promise<Variorum> {
  const { openVariorum } = await import('../commands/open-variorum.ts')
  return openVariorum(options)
}
