import { explain, type RulePage } from '../../commands/explain.ts'
import { VariorumError } from '../../model/errors.ts'
import { document } from '../../reporters/json/document.ts'
import type { Reporter } from '../../reporters/look.ts'
import { rulePageText, rulesText } from '../../reporters/text/explain.ts'
import { rules } from '../../rules/index.ts'
import { ruleOf, ruleTitles, ruleWords } from '../../rules/names.ts'
import { didYouMean } from '../arguments/nearest.ts'
import type { Run } from '../run.ts'
import { emit } from '../terminal/emit.ts'

export const run: Run = async (call) => {
  const [named] = call.args
  const outputs = await call.outputs()
  if (named === undefined) {
    const listed = rules.map(({ code, name, severity, summary }) => ({ code, name, severity, summary }))
    const list = listed.map(({ code, name, severity, summary }) => `| ${code} | ${name} | ${severity} | ${summary} |\n`)
    await emit(outputs, listed, {
      text: rulesText,
      json: () => document({ rules: listed }),
      markdown: () => `| code | name | severity | what it asks for |\n| --- | --- | --- | --- |\n${list.join('')}`,
    })
    return 0
  }
  const rule = ruleOf(named)
  if (rule === undefined) {
    throw new VariorumError('usage', `There is no rule "${named}".`, {
      advice: didYouMean(named, ruleWords, ruleTitles),
    })
  }
  const json: Reporter<RulePage> = ({ code, name, severity, summary, page }) =>
    document({ code, name, severity, summary, page })
  await emit(outputs, await explain(rule.code), { text: rulePageText, json, markdown: ({ page }) => page })
  return 0
}
