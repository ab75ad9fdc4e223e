import { type RuleIdentity, ruleCatalogue } from '../model/rules.ts'

/** All codes and names: each of them identifies a rule in the config, in an allowance and for `explain`. */
export const ruleCodesAndNames: readonly string[] = ruleCatalogue.flatMap(({ code, name }) => [code, name])

/** `VAR101 title-change-unrecorded`, for each rule. */
export const ruleLabels: readonly string[] = ruleCatalogue.map(({ code, name }) => `${code} ${name}`)

/**
 * Finds a rule without loading its code.
 * @param text a code or a name, in upper or lower case
 */
export function findRule(text: string): RuleIdentity | undefined {
  const word = text.trim().toLowerCase()
  return ruleCatalogue.find(({ code, name }) => code.toLowerCase() === word || name === word)
}
