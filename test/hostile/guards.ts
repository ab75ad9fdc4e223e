import { gitGuards } from './guards/git.ts'
import type { Guard } from './guards/guard.ts'
import { judgingGuards } from './guards/judging.ts'
import { readingGuards } from './guards/reading.ts'
import { waitingGuards } from './guards/waiting.ts'
import { writingGuards } from './guards/writing.ts'

/** Every guard, with the harm that is done when it is removed. */
export const guards: readonly Guard[] = [
  ...gitGuards,
  ...readingGuards,
  ...judgingGuards,
  ...writingGuards,
  ...waitingGuards,
]

export { untestableGuards } from './guards/untestable.ts'
