import type { ClauseRules } from '../language.ts'

const direction = /^(?:north|south|east|west)(?:east|west)?(?:ern)?$/
const nounPredecessor =
  /\b(?:the|a|an|this|that|these|those|its|his|her|their|of|to|by|for|from|after|with|on|in|despite|amid|following|any|all|no|is|are|was|were|be|been|being)$/i
const clauseOpener = /^(?:that|which|but|as|after|while|when|because|where)$/i
const detailOpener = /^(?:and|with|who|which|including|despite|after|because|while|although|but|as|leaving|killing)$/i

/** The grammar of English clauses. */
export const clauseRules: ClauseRules = {
  isSplitEnding: (word) => word.startsWith("n'"),
  possessiveEnding: "'s",
  isDirection: (word) => direction.test(word),
  isParticiple: (word) => word.endsWith('ing'),
  precedesNoun: (word) => nounPredecessor.test(word),
  opensClause: (word) => clauseOpener.test(word),
  opensDetail: (word) => detailOpener.test(word),
  opensQuestion: (word) => /^(?:whether|if)$/i.test(word),
  isPlural: (word) => /[^su]s$/.test(word),
  isSingularVerb: (word) => /^\p{Ll}+s$/u.test(word),
  isFuturePhrase: (key, text) => key === 'hedge:expected' || (key === 'function:will' && text !== 'to be'),
  isReportedFuture: (key) => key === 'function:would',
}
