/**
 * Makes the engine collect garbage more often. By default the heap may grow to several times the live data; this costs
 * some time instead. Call it only in a process of our own.
 */
export function keepMemoryLow(): void {
  const { setFlagsFromString } = process.getBuiltinModule('node:v8')
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=50')
}
