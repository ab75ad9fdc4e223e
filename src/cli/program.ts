import { Command as Commander, CommanderError, Option as CommanderOption } from 'commander'
import { VariorumError } from '../model/errors.ts'
import { didYouMean, nearest } from './arguments/nearest.ts'
import { type Command, commands, globalOptions, helpCommand, type Option, type Runnable } from './command-table.ts'
import type { GlobalFlags } from './config/settings.ts'

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
    throw usage(error, asked(program))
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
  throw word.startsWith('-') ? unknownFlag(word, null) : unknownCommand(word)
}

/** Commander shows a command's help without saying which: the operands tell. Null for the bare program. */
function asked(program: Commander): Command | null {
  const word = program.args.find((one) => !one.startsWith('-'))
  return word === undefined ? null : named(word)
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

/** What commander found, in our own words. @param command the command that was asked for, null for the bare program */
function usage({ message, code }: CommanderError, command: Command | null): VariorumError {
  const quoted = [...message.matchAll(/'([^']*)'/g)].map(([, text = '']) => text)
  const [subject = ''] = quoted
  const flag = subject.split(' ').find((name) => name.startsWith('--')) ?? subject
  if (code === 'commander.unknownOption') return unknownFlag(subject, command)
  if (code === 'commander.optionMissingArgument') {
    return new VariorumError('usage', `${flag} needs a value.`, { advice: `Write ${subject}. ${helpOf(command)}` })
  }
  if (code === 'commander.invalidArgument') {
    const [, choices = ''] = /Allowed choices are (.*)\.$/.exec(message) ?? []
    const [, given = ''] = quoted
    return new VariorumError('usage', `${flag} cannot be "${given}".`, {
      advice: didYouMean(given, choices.split(', ')),
    })
  }
  if (code === 'commander.missingArgument' && command !== null) {
    return new VariorumError('usage', `"variorum ${command.name}" needs ${subject}.`, {
      advice: `Usage: ${['variorum', command.name, ...command.args].join(' ')}. ${helpOf(command)}`,
    })
  }
  if (code === 'commander.excessArguments' && command !== null) {
    const most = command.args.length
    const takes = most === 0 ? 'no argument' : most === 1 ? 'one argument' : `at most ${most} arguments`
    const given = message.slice(message.lastIndexOf(': ') + 2).replace(/\.$/, '')
    return new VariorumError('usage', `"variorum ${command.name}" takes ${takes}, and was given: ${given}.`, {
      advice: most === 0 ? helpOf(command) : `Words that belong together need quotes. ${helpOf(command)}`,
    })
  }
  return new VariorumError('usage', sentence(message.replace(/^error: /, '')), { advice: helpOf(command) })
}

/** @param command the command that does not know the flag, null for the bare program */
function unknownFlag(flag: string, command: Command | null): VariorumError {
  const name = flag.replace(/=.*$/s, '')
  return new VariorumError('usage', `Unknown flag "${flag}".`, { advice: flagAdvice(name, command) })
}

function flagAdvice(name: string, command: Command | null): string {
  if (name === '--no-color') return 'Did you mean --color never?'
  const format = (command?.formats ?? ['json']).find((one) => name === `--${one}`)
  if (format !== undefined) return `Did you mean --format ${format}?`
  const owner = commands.find(({ options }) => options.some((option) => namesOf(option).includes(name)))
  if (owner !== undefined) return `${name} is a flag of "variorum ${owner.name}". ${helpOf(command)}`
  const known = [...(command?.options ?? []), ...globalOptions].flatMap(namesOf)
  // dashes make no two flags alike, and one letter is near to every other one
  const long = [...known, '--help', '--version'].filter((one) => one.startsWith('--')).map((one) => one.slice(2))
  const near = name.length > 2 ? nearest(name.replace(/^--?/, ''), long) : null
  return near === null ? helpOf(command) : `Did you mean --${near}?`
}

/** `-C`, `--cwd` */
function namesOf({ flags }: Option): string[] {
  return flags.split(', ').map((name) => name.split(' ')[0] ?? '')
}

function helpOf(command: Command | null): string {
  return command === null
    ? '"variorum help" lists commands and flags.'
    : `"variorum ${command.name} -h" shows what it takes.`
}

function sentence(text: string): string {
  const capital = text.slice(0, 1).toUpperCase() + text.slice(1)
  return /[.?!]$/.test(capital) ? capital : `${capital}.`
}
