// British and American spellings of one word: left British, right American, as stems.
const britishAmericanPairs = `
colour color | labour labor | harbour harbor | honour honor | neighbour neighbor | favour favor | armour armor | humour humor
rumour rumor | behaviour behavior | vapour vapor | tumour tumor | rigour rigor | endeavour endeavor | favourit favorit
neighbourhood neighborhood | centr center | theatr theater | metr meter | kilometr kilometer | centimetr centimeter | litr liter
fibr fiber | calibr caliber | sabotag sabotag | defenc defens | offenc offens | licenc licens | pretenc pretens
programm program | program program | tonn ton | tyr tire | grey gray | jeweller jewelr | mum mom | sceptic skeptic | plough plow
manoeuvr maneuver | paediatric pediatric | anaesthetic anesthetic | aluminium aluminum | aeroplan airplan | cheque check
councillor councilor | fulfil fulfill | instal install | enrol enroll | skilful skillful | judgement judgment | ageing aging
acknowledgement acknowledgment | sulphur sulfur | mould mold | smoulder smolder | foetus fetus | haemorrhag hemorrhag
archaeolog archeolog | encyclopaedia encyclopedia | dialogu dialog | catalogu catalog | analys analyz | paralys paralyz
towards toward | toward toward | whilst while | amongst among | learnt learn | burnt burn | adviser advisor | ax axe | thru through | tho though | til until | protestor protester | counterprotestor counterprotester | kidnaper kidnapper | worshiper worshipper
`

const americanStems = new Map(
  britishAmericanPairs
    .trim()
    .split(/[|\n]/)
    .map((pair): [string, string] => {
      const [british = '', us = ''] = pair.trim().split(' ')
      return [british, us]
    }),
)

// Words that end in -ise or -isation on both sides of the ocean.
const alwaysS =
  /^(?:advis|advertis|aris|compris|compromis|demis|despis|devis|disguis|enterpris|excis|exercis|expertis|franchis|improvis|merchandis|premis|promis|revis|supervis|surpris|televis|otherwis|likewis|paradis|treatis|precis|concis|crisis|basis|thesis|analysis|hypothesis|emphasis|tenis|tennis|metropolis|diagnosis|surmis|incis|circumcis|chastis)/

/** The stem as American spelling has it; any other stem as it is. */
export function americanStem(stem: string): string {
  const american = americanStems.get(stem)
  if (american !== undefined) return american
  if (stem.length >= 6 && /is(?:ation|er)?$/.test(stem) && !alwaysS.test(stem))
    return stem.replace(/is(?=(?:ation|er)?$)/, 'iz')
  return stem
}

// Near in letters, and never one mistaken for another.
const distinctWord =
  /east|west|north|south|^(?:austria|australia|slovakia|slovenia|sloveni|slovak|mauriti|convict|convinc|accept|except|injur|insur|affect|effect|increas|decreas|includ|exclud|suspend|suspect|augusta?$|march$|match$|marsh$|could|cloud|thirt|thirst|below$|bellow)/

/** Whether two words are near in letters, and each a word of its own: east and west, Austria and Australia. */
export function areDistinctWords(one: string, other: string): boolean {
  return distinctWord.test(one) && distinctWord.test(other)
}

/** Whether two words are so near in letters that one is the other mistyped. Takes lower case. */
export function isMistyped(one: string, other: string): boolean {
  const longer = Math.max(one.length, other.length)
  if (areDistinctWords(one, other)) return false
  if (longer > 40 || Math.abs(one.length - other.length) > 2) return false
  if (longer < 5) return longer >= 3 && one !== other && sortedLetters(one) === sortedLetters(other)
  if (one[0] !== other[0] && one[1] !== other[0] && one[0] !== other[1]) return false
  const edits = editDistance(one, other)
  return edits <= 1 || (edits === 2 && longer >= 8)
}

/** Whether one word is the other with a letter missing within it or two neighbours swapped: closer than `isMistyped`. */
export function isSingleTypo(one: string, other: string): boolean {
  if (one[0] !== other[0] || one.startsWith(other) || other.startsWith(one) || !isMistyped(one, other)) return false
  return editDistance(one, other) === 1 && (one.length !== other.length || sortedLetters(one) === sortedLetters(other))
}

function sortedLetters(word: string): string {
  return [...word].sort().join('')
}

/** Edit distance with swaps of neighbours (Damerau 1964, optimal string alignment). Short words only. */
export function editDistance(one: string, other: string): number {
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    for (let column = 1; column <= other.length; column++) {
      const cost = one[row - 1] === other[column - 1] ? 0 : 1
      let best = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + cost)
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (swapped) best = Math.min(best, (before[column - 2] ?? 0) + 1)
      current.push(best)
    }
    before = last
    last = current
  }
  return last[other.length] ?? 0
}
