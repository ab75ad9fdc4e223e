import { Command as Commander, CommanderError, Option as CommanderOption } from 'commander'
import { VariorumError } from '../model/errors.ts'
import { didYouMean, nearestWord } from './arguments/nearest-word.ts'
import { allCommands, type Command, type CommandName, commands } from './command-table.ts'
import { type GlobalFlags, globalOptions } from './global-options.ts'
import type { Invocation } from './invocation.ts'
import type { CommandOption } from './option-types.ts'

/** What the arguments ask for. */
export type CliRequest =
  | { readonly kind: 'help'; readonly command: Command | null; readonly flags: GlobalFlags }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'run'
      readonly command: Command & { readonly name: CommandName }
      readonly args: Invocation['args']
      readonly options: Invocation['options']
      readonly flags: GlobalFlags
    }

/**
 * Parses the arguments.
 * @throws VariorumError `usage`, with the nearest known word as advice
 */
export function parseArguments(argv: readonly string[]): CliRequest {
  const result: { request: CliRequest | null } = { request: null }
  const program = withoutOutput(new Commander('variorum')).helpCommand(false).version('', '-V, --version')
  for (const option of globalOptions) program.addOption(toCommanderOption(option))
  // Commander reads an unknown command as an argument of the bare program.
  program.argument('[words...]').allowUnknownOption()
  program.action((words: string[]) => {
    rejectWords(words)
    result.request = { kind: 'run', command: commands[0], args: [], options: {}, flags: program.opts() }
  })
  for (const command of commands) {
    const sub = withoutOutput(program.command(command.name))
    for (const name of command.args) sub.argument(name.startsWith('[') ? name : `<${name}>`)
    for (const option of command.options) sub.addOption(toCommanderOption(option))
    sub.action(() => {
      // commander reads the arguments by the table that the type is derived from
      const args = sub.processedArgs as unknown as Invocation['args']
      result.request = { kind: 'run', command, args, options: sub.opts(), flags: program.opts() }
    })
  }
  withoutOutput(program.command('help'))
    .argument('[COMMAND]')
    .action((name?: string) => {
      result.request = { kind: 'help', command: name === undefined ? null : findCommand(name), flags: program.opts() }
    })
  try {
    program.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.code === 'commander.version') return { kind: 'version' }
    if (error.code === 'commander.helpDisplayed')
      return { kind: 'help', command: requestedCommand(program), flags: program.opts() }
    throw usageError(error, requestedCommand(program))
  }
  if (result.request === null) throw new VariorumError('usage', 'No command was given.')
  return result.request
}

function withoutOutput(command: Commander): Commander {
  return command
    .exitOverride()
    .configureOutput({ writeOut() {}, writeErr() {} })
    .helpOption('-h, --help')
}

function toCommanderOption({ flags, description, choices, repeatable }: CommandOption): CommanderOption {
  const option = new CommanderOption(flags, description)
  if (choices !== undefined) option.choices([...choices])
  if (repeatable) option.argParser((given: string, before: string[] | undefined) => [...(before ?? []), given])
  return option
}

/** Rejects the words after the bare program: an unknown command, or an unknown flag. */
function rejectWords(words: readonly string[]): void {
  const [word] = words
  if (word === undefined) return
  if (!word.startsWith('-')) throw unknownCommandError(word)
  const [message, advice] = unknownFlag(word, null)
  throw new VariorumError('usage', message, { advice })
}

/** The command whose help is requested; null for the bare program. Commander does not report it, so the words are read. */
function requestedCommand(program: Commander): Command | null {
  const word = program.args.find((one) => !one.startsWith('-'))
  return word === undefined ? null : findCommand(word)
}

function findCommand(name: string): Command {
  const command = allCommands.find((one) => one.name === name)
  if (command === undefined) throw unknownCommandError(name)
  return command
}

function unknownCommandError(word: string): VariorumError {
  const names = allCommands.map(({ name }) => name)
  const suggestion = nearestWord(word, names)
  const advice = suggestion === null ? '"variorum help" lists the commands.' : `Did you mean "variorum ${suggestion}"?`
  return new VariorumError('usage', `Unknown command "${word}".`, { advice })
}

/** Rewords an error of commander. @param command the requested command; null for the bare program */
function usageError(error: CommanderError, command: Command | null): VariorumError {
  const [message, advice] = describeUsageError(error, command)
  return new VariorumError('usage', message, { advice })
}

type Usage = readonly [message: string, advice: string]

function describeUsageError({ message, code }: CommanderError, command: Command | null): Usage {
  const quoted = [...message.matchAll(/'([^']*)'/g)].map(([, text = '']) => text)
  const [subject = ''] = quoted
  const flag = subject.split(' ').find((name) => name.startsWith('--')) ?? subject
  const help = helpAdviceOf(command)
  if (code === 'commander.unknownOption') return unknownFlag(subject, command)
  if (code === 'commander.optionMissingArgument') return [`${flag} needs a value.`, `Write ${subject}. ${help}`]
  if (code === 'commander.invalidArgument') {
    const [, choices = ''] = /Allowed choices are (.*)\.$/.exec(message) ?? []
    const [, given = ''] = quoted
    return [`${flag} cannot be "${given}".`, didYouMean(given, choices.split(', '))]
  }
  if (code === 'commander.missingArgument' && command !== null) {
    const usage = ['variorum', command.name, ...command.args].join(' ')
    return [`"variorum ${command.name}" needs ${subject}.`, `Usage: ${usage}. ${help}`]
  }
  if (code === 'commander.excessArguments' && command !== null) {
    const { name, args } = command
    const takes =
      args.length > 1 ? `at most ${args.length} arguments` : args.length > 0 ? 'one argument' : 'no argument'
    const given = message.slice(message.lastIndexOf(': ') + 2).replace(/\.$/, '')
    const quotes = args.length > 0 ? 'Put words that belong together in quotes. ' : ''
    return [`"variorum ${name}" takes ${takes} but got: ${given}.`, quotes + help]
  }
  return [toSentence(message.replace(/^error: /, '')), help]
}

/** @param command the command that does not have the flag; null for the bare program */
function unknownFlag(flag: string, command: Command | null): Usage {
  return [`Unknown flag "${flag}".`, flagAdvice(flag.replace(/=.*$/s, ''), command)]
}

function flagAdvice(name: string, command: Command | null): string {
  if (name === '--no-color') return 'Did you mean --color never?'
  const format = (command?.formats ?? ['json']).find((one) => name === `--${one}`)
  if (format !== undefined) return `Did you mean --format ${format}?`
  const owner = allCommands.find(({ options }) => options.some((option) => flagNamesOf(option).includes(name)))
  if (owner !== undefined) return `${name} is a flag of "variorum ${owner.name}". ${helpAdviceOf(command)}`
  const knownFlags = [...(command?.options ?? []), ...globalOptions].flatMap(flagNamesOf)
  // Dashes do not count as similarity, and every letter is near to every other one.
  const longFlags = [...knownFlags, '--help', '--version'].flatMap((one) => /^--(.*)/.exec(one)?.[1] ?? [])
  const suggestion = name.length > 2 ? nearestWord(name.replace(/^--?/, ''), longFlags) : null
  return suggestion === null ? helpAdviceOf(command) : `Did you mean --${suggestion}?`
}

/** `-C`, `--cwd` */
function flagNamesOf({ flags }: CommandOption): string[] {
  return flags.split(', ').map((name) => name.split(' ')[0] ?? '')
}

function helpAdviceOf(command: Command | null): string {
  return command === null
    ? '"variorum help" lists commands and flags.'
    : `"variorum ${command.name} -h" lists its arguments and flags.`
}

function toSentence(text: string): string {
  const capital = text.slice(0, 1).toUpperCase() + text.slice(1)
  return /[.?!]$/.test(capital) ? capital : `${capital}.`
}
