import type { RenderOptions } from '../reporters/render-options.ts'
import { renderBlock, renderLabelled } from '../reporters/terminal/block.ts'
import { plainSpan, type Span } from '../reporters/terminal/spans.ts'
import { allCommands, type Command, commandGroups } from './command-table.ts'
import { builtInFlags, environmentVariables, exitCodes, globalOptions } from './global-options.ts'
import type { CommandOption } from './option-types.ts'

const groupWidth = 10
const flagWidth = 26

/** The overview: commands by group, global flags, two examples, exit codes. */
export function renderOverview(renderOptions: RenderOptions, version: string): string {
  return [
    renderBlock(
      [['strong', `variorum ${version}`], plainSpan('  Every published wording, kept and comparable.')],
      renderOptions,
    ),
    `\n${renderExamples(
      [
        ['variorum import', 'record the history of the repository around the archive'],
        ['variorum audit --severity factual', 'title changes with other facts'],
      ],
      renderOptions,
    )}`,
    `\n${renderBlock([plainSpan('Usage: variorum [COMMAND] [flags]      a bare "variorum" prints the state of the archive')], renderOptions)}\n`,
    ...commandGroups.map((group) => renderGroup(group, renderOptions)),
    `\n${renderBlock([plainSpan("EVENT is a page's path, a slug, an event id, or words that fit one title. @N is a version: @1, @-1, @2017-08-27.")], renderOptions)}`,
    `\n${renderBlock([['heading', 'Flags of every command']], renderOptions)}`,
    renderFlags(globalOptions, renderOptions),
    `\n${renderBlock([['heading', 'Environment'], plainSpan('  a flag wins over it; it wins over variorum.config.json')], renderOptions)}`,
    ...Object.entries(environmentVariables).map(([name, text]) => renderRow(name, text, renderOptions)),
    `\n${renderExitCodes(renderOptions)}`,
  ].join('')
}

/** One command's help, its examples first. */
export function renderCommandHelp(command: Command, renderOptions: RenderOptions): string {
  const optionLines =
    command.options.length === 0
      ? []
      : [`\n${renderBlock([['heading', 'Flags']], renderOptions)}`, renderFlags(command.options, renderOptions, false)]
  return [
    renderBlock([['strong', `variorum ${command.name}`], plainSpan(`  ${command.summary}`)], renderOptions),
    `\n${renderExamples(command.examples, renderOptions)}`,
    `\n${renderBlock([plainSpan(`Usage: ${usageLine(command)}`)], renderOptions, [0, 7])}`,
    `\n${renderBlock([plainSpan(command.description)], renderOptions)}`,
    ...optionLines,
    `\n${renderBlock([['heading', 'Flags of every command'], plainSpan(`  formats of this command: ${command.formats.join(', ')}`)], renderOptions)}`,
    renderFlags(globalOptions, renderOptions),
    `\n${renderExitCodes(renderOptions)}`,
  ].join('')
}

function usageLine({ name, args }: Pick<Command, 'name' | 'args'>): string {
  return ['variorum', name, ...args, '[flags]'].join(' ')
}

function renderGroup(group: string, renderOptions: RenderOptions): string {
  const groupCommands = allCommands.filter((command) => command.group === group)
  const nameWidth = Math.max(...allCommands.map((command) => signatureOf(command).length)) + 2
  return groupCommands
    .map((command, index) => {
      const head: Span = ['quiet', (index === 0 ? group : '').padEnd(groupWidth)]
      const name: Span = ['strong', signatureOf(command).padEnd(nameWidth)]
      return renderLabelled([head, name], [plainSpan(command.summary)], groupWidth + nameWidth, renderOptions)
    })
    .join('')
}

function signatureOf({ name, args }: Command): string {
  return [name, ...args].join(' ')
}

function renderExamples(pairs: Command['examples'], renderOptions: RenderOptions): string {
  return pairs
    .map(
      ([command, what]) =>
        renderBlock(
          [
            ['quiet', '$ '],
            ['path', command],
          ],
          renderOptions,
          [2, 6],
        ) + renderBlock([['quiet', `# ${what}`]], renderOptions, 4),
    )
    .join('')
}

function renderFlags(options: readonly CommandOption[], renderOptions: RenderOptions, withBuiltIn = true): string {
  const rows = options.map(({ flags: names, description, choices }) => {
    const list = choices === undefined ? '' : `: ${choices.join(', ')}`
    return renderRow(names, description + list, renderOptions)
  })
  return [
    ...rows,
    ...(withBuiltIn ? builtInFlags.map(([names, text]) => renderRow(names, text, renderOptions)) : []),
  ].join('')
}

function renderRow(name: string, text: string, renderOptions: RenderOptions): string {
  const indented = name.startsWith('--') ? `    ${name}` : name
  const lead = `  ${indented.padEnd(flagWidth)}  `
  return renderLabelled([plainSpan(lead)], [plainSpan(text)], lead.length, renderOptions)
}

function renderExitCodes(renderOptions: RenderOptions): string {
  const codes = exitCodes.map(([code, meaning]) => `${code} ${meaning}`).join('   ')
  return renderLabelled([['quiet', 'Exit codes  ']], [plainSpan(codes)], 12, renderOptions)
}
