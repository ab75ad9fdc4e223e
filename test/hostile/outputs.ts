import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unsafe } from '../helpers/unsafe.ts'
import { commandsIn, otherCommands, withoutShapeless } from '../reporters/check/runner.ts'
import type { Ran } from './running.ts'
import { type Sandbox, secret } from './sandbox.ts'

/** What a text holds that whoever shows it would obey; null where there is nothing. */
export function obeyed(text: string): string | null {
  const control = unsafe.exec(text)
  if (control) return `U+${control[0].codePointAt(0)?.toString(16)} in ${JSON.stringify(around(text, control.index))}`
  const own = /^VAR\d{3} [a-z-]+$/
  const foreign = commandsIn(withoutShapeless(text)).find(
    ({ name, properties: { title = '', line = '1' } }) =>
      !/^(?:error|warning|notice)$/.test(name) ||
      !(own.test(title) || title === 'variorum check') ||
      !/^\d+$/.test(line),
  )
  if (foreign) return `the command ${JSON.stringify(foreign)}`
  return otherCommands.test(text) ? 'a command of another service' : null
}

/** The record itself, to the byte: it is kept, and not shown to anybody. */
function isRecord(name: string): boolean {
  return name.includes('--raw') || name.startsWith('export')
}

/** What a table for spreadsheets has of its own: a mark at its beginning, and a return at the end of each line. */
function withoutCsvOwn(text: string): string {
  return text.replace(/^\u{feff}/u, '').replaceAll('\r\n', '\n')
}

function around(text: string, index: number): string {
  return text.slice(Math.max(0, index - 20), index + 20)
}

/**
 * What is told and must not be: what terminals and runners of CI services would obey, texts from outside of the repository, and
 * texts that nobody asked for.
 */
export function toldWrongly(ran: readonly Ran[], sandbox: Sandbox, untold: readonly string[]): string[] {
  const said = ran.map(({ name, stdout, stderr }) => ({
    name,
    text: isRecord(name) ? stderr : `${stdout}\n${stderr}`,
    all: stdout + stderr,
  }))
  const reports = readdirSync(sandbox.reports).map((name) => {
    const all = readFileSync(join(sandbox.reports, name), 'utf8')
    return { name, text: isRecord(name) ? '' : name.endsWith('.csv') ? withoutCsvOwn(all) : all, all }
  })
  return [...said, ...reports].flatMap(({ name, text, all }) => {
    const told = [secret, ...untold].filter((one) => all.includes(one))
    const command = obeyed(text)
    return [...told.map((one) => `${name} tells ${one}`), ...(command === null ? [] : [`${name} gives ${command}`])]
  })
}
