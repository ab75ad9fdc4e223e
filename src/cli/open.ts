import type { Variorum } from '../commands/variorum.ts'
import type { OpenOptions } from './config/settings.ts'

/** Opens the archive and its store: the one place where the command line meets the library. */
export async function open({ cwd, archive, store, config }: OpenOptions): Promise<Variorum> {
  const { openVariorum } = await import('../commands/open-variorum.ts')
  if (config.sections === undefined) return openVariorum({ cwd, archive, store })
  const { sectionNames } = await import('../page/sections/outline.ts')
  return openVariorum({ cwd, archive, store, config: { sections: sectionNames(config.sections) } })
}
