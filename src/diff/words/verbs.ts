import { stem } from './stems.ts'

/** Verbs (and nouns) of saying, as stems. */
export const speech: ReadonlySet<string> = stems(
  'say claim report assert allege admit acknowledge reveal state confirm insist maintain',
)

// States of affairs and the words that tell them. A change between two lines is a change of status.
const lines = `
dead: kill die dead death fatal fatally murder assassinate slain
hurt: injure wound hurt injury
missing: missing disappear vanish
held: arrest detain capture custody detention
charged: charge indict
convicted: convict guilty
acquitted: acquit
sentenced: sentence jail imprison
freed: release free
fled: escape flee
out: resign fire sack dismiss oust quit
suspended: suspend
chosen: appoint elect win choose victory
beaten: defeat lose
future: will plan intend intent schedule propose expect prepare consider seek upcoming
adopted: approve pass adopt enact sign ratify
refused: reject veto refuse
called off: cancel postpone
delayed: delay
banned: ban prohibit outlaw
lifted: lift repeal revoke overturn reverse reinstate restore
accused: accuse suspect
hospital: hospital hospitalize hospitalise critical
evacuated: evacuate
contained: contain extinguish
taken: seize recapture retake
surrounded: surround besiege
agreed: agree agreement deal
talks: negotiate negotiation talk
struck down: strike
threatened: threaten warn
weakened: weaken downgrade dissipate
strengthened: strengthen upgrade intensify
qualified: qualify advance
eliminated: eliminate disqualify
withdrawn: withdraw
resumed: resume continue
confirmed: confirm
declared: declare
begun: begin start launch open
ended: end finish conclude complete close
found: find locate
recovered: recover
inaugurated: inaugurate sworn
nominated: nominate candidate
attacked: attack
ended badly: fail
identified: identify
announced: announce
survived: survive rescue
crashed: crash collapse explode
able: able
`

const states = new Map(
  lines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const colon = line.indexOf(':')
      return [...stems(line.slice(colon + 2))].map((word): [string, string] => [word, line.slice(0, colon)])
    }),
)

/** The state of affairs that a stem tells, or null. */
export function stateOf(word: string): string | null {
  return states.get(word) ?? null
}

/** Words that describe a person already named, and name nobody. */
export const titles: ReadonlySet<string> = new Set(
  'mr mrs ms dr sir lord lady president prime minister vice governor senator congressman congresswoman representative mayor chancellor king queen prince princess pope general colonel captain judge justice secretary chairman chairwoman chair leader former acting hurricane city province state republic'.split(
    ' ',
  ),
)

function stems(words: string): Set<string> {
  return new Set(words.split(' ').map(stem))
}
