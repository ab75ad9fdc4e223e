import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unsafeCharacter } from '../helpers/unsafe-character.ts'
import { otherServiceCommand, parseRunnerCommands, removeInvisible } from '../reporters/check/runner-commands.ts'
import type { CommandResult } from './run-commands.ts'
import { type Sandbox, secretText } from './sandbox.ts'

/** What a text holds that whoever shows it would obey; null where there is nothing. */
export function findInjectedCommand(text: string): string | null {
  const control = unsafeCharacter.exec(text)
  if (control)
    return `U+${control[0].codePointAt(0)?.toString(16)} in ${JSON.stringify(contextAt(text, control.index))}`
  const ownTitle = /^VAR\d{3} [a-z-]+$/
  const foreign = parseRunnerCommands(removeInvisible(text)).find(
    ({ name, properties: { title = '', line = '1' } }) =>
      !/^(?:error|warning|notice)$/.test(name) ||
      !(ownTitle.test(title) || title === 'variorum check') ||
      !/^\d+$/.test(line),
  )
  if (foreign) return `the command ${JSON.stringify(foreign)}`
  return otherServiceCommand.test(text) ? 'a command of another service' : null
}

/** The record itself, to the byte: it is kept, and not shown to anybody. */
function isRawOutput(name: string): boolean {
  return name.includes('--raw') || name.startsWith('export')
}

/** What a table for spreadsheets has of its own: a mark at its beginning, and a return at the end of each line. */
function withoutCsvOwn(text: string): string {
  return text.replace(/^\u{feff}/u, '').replaceAll('\r\n', '\n')
}

function contextAt(text: string, index: number): string {
  return text.slice(Math.max(0, index - 20), index + 20)
}

/**
 * What is told and must not be: what terminals and runners of CI services would obey, texts from outside of the repository, and
 * texts that nobody asked for.
 */
export function forbiddenOutput(
  ran: readonly CommandResult[],
  sandbox: Sandbox,
  forbiddenTexts: readonly string[],
): string[] {
  const outputs = ran.map(({ name, stdout, stderr }) => ({
    name,
    text: isRawOutput(name) ? stderr : `${stdout}\n${stderr}`,
    all: stdout + stderr,
  }))
  const reports = readdirSync(sandbox.reports).map((name) => {
    const all = readFileSync(join(sandbox.reports, name), 'utf8')
    return { name, text: isRawOutput(name) ? '' : name.endsWith('.csv') ? withoutCsvOwn(all) : all, all }
  })
  return [...outputs, ...reports].flatMap(({ name, text, all }) => {
    const leakedTexts = [secretText, ...forbiddenTexts].filter((one) => all.includes(one))
    const command = findInjectedCommand(text)
    return [
      ...leakedTexts.map((one) => `${name} tells ${one}`),
      ...(command === null ? [] : [`${name} gives ${command}`]),
    ]
  })
}
