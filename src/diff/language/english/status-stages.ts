import { wordSet } from '../word-lists.ts'

/**
 * Stages in sequences: `sequence stage: words`. For example, an arrested person may be charged, then convicted. A step
 * within one sequence is a change of status; a step to another sequence is not. With `=`, a word is exactly this form.
 */
export const statusStageLines = `
life missing: missing disappear disappearance vanish unaccounted trap
life hurt: injure wound hurt wounding injury hospitalize hospitalise critical maim
life casualty: casualty victim
life dead: kill die dead death fatal fatality fatally murder assassinate assassination slay killing slain succumb drown perish deadly execute behead
life safe: survive survivor rescue alive unharmed unhurt uninjured
search missing: missing disappear disappearance vanish unaccounted search
search found: find locate discover wreckage
custody accused: accuse accusation allegation
custody sought: manhunt fugitive =wanted warrant
custody held: arrest detain custody detention apprehend nab remand
custody charged: charge indict arraign indictment
custody tried: trial prosecute retrial
custody convicted: convict =guilty conviction
custody acquitted: acquit exonerate acquittal innocent
custody sentenced: sentence =jailed =jails imprison imprisonment sentencing incarcerate incarceration
custody freed: release =freed parole pardon bail
custody fled: escape abscond
custody sent: extradite deport extradition
office candidate: nominate candidate =contests =contested nomination candidacy nominee
office chosen: elect reelect re-elect win victory defeat appoint appointment choose select reelection
office seated: inaugurate =sworn inauguration
office suspended: suspend
office gone: resign oust dismiss sack =fired quit impeach topple overthrow resignation dismissal ouster =steps =stepped retire retirement
law proposed: propose introduce draft proposal
law passed: approve pass adopt approval
law signed: sign enact ratify ratification enactment
law refused: reject veto block refuse rejection defeat
law undone: repeal revoke revocation overturn rescind scrap annul invalidate
law upheld: uphold reinstate restore
plan announced: announce announcement decide
course planned: schedule upcoming
course begun: begin start launch open commence underway
course resumed: resume resumption reopen
course suspended: suspend halt pause
course delayed: delay postpone postponement
course cancelled: cancel cancellation abandon
course ended: end finish conclude complete close
fire burning: burn rage spread
fire contained: contain extinguish
storm strong: strengthen intensify upgrade
storm weak: weaken downgrade dissipate
battle attacked: attack besiege surround encircle siege assault
battle taken: seize seizure capture recapture retake liberate
battle left: withdraw retreat withdrawal
talks held: negotiate negotiation talk
talks agreed: agree agreement deal truce ceasefire
talks failed: collapse fail failure
ban imposed: ban prohibit outlaw impose
ban lifted: lift unblock legalize legalise
contest playing: face play lead
contest won: win beat defeat victory
contest lost: lose
contest drawn: draw tie
contest through: qualify advance
contest out: eliminate disqualify eliminated
claim reported: report allege =identified rumor claim
claim predicted: predict forecast
claim confirmed: confirm verify
claim denied: deny
merger bid: bid offer negotiate
merger done: acquire buy purchase merge takeover
danger threatened: threaten
danger attacked: attack strike
place evacuated: evacuate evacuation
place returned: return
`

/** Sequences in which a new stage beside an old one has followed it. */
export const successionSequences: ReadonlySet<string> = new Set(['custody', 'office', 'search', 'ban'])

/** Words that refer to the future, besides the phrases of the future. */
export const futureWords: ReadonlySet<string> = wordSet(
  'intends intend intent intention intentions schedule scheduled schedules proposes propose proposed upcoming expected expects expect predict predicts predicted predicting considers consider seeks awaits anticipates prepares slated',
)
