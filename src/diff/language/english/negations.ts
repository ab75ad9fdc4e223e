/** Words that deny. Group `flip` denies only the word behind it; group `against` denies nothing. */
export const negations = `
no: no | none | nobody | nothing | nowhere | no one | not any
not: not | cannot | n't | never | no longer | not yet | has yet to | have yet to | had yet to | is yet to | are yet to | instead of
neither: neither | nor
without: without | in the absence of
deny: deny | denies | denied | denying | denial | denials | refute | refutes | refuted | refuting | disavow | disavows | disavowed | rules out | ruled out | rule out | ruling out | disclaims | disclaimed | repudiates | repudiated
flip: unable to | is unable to | are unable to | was unable to | were unable to | fail to | fails to | failed to | failing to | failure to | refuse to | refuses to | refused to | refusing to | decline to | declines to | declined to | declining to | lacks | lack of | incapable of | stops short of | barred from | prevented from | instead of | rather than | hardly | barely
against: against
`

/** Phrases that contain a word of other lists and mean something else. */
export const plainPhrases = `
number: no. #
not only: not only | not just | no doubt | no matter | nothing but | no fly | no confidence | no go | no show | no deal | no one's | notwithstanding | non
man's land: no man's land
order: told to | tells to | tell to | telling to | was told to | were told to
`

// Pairs of which one word denies the other, beyond those with a negating prefix.
const oppositePairs = new Set(
  'able unable | for against | favor against | favour against | support oppose | supports opposes | supporting opposing | with without | legal illegal | guilty innocent | approve reject | accept reject | alive dead | possible impossible | allow forbid | allow ban | permit forbid | include exclude | success failure | succeed fail | successful unsuccessful | agree disagree | agree refuse | pass fail | to against | true false | confirm deny | admit deny | acknowledge deny | all no'
    .split(' | ')
    .flatMap((pair) => [pair, pair.split(' ').reverse().join(' ')]),
)

const negatingPrefix =
  /^(?:(?:un|non-?|dis)(?=[a-z]{4})|(?:in|im|il|ir)(?=[a-z]{2,}(?:able|ible|ive|ate|al|ous|ity|ect|ent|ct|id|er)$))/

/** The word without a prefix that denies: able for unable. */
export function withoutNegation(word: string): string {
  return word.replace(negatingPrefix, '')
}

/** Whether one word denies the other: able and unable, guilty and innocent. Takes lower case. */
export function areOpposites(one: string, other: string): boolean {
  if (oppositePairs.has(`${one} ${other}`)) return true
  return one.length !== other.length && (withoutNegation(one) === other || withoutNegation(other) === one)
}
