import type { Look } from '../reporters/look.ts'
import { block, hanging } from '../reporters/terminal/block.ts'
import { plain, type Span } from '../reporters/terminal/spans.ts'
import {
  type Command,
  commands,
  exitCodes,
  globalOptions,
  groups,
  helpCommand,
  type Option,
  ownFlags,
} from './command-table.ts'
import { environmentNames } from './config/settings.ts'

const groupWidth = 10
const flagWidth = 26

/** The overview: commands by group, global flags, two examples, exit codes. */
export function overview(look: Look, version: string): string {
  return [
    block([['strong', `variorum ${version}`], plain('  Every published wording, kept and comparable.')], look),
    `\n${examples(
      [
        ['variorum import', 'record the history of the repository around the archive'],
        ['variorum audit --severity factual', 'titles whose facts changed'],
      ],
      look,
    )}`,
    `\n${block([plain('Usage: variorum [COMMAND] [flags]      a bare "variorum" says where things stand')], look)}\n`,
    ...groups.map((group) => groupText(group, look)),
    `\n${block([plain("EVENT is a page's path, a slug, an event id, or words that fit one title; @N a version: @1, @-1, @2017-08-27.")], look)}`,
    `\n${block([['heading', 'Flags of every command']], look)}`,
    flags(globalOptions, look),
    `\n${block([['heading', 'Environment'], plain('  stands behind a flag and before variorum.config.json')], look)}`,
    ...Object.entries(environmentNames).map(([name, text]) => row(name, text, look)),
    `\n${exitCodeText(look)}`,
  ].join('')
}

/** One command's help, its examples first. */
export function commandHelp(command: Command, look: Look): string {
  const own =
    command.options.length === 0
      ? []
      : [`\n${block([['heading', 'Flags']], look)}`, flags(command.options, look, false)]
  return [
    block([['strong', `variorum ${command.name}`], plain(`  ${command.summary}`)], look),
    `\n${examples(command.examples, look)}`,
    `\n${block([plain(`Usage: ${usage(command)}`)], look, [0, 7])}`,
    `\n${block([plain(command.about)], look)}`,
    ...own,
    `\n${block([['heading', 'Flags of every command'], plain(`  formats here: ${command.formats.join(', ')}`)], look)}`,
    flags(globalOptions, look),
    `\n${exitCodeText(look)}`,
  ].join('')
}

function usage({ name, args }: Pick<Command, 'name' | 'args'>): string {
  return ['variorum', name, ...args, '[flags]'].join(' ')
}

function groupText(group: string, look: Look): string {
  const all: readonly Command[] = [...commands, helpCommand]
  const own = all.filter((command) => command.group === group)
  const wide = Math.max(...all.map((command) => called(command).length)) + 2
  return own
    .map((command, index) => {
      const head: Span = ['quiet', (index === 0 ? group : '').padEnd(groupWidth)]
      const name: Span = ['strong', called(command).padEnd(wide)]
      return hanging([head, name], [plain(command.summary)], groupWidth + wide, look)
    })
    .join('')
}

function called({ name, args }: Command): string {
  return [name, ...args].join(' ')
}

function examples(pairs: Command['examples'], look: Look): string {
  return pairs
    .map(
      ([command, what]) =>
        block(
          [
            ['quiet', '$ '],
            ['path', command],
          ],
          look,
          [2, 6],
        ) + block([['quiet', `# ${what}`]], look, 4),
    )
    .join('')
}

function flags(options: readonly Option[], look: Look, withOwn = true): string {
  const rows = options.map(({ flags: names, text, choices }) => {
    const list = choices === undefined ? '' : `: ${choices.join(', ')}`
    return row(names, text + list, look)
  })
  return [...rows, ...(withOwn ? ownFlags.map(([names, text]) => row(names, text, look)) : [])].join('')
}

function row(name: string, text: string, look: Look): string {
  const indented = name.startsWith('--') ? `    ${name}` : name
  const own = `  ${indented.padEnd(flagWidth)}  `
  return hanging([plain(own)], [plain(text)], own.length, look)
}

function exitCodeText(look: Look): string {
  const codes = exitCodes.map(([code, meaning]) => `${code} ${meaning}`).join('   ')
  return hanging([['quiet', 'Exit codes  ']], [plain(codes)], 12, look)
}
