import type { Variorum } from '../commands/variorum.ts'
import type { ResolvedOpenOptions } from './config/settings.ts'

/** Opens the archive and its store with the resolved settings. */
export async function openLibrary({ cwd, archive, store, config }: ResolvedOpenOptions): Promise<Variorum> {
  const { openVariorum } = await import('../commands/open-variorum.ts')
  if (config.sections === undefined) return openVariorum({ cwd, archive, store })
  const { extendSectionNames: sectionNames } = await import('../page/sections/outline.ts')
  return openVariorum({ cwd, archive, store, config: { sections: sectionNames(config.sections) } })
}
