/** What a terminal would obey, hide or reorder by, but for line feeds and for what joins the parts of one emoji. */
export const unsafeCharacter =
  /(?!\n)(?!(?<=\p{Extended_Pictographic}[\u{fe0f}\u{1f3fb}-\u{1f3ff}]?)\u{200d}\p{Extended_Pictographic})[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
