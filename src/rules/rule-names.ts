/** Every rule's code and name: light to load, for whoever only has to know what there is. */
const ruleNames = [
  ['VAR101', 'title-change-unrecorded'],
  ['VAR102', 'changes-missing-version'],
  ['VAR103', 'changes-altered'],
  ['VAR104', 'changes-malformed'],
  ['VAR105', 'changes-dead-link'],
  ['VAR106', 'changes-current-mismatch'],
  ['VAR110', 'path-changed-without-link'],
  ['VAR111', 'duplicate-event'],
  ['VAR112', 'slug-title-mismatch'],
  ['VAR113', 'day-mismatch'],
  ['VAR120', 'factual-title-change'],
  ['VAR121', 'silent-title-change'],
  ['VAR130', 'source-missing'],
  ['VAR131', 'source-duplicate'],
  ['VAR132', 'source-removed'],
  ['VAR133', 'link-broken'],
  ['VAR140', 'front-matter-unreadable'],
  ['VAR141', 'encoding-invalid'],
  ['VAR142', 'bidi-control'],
  ['VAR143', 'page-unreadable'],
  ['VAR144', 'section-duplicated'],
  ['VAR150', 'bulk-change'],
  ['VAR160', 'history-cut'],
] as const

/** Either of which may be said for a rule. */
export const ruleCodesAndNames: readonly string[] = ruleNames.flat()

/** Code and name of each, for a list. */
export const ruleLabels: readonly string[] = ruleNames.map(([code, name]) => `${code} ${name}`)

/** The rule that a code or a name means, whatever the case; undefined where there is none. */
export function findRule(text: string): { readonly code: string; readonly name: string } | undefined {
  const word = text.trim().toLowerCase()
  const found = ruleNames.find(([code, name]) => code.toLowerCase() === word || name === word)
  return found && { code: found[0], name: found[1] }
}
