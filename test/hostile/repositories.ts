import { names } from './repositories/names.ts'
import { neighbours } from './repositories/neighbours.ts'
import { pipes, waits } from './repositories/pipes.ts'
import { places } from './repositories/places.ts'
import type { HostileRepository } from './repositories/repository.ts'
import { settings } from './repositories/settings.ts'
import { sizes } from './repositories/sizes.ts'
import { texts } from './repositories/texts.ts'

/** Every repository of strangers, each with what it tries. */
export const repositories: readonly HostileRepository[] = [
  ...settings,
  ...places,
  ...names,
  ...neighbours,
  ...texts,
  ...pipes,
  ...waits,
  ...sizes,
]

export { waits }
