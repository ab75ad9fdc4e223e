import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unsafeCharacter } from '../helpers/unsafe-character.ts'
import { otherServiceCommand, parseRunnerCommands, removeInvisible } from '../reporters/check/runner-commands.ts'
import type { CommandResult } from './run-commands.ts'
import { type Sandbox, secretText } from './sandbox.ts'

/** Finds a control character or a CI service command in a text. @returns a description, or null */
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

/** Whether a command writes stored bytes unchanged. Such output is not checked for control characters. */
function isRawOutput(name: string): boolean {
  return name.includes('--raw') || name.startsWith('export')
}

/** Removes the byte order mark and the carriage returns of the CSV format. */
function withoutCsvOwn(text: string): string {
  return text.replace(/^\u{feff}/u, '').replaceAll('\r\n', '\n')
}

function contextAt(text: string, index: number): string {
  return text.slice(Math.max(0, index - 20), index + 20)
}

/**
 * Lists forbidden parts of the output: commands for terminals or CI services, and texts that must not be read.
 * @param forbiddenTexts texts beside the secret outside the repository
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
      ...leakedTexts.map((one) => `${name} shows ${one}`),
      ...(command === null ? [] : [`${name} prints ${command}`]),
    ]
  })
}
