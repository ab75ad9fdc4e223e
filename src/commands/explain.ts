import { readFile } from 'node:fs/promises'
import { rules } from '../rules/index.ts'
import type { Rule } from '../rules/rule.ts'

/** A rule with its documentation page, in Markdown. */
export interface RuleDocumentation extends Pick<Rule, 'code' | 'name' | 'severity' | 'summary'> {
  readonly page: string
}

/**
 * Reads the documentation page of a rule.
 * @param code an existing rule code
 */
export async function explain(code: string): Promise<RuleDocumentation> {
  const rule = rules.find((one) => one.code === code)
  if (rule === undefined) throw new Error(`There is no rule ${code}`)
  const { name, severity, summary } = rule
  const page = await readFile(new URL(`../rules/docs/${name}.md`, import.meta.url), 'utf8')
  return { code, name, severity, summary, page }
}
