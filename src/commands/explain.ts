import { readFile } from 'node:fs/promises'
import { ruleCatalogue as rules } from '../model/rules.ts'
import type { Rule } from '../rules/rule.ts'

/** A rule with its documentation page, in Markdown. */
export interface RuleDocumentation extends Pick<Rule, 'code' | 'name' | 'severity' | 'summary'> {
  readonly page: string
}

/**
 * Reads the page of a rule from the documentation, which the package contains.
 * @param code the code of an existing rule
 */
export async function explain(code: string): Promise<RuleDocumentation> {
  const rule = rules.find((one) => one.code === code)
  if (rule === undefined) throw new Error(`There is no rule ${code}`)
  const { name, severity, summary } = rule
  const page = await readFile(new URL(`../../docs/reference/rules/${name}.md`, import.meta.url), 'utf8')
  return { code, name, severity, summary, page }
}
