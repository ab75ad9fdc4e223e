import type { RenderOptions } from '../reporters/render-options.ts'
import { renderBlock, renderLabelled } from '../reporters/terminal/block.ts'
import { plainSpan, type Span } from '../reporters/terminal/spans.ts'
import { allCommands, type Command, commandGroups } from './command-table.ts'
import { builtInFlags, environmentVariables, exitCodes, globalOptions } from './global-options.ts'
import type { CommandOption } from './option-types.ts'

const groupWidth = 10
const flagWidth = 26
const overviewExamples = [
  ['variorum import', 'record the history of the repository around the archive'],
  ['variorum audit --severity factual', 'title changes with other facts'],
] as const

/** The overview: examples, commands by group, global flags, environment, exit codes. */
export function renderOverview(options: RenderOptions, version: string): string {
  const paragraph = (...spans: Span[]) => `\n${renderBlock(spans, options)}`
  return [
    renderBlock(
      [['strong', `variorum ${version}`], plainSpan('  Every published wording, kept and comparable.')],
      options,
    ),
    `\n${renderExamples(overviewExamples, options)}`,
    paragraph(plainSpan('Usage: variorum [COMMAND] [flags]      a bare "variorum" prints the state of the archive')),
    '\n',
    ...commandGroups.map((group) => renderGroup(group, options)),
    paragraph(plainSpan("EVENT is a page's path, a slug, an event id, or words that fit one title.")),
    renderBlock([plainSpan('@N is a version: @1, @-1, @2017-08-27.')], options),
    renderGlobalFlags('', options),
    paragraph(['heading', 'Environment'], plainSpan('  a flag wins over it; it wins over variorum.config.json')),
    ...Object.entries(environmentVariables).map(([name, text]) => renderRow(name, text, options)),
    renderExitCodes(options),
  ].join('')
}

/** One command's help, its examples first. */
export function renderCommandHelp(command: Command, options: RenderOptions): string {
  const usage = ['Usage: variorum', command.name, ...command.args, '[flags]'].join(' ')
  return [
    renderBlock([['strong', `variorum ${command.name}`], plainSpan(`  ${command.summary}`)], options),
    `\n${renderExamples(command.examples, options)}`,
    `\n${renderBlock([plainSpan(usage)], options, [0, 7])}`,
    `\n${renderBlock([plainSpan(command.description)], options)}`,
    command.options.length === 0 ? '' : `\n${renderBlock([['heading', 'Flags']], options)}`,
    ...command.options.map((option) => renderFlag(option, options)),
    renderGlobalFlags(`  formats of this command: ${command.formats.join(', ')}`, options),
    renderExitCodes(options),
  ].join('')
}

function renderGroup(group: string, options: RenderOptions): string {
  const nameWidth = Math.max(...allCommands.map((command) => signatureOf(command).length)) + 2
  return allCommands
    .filter((command) => command.group === group)
    .map((command, index) => {
      const head: Span = ['quiet', (index === 0 ? group : '').padEnd(groupWidth)]
      const name: Span = ['strong', signatureOf(command).padEnd(nameWidth)]
      return renderLabelled([head, name], [plainSpan(command.summary)], groupWidth + nameWidth, options)
    })
    .join('')
}

function signatureOf({ name, args }: Command): string {
  return [name, ...args].join(' ')
}

function renderExamples(examples: Command['examples'], options: RenderOptions): string {
  const prompt: Span = ['quiet', '$ ']
  return examples
    .map(
      ([command, what]) =>
        renderBlock([prompt, ['path', command]], options, [2, 6]) + renderBlock([['quiet', `# ${what}`]], options, 4),
    )
    .join('')
}

function renderGlobalFlags(note: string, options: RenderOptions): string {
  return [
    `\n${renderBlock([['heading', 'Flags of every command'], plainSpan(note)], options)}`,
    ...globalOptions.map((option) => renderFlag(option, options)),
    ...builtInFlags.map(([flags, text]) => renderRow(flags, text, options)),
  ].join('')
}

function renderFlag({ flags, description, choices }: CommandOption, options: RenderOptions): string {
  return renderRow(flags, choices === undefined ? description : `${description}: ${choices.join(', ')}`, options)
}

function renderRow(name: string, text: string, options: RenderOptions): string {
  const indented = name.startsWith('--') ? `    ${name}` : name
  const lead = `  ${indented.padEnd(flagWidth)}  `
  return renderLabelled([plainSpan(lead)], [plainSpan(text)], lead.length, options)
}

function renderExitCodes(options: RenderOptions): string {
  return [
    `\n${renderBlock([['heading', 'Exit codes']], options)}`,
    ...exitCodes.map(([code, meaning]) => renderRow(`${code}`, meaning, options)),
  ].join('')
}
