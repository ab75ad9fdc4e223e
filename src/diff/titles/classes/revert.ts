import { noEvidence } from '../class-evidence.ts'
import type { ClassRule } from '../class-rule.ts'

/** A former wording is restored. Found in an event's history, never from two titles; its severity is that of the change. */
export const revertRule: ClassRule = {
  kind: 'revert',
  severity: 'editorial',
  detect: () => false,
  words: () => noEvidence,
}
