import { editDistance } from '../../text/edit-distance.ts'

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
    .map((pair) => pair.trim().split(' ') as [british: string, american: string]),
)

// Words that end in -ise or -isation in American spelling too.
const alwaysS =
  /^(?:advis|advertis|aris|compris|compromis|demis|despis|devis|disguis|enterpris|excis|exercis|expertis|franchis|improvis|merchandis|premis|promis|revis|supervis|surpris|televis|otherwis|likewis|paradis|treatis|precis|concis|crisis|basis|thesis|analysis|hypothesis|emphasis|tenis|tennis|metropolis|diagnosis|surmis|incis|circumcis|chastis)/

/** The American spelling of a stem. */
export function americanStem(stem: string): string {
  const american = americanStems.get(stem)
  if (american !== undefined) return american
  if (stem.length >= 6 && /is(?:ation|er)?$/.test(stem) && !alwaysS.test(stem))
    return stem.replace(/is(?=(?:ation|er)?$)/, 'iz')
  return stem
}

// Words with similar letters and different meanings.
const distinctWord =
  /east|west|north|south|^(?:austria|australia|slovakia|slovenia|sloveni|slovak|mauriti|convict|convinc|accept|except|injur|insur|affect|effect|increas|decreas|includ|exclud|suspend|suspect|augusta?$|march$|match$|marsh$|could|cloud|thirt|thirst|below$|bellow)/

/** Whether two words have similar letters and different meanings: east and west, Austria and Australia. */
export function areDistinctWords(one: string, other: string): boolean {
  return distinctWord.test(one) && distinctWord.test(other)
}

/** Whether one word is probably the other with a typing error. Takes lower case. */
export function isMistyped(one: string, other: string): boolean {
  const longer = Math.max(one.length, other.length)
  if (areDistinctWords(one, other)) return false
  if (longer > 40 || Math.abs(one.length - other.length) > 2) return false
  if (longer < 5) return longer >= 3 && one !== other && sortedLetters(one) === sortedLetters(other)
  if (one[0] !== other[0] && one[1] !== other[0] && one[0] !== other[1]) return false
  const edits = editDistance(one, other)
  return edits <= 1 || (edits === 2 && longer >= 8)
}

/** Whether a word lacks one inner letter of the other, or has two neighbours swapped. Stricter than `isMistyped`. */
export function isSingleTypo(one: string, other: string): boolean {
  if (one[0] !== other[0] || one.startsWith(other) || other.startsWith(one) || !isMistyped(one, other)) return false
  return editDistance(one, other) === 1 && (one.length !== other.length || sortedLetters(one) === sortedLetters(other))
}

function sortedLetters(word: string): string {
  return [...word].sort().join('')
}
