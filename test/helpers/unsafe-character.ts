/** Characters that control, hide or reorder text on a terminal; without line feeds and the joiners inside of emoji. */
export const unsafeCharacter =
  /(?!\n)(?!(?<=\p{Extended_Pictographic}[\u{fe0f}\u{1f3fb}-\u{1f3ff}]?)\u{200d}\p{Extended_Pictographic})[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
