import { Command as Commander, CommanderError, Option as CommanderOption } from 'commander'
import { VariorumError } from '../model/errors.ts'
import { type Command, commands, globalOptions, helpCommand, type Option, type Runnable } from './command-table.ts'
import { didYouMean, nearest } from './nearest.ts'
import type { GlobalFlags } from './settings.ts'

/** What the arguments ask for. */
export type Request =
  | { readonly kind: 'help'; readonly command: Command | null; readonly flags: GlobalFlags }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'run'
      readonly command: Runnable
      readonly args: readonly (string | string[] | undefined)[]
      readonly options: Readonly<Record<string, unknown>>
      readonly flags: GlobalFlags
    }

/**
 * Reads the arguments.
 * @throws VariorumError `usage`, with the nearest right word as advice
 */
export function requestOf(argv: readonly string[]): Request {
  const found: { request: Request | null } = { request: null }
  const program = quiet(new Commander('variorum')).helpCommand(false).version('', '-V, --version')
  for (const option of globalOptions) program.addOption(optionOf(option))
  // Commander takes an unknown command for an argument of the bare program: the words are judged here.
  program.argument('[words...]').allowUnknownOption()
  program.action((words: string[]) => {
    refuse(words)
    found.request = { kind: 'run', command: statusCommand(), args: [], options: {}, flags: program.opts() }
  })
  for (const command of commands) {
    const sub = quiet(program.command(command.name))
    for (const name of command.args) sub.argument(argumentOf(name))
    for (const option of command.options) sub.addOption(optionOf(option))
    sub.action(() => {
      const args = sub.processedArgs
      found.request = { kind: 'run', command, args, options: sub.opts(), flags: program.opts() }
    })
  }
  quiet(program.command('help'))
    .argument('[COMMAND]')
    .action((name?: string) => {
      found.request = { kind: 'help', command: name === undefined ? null : named(name), flags: program.opts() }
    })
  try {
    program.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.code === 'commander.version') return { kind: 'version' }
    if (error.code === 'commander.helpDisplayed')
      return { kind: 'help', command: asked(program), flags: program.opts() }
    throw usage(error)
  }
  if (found.request === null) throw new VariorumError('usage', 'Nothing to do.')
  return found.request
}

function quiet(command: Commander): Commander {
  return command
    .exitOverride()
    .configureOutput({ writeOut() {}, writeErr() {} })
    .helpOption('-h, --help')
}

function optionOf({ flags, text, choices, repeatable }: Option): CommanderOption {
  const option = new CommanderOption(flags, text)
  if (choices !== undefined) option.choices([...choices])
  if (repeatable) option.argParser((given: string, before: string[] | undefined) => [...(before ?? []), given])
  return option
}

/** `EVENT` is required, `[EVENT]` optional, `[PATH...]` several. */
function argumentOf(name: string): string {
  return /^\[.*\]$/.test(name) ? name : `<${name}>`
}

/** The words that the bare program was left with: an unknown command, or an unknown flag. */
function refuse(words: readonly string[]): void {
  const [word] = words
  if (word === undefined) return
  if (!word.startsWith('-')) throw unknownCommand(word)
  const flags = globalOptions.flatMap((option) => option.flags.split(', ').map((name) => name.split(' ')[0] ?? ''))
  const near = nearest(word, [...flags, '--help', '--version'])
  throw new VariorumError('usage', `Unknown flag "${word}".`, {
    advice: near === null ? '"variorum help" lists the flags.' : `Did you mean ${near}?`,
  })
}

/** Commander shows a command's help without saying which: the operands tell. */
function asked(program: Commander): Command | null {
  const [word] = program.args
  return [...commands, helpCommand].find(({ name }) => name === word) ?? null
}

function statusCommand(): Runnable {
  const [first] = commands
  if (first === undefined) throw new Error('no commands')
  return first
}

function named(name: string): Command {
  const command = [...commands, helpCommand].find((one) => one.name === name)
  if (command === undefined) throw unknownCommand(name)
  return command
}

function unknownCommand(word: string): VariorumError {
  const near = nearest(
    word,
    [...commands, helpCommand].map(({ name }) => name),
  )
  return new VariorumError('usage', `Unknown command "${word}".`, {
    advice: near === null ? '"variorum help" lists the commands.' : `Did you mean "variorum ${near}"?`,
  })
}

function usage({ message, code }: CommanderError): VariorumError {
  const [first = '', ...rest] = message.replace(/^error: /, '').split('\n')
  const suggestion = rest.map((line) => line.replace(/^\((.*)\)$/, '$1')).join(' ')
  const text = sentence(
    first
      .replaceAll("'", '"')
      .replace('unknown option', 'unknown flag')
      .replace(/\boption /, 'flag '),
  )
  if (code === 'commander.invalidArgument') {
    const [, given = '', choices = ''] = /argument "(.*)" is invalid\. Allowed choices are (.*)\.$/.exec(text) ?? []
    if (choices !== '') return new VariorumError('usage', text, { advice: didYouMean(given, choices.split(', ')) })
  }
  const excess = code === 'commander.excessArguments' ? 'Words that belong together need quotes.' : ''
  return new VariorumError('usage', text, { advice: suggestion || excess || 'Add -h for the help of this command.' })
}

function sentence(text: string): string {
  const capital = text.slice(0, 1).toUpperCase() + text.slice(1)
  return /[.?!]$/.test(capital) ? capital : `${capital}.`
}
