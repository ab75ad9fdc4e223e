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
