import { allCommands, type Command, commands, helpCommand } from '../../src/cli/command-table.ts'
import { builtInFlags, environmentVariables, exitCodes, globalOptions } from '../../src/cli/global-options.ts'
import type { CommandOption } from '../../src/cli/option-types.ts'
import { defaultSeverity } from '../../src/diff/titles/class-rules.ts'
import { describeTitleChange } from '../../src/index.ts'
import { type ChangeClass, changeClasses } from '../../src/model/change.ts'
import { errorCodes } from '../../src/model/errors.ts'
import { readingRules } from '../../src/model/finding.ts'
import { rules } from '../../src/rules/index.ts'
import { classExamples } from './class-examples.ts'
import { code, codes, table } from './markdown.ts'

/** The generated parts of the documentation, by the name in their marker comment. */
export const generatedParts: ReadonlyMap<string, string> = new Map([
  ['commands', commandsTable()],
  ...allCommands.map((command): [string, string] => [`command ${command.name}`, commandPart(command)]),
  ['global-flags', globalFlagsTable()],
  ['formats', formatsTable()],
  [
    'exit-codes',
    table(
      ['code', 'meaning'],
      exitCodes.map(([exitCode, meaning]) => [code(`${exitCode}`), meaning]),
    ),
  ],
  [
    'environment',
    table(
      ['variable', 'sets'],
      Object.entries(environmentVariables).map(([name, what]) => [code(name), what]),
    ),
  ],
  ['rules', rulesTable()],
  ['classes', classesTable()],
  ['reading-findings', readingFindingsTable()],
  ['error-codes', errorCodes.map((name) => `[${code(name)}](#${name})`).join(' ·\n')],
])

function commandsTable(): string {
  const rows = allCommands.map(({ name, group, summary }) => [
    group,
    `[${code(`variorum ${name}`)}](#variorum-${name})`,
    summary,
  ])
  return table(['group', 'command', 'what it does'], rows)
}

function commandPart({ name, args, formats, options, examples }: Command): string {
  const usage = `Usage: ${code(['variorum', name, ...args].join(' '))}`
  // help ignores --format
  const own = name === helpCommand.name ? `${usage}.` : `${usage}. Formats: ${codes(formats)}.`
  const flags = options.length === 0 ? [] : [flagsTable(options)]
  const longest = Math.max(...examples.map(([line]) => line.length))
  const lines = examples.map(([line, what]) => `${line.padEnd(longest)}  # ${what}`)
  return [own, ...flags, `\`\`\`sh\n${lines.join('\n')}\n\`\`\``].join('\n\n')
}

function globalFlagsTable(): string {
  return flagsTable([
    ...globalOptions,
    ...builtInFlags.map(([flags, text]): CommandOption => ({ flags, description: text })),
  ])
}

function flagsTable(options: readonly CommandOption[]): string {
  const rows = options.map(({ flags, description: text, choices }) => [
    codes(flags.replaceAll(/[<>]/g, '').split(', ')),
    choices === undefined ? text : `${text}: ${codes(choices)}`,
  ])
  return table(['flag', 'meaning'], rows)
}

function formatsTable(): string {
  const archiveCommands: readonly Command[] = commands
  const names = new Set(archiveCommands.flatMap(({ formats }) => formats))
  const rows = [...names].map((format) => {
    const [having, others] = [true, false].map((has) =>
      archiveCommands.filter(({ formats }) => formats.includes(format) === has).map(({ name }) => name),
    )
    const isUsual = others!.length < having!.length / 2
    return [code(format), isUsual ? `all but ${codes(others!)}` : codes(having!)]
  })
  return table(['format', 'commands'], rows)
}

function rulesTable(): string {
  const rows = rules.map(({ code: ruleCode, name, severity, summary }) => [
    `[${ruleCode}](rules/${name}.md)`,
    code(name),
    severity,
    summary,
  ])
  return table(['rule', 'name', 'default', 'what it asks for'], rows)
}

function readingFindingsTable(): string {
  const rows = readingRules
    .map((rule) => [`[${rule.code}](rules/${rule.name}.md)`, code(rule.name), rule.severity])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
  return table(['rule', 'name', 'severity'], rows)
}

function classesTable(): string {
  const rows = changeClasses.map((name) => [code(name), severityOf(name), exampleOf(name)])
  return table(['class', 'usual severity', 'example'], rows)
}

function severityOf(name: ChangeClass): string {
  return name === 'revert' ? 'as the change it undoes' : defaultSeverity(name)
}

/** @throws Error if the example does not have the class */
function exampleOf(name: ChangeClass): string {
  if (name === 'revert') return 'an earlier title returns'
  const [before, after] = classExamples[name]
  const { classes, diff } = describeTitleChange(before, after)
  if (!classes.includes(name))
    throw new Error(`The example of the class ${name} has other classes: ${classes.join(', ')}`)
  const marks = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const
  return code(diff.map(([kind, text]) => marks[kind][0] + text + marks[kind][1]).join(''))
}
