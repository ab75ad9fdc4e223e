import type { HostileRepository } from './repositories/hostile-repository.ts'
import { hostileLocations } from './repositories/locations.ts'
import { hostileNames } from './repositories/names.ts'
import { hostileNeighbours } from './repositories/neighbours.ts'
import { blockingPipes, namedPipes } from './repositories/pipes.ts'
import { hostileSettings } from './repositories/settings.ts'
import { hostileSizes } from './repositories/sizes.ts'
import { hostileTexts } from './repositories/texts.ts'

/** Every hostile repository. Its name says what it tries. */
export const hostileRepositories: readonly HostileRepository[] = [
  ...hostileSettings,
  ...hostileLocations,
  ...hostileNames,
  ...hostileNeighbours,
  ...hostileTexts,
  ...namedPipes,
  ...blockingPipes,
  ...hostileSizes,
]

export { blockingPipes }
