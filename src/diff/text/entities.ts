// Names of U+00A0..U+00FF in order, from HTML 4 (https://www.w3.org/TR/html4/sgml/entities.html).
const latin1Names =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'

// HTML has 2,231 names. These are the others that text pages use, and their characters in the same order.
const otherNames =
  'amp lt gt quot apos lsquo rsquo sbquo ldquo rdquo bdquo ndash mdash minus hellip bull prime Prime euro trade ensp emsp thinsp zwnj zwj lrm rlm scaron Scaron OElig oelig'
const otherCharacters = '&<>"\'‘’‚“”„–—−…•′″€™\u2002\u2003\u2009\u200c\u200d\u200e\u200fšŠŒœ'

const namedEntities: ReadonlyMap<string, string> = new Map([
  ...latin1Names.split(' ').map((name, at): [string, string] => [name, String.fromCharCode(0xa0 + at)]),
  ...otherNames.split(' ').map((name, at): [string, string] => [name, otherCharacters.charAt(at)]),
])

const entityPattern = /&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,7}));/g

/** Decodes named and numeric HTML entities, escaped up to three times (`&amp;amp;#39;`). Unknown entities stay. */
export function decodeEntities(text: string): string {
  let decoded = text
  for (let layer = 0; layer < 3 && decoded.includes('&'); layer++) {
    const next = decoded.replace(entityPattern, (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return namedEntities.get(name) ?? whole
      return characterOf(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)) ?? whole
    })
    if (next === decoded) break
    decoded = next
  }
  return decoded
}

/** The character of a code point; null for control characters, surrogates and numbers above U+10FFFF. */
function characterOf(point: number): string | null {
  const isText = point === 9 || point === 10 || point === 13 || (point >= 32 && point <= 0x10ffff)
  return isText && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : null
}
