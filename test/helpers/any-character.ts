import fc from 'fast-check'

/**
 * Any code point except surrogates, often an ASCII one; a unit for `fc.string`. fast-check's own unit `binary` takes
 * seconds to build in every worker.
 */
export const anyCharacter = fc.oneof(
  fc.integer({ min: 0, max: 0x7f }).map((point) => String.fromCodePoint(point)),
  fc.integer({ min: 0, max: 0x10f7ff }).map((point) => String.fromCodePoint(point < 0xd800 ? point : point + 0x800)),
)
