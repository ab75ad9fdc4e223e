import { explain, type RuleDocumentation } from '../../commands/explain.ts'
import { VariorumError } from '../../model/errors.ts'
import { ruleCatalogue as rules } from '../../model/rules.ts'
import { jsonDocument } from '../../reporters/json/document.ts'
import type { Reporter } from '../../reporters/render-options.ts'
import { rulePageText, rulesText } from '../../reporters/text/explain.ts'
import { findRule, ruleCodesAndNames, ruleLabels } from '../../rules/rule-names.ts'
import { didYouMean } from '../arguments/nearest-word.ts'
import type { RunCommand } from '../invocation.ts'
import { emit } from '../terminal/emit.ts'

export const run: RunCommand<'explain'> = async (invocation) => {
  const [ruleName] = invocation.args
  const outputs = await invocation.openOutputs()
  if (ruleName === undefined) {
    const ruleList = rules.map(({ code, name, severity, summary }) => ({ code, name, severity, summary }))
    const tableRows = ruleList.map(
      ({ code, name, severity, summary }) => `| ${code} | ${name} | ${severity} | ${summary} |\n`,
    )
    await emit(outputs, ruleList, {
      text: rulesText,
      json: () => jsonDocument({ rules: ruleList }),
      markdown: () => `| code | name | severity | what it asks for |\n| --- | --- | --- | --- |\n${tableRows.join('')}`,
    })
    return 0
  }
  const rule = findRule(ruleName)
  if (rule === undefined) {
    const advice = didYouMean(ruleName, ruleCodesAndNames, ruleLabels)
    throw new VariorumError('usage', `There is no rule "${ruleName}".`, { advice })
  }
  const json: Reporter<RuleDocumentation> = ({ code, name, severity, summary, page }) =>
    jsonDocument({ code, name, severity, summary, page })
  await emit(outputs, await explain(rule.code), { text: rulePageText, json, markdown: ({ page }) => page })
  return 0
}
