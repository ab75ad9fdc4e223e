import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parseFormats } from '../../src/cli/arguments/format-argument.ts'
import { builtInFlags, commands, globalOptions, helpCommand } from '../../src/cli/command-table.ts'
import { environmentVariables } from '../../src/cli/config/settings.ts'
import { parseArguments } from '../../src/cli/parse-arguments.ts'
import { changeClasses } from '../../src/model/change.ts'
import { errorCodes } from '../../src/model/errors.ts'
import { readingRules } from '../../src/model/finding.ts'
import { rules } from '../../src/rules/index.ts'
import { runMain } from '../helpers/run-main.ts'
import { temporaryFolder } from '../sources/temporary-folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')

describe('the README', () => {
  it.each([...commands, helpCommand])('has a section for $name, with its arguments and flags', (command) => {
    const section = sectionOf(`### \`variorum ${command.name}\``)
    expect(readme).toContain(`| [\`variorum ${command.name}\`](#variorum-${command.name}) `)
    if (command.args.length > 0) expect(section).toContain(`\`variorum ${command.name} ${command.args.join(' ')}`)
    for (const flag of command.options.flatMap(({ flags }) => namesOf(flags))) expect(section).toContain(`\`${flag}`)
    for (const format of command.name === 'help' ? [] : command.formats) expect(section).toContain(`\`${format}\``)
  })

  it('lists the flags of every command', () => {
    const section = sectionOf('### Flags of every command')
    const flags = [...globalOptions.map(({ flags }) => flags), ...builtInFlags.map(([flags]) => flags)].flatMap(namesOf)
    for (const flag of flags) expect(section).toContain(`\`${flag}`)
  })

  it('names no flag that there is not', () => {
    const known = new Set(
      [
        ...commands.flatMap(({ options }) => options),
        ...globalOptions,
        ...builtInFlags.map(([flags]) => ({ flags })),
      ].flatMap(({ flags }) => namesOf(flags)),
    )
    const rows = [...sectionOf('## Commands').matchAll(/^\| ((?:`-[^`]*`(?:, )?)+) +\|/gm)].map(
      ([, flags = '']) => flags,
    )
    const named = rows.flatMap((flags) => [...flags.matchAll(/`(-[a-zA-Z-]+)/g)].map(([, flag = '']) => flag))
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter((flag) => !known.has(flag))).toEqual([])
  })

  it('says of every class of a change what it is', () => {
    expect(firstCells('## Classes of a change')).toEqual(changeClasses)
  })

  it('says of every finding what to do', () => {
    const rows = rowsOf('## Findings').map(([code, name, severity = '']) => [code, name, severity.split(',')[0]])
    const rules = Object.entries(readingRules).map(([name, { rule, severity }]) => [rule, name, severity])
    expect(rows).toEqual(rules.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)))
  })

  it('lists every rule of the check with its usual severity', () => {
    const rows = rowsOf('## The check').map(([code, name, severity, summary]) => [code, name, severity, summary])
    expect(rows).toEqual(rules.map(({ code, name, severity, summary }) => [code, name, severity, summary]))
  })

  it('says of every error what to do', () => {
    expect(firstCells('## Errors')).toEqual(errorCodes)
  })

  it('explains the exit codes', () => {
    expect(firstCells('## Exit codes')).toEqual(['0', '1', '2', '130'])
  })

  it('lists what the environment sets', () => {
    expect(firstCells('## Settings')).toEqual(Object.keys(environmentVariables))
  })

  it('shows commands that there are, with flags that they take', () => {
    const shown = shownCommands()
    expect(shown.length).toBeGreaterThan(8)
    for (const argv of shown) {
      const request = parseArguments(argv)
      if (request.kind === 'run') parseFormats(request.flags.format ?? [], request.command.formats)
    }
  })

  it('shows an example of the library that runs', () => {
    const [, example = ''] = /```ts\n(.*?)```/s.exec(sectionOf('## Library')) ?? []
    const file = join(temporaryFolder(), 'example.ts')
    writeFileSync(file, example.replace("'variorum'", JSON.stringify(join(root, 'src/index.ts'))))
    const printed = execFileSync(process.execPath, [file], { cwd: root, encoding: 'utf8' })
    const [, shown = ''] = /```ts\n.*?```\n\n```text\n(.*?)```/s.exec(sectionOf('## Library')) ?? []
    expect(unwrapped(printed)).toBe(unwrapped(shown))
  })

  it('shows what the commands print of the bundled archive', async () => {
    const store = join(temporaryFolder(), 'bundled.db')
    const run = async (argv: readonly string[]) =>
      (await runMain(['--store', store, '--color', 'never', ...argv], { cwd: root, tty: true })).stdout
    await run(['import', 'snapshots/journal.ndjson'])
    const blocks = [...readme.matchAll(/```text\n\$ ([^\n]*)\n(.*?)```/gs)]
      .map(([, call = '', shown = '']) => ({ argv: argumentsOf(call) ?? [], shown }))
      // that one is of an archive made up
      .filter(({ argv }) => argv[0] !== 'check')
    expect(blocks.length).toBeGreaterThan(1)
    for (const { argv, shown } of blocks) {
      const [told = '', cut] = shown.split('\n…\n')
      const printed = unwrapped(await run(argv))
      const wanted = unwrapped(told)
      expect(cut === undefined ? printed : printed.slice(0, wanted.length)).toBe(wanted)
    }
  })

  it('links to places that there are', () => {
    const anchors = [...readme.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    )
    const targets = [...readme.matchAll(/\]\(#([^)]*)\)/g)].map(([, target = '']) => target)
    expect(targets.filter((target) => !anchors.includes(target))).toEqual([])
  })
})

/** A heading's part of the README, with those below it. */
function sectionOf(heading: string): string {
  const level = heading.indexOf(' ')
  const [, section] = readme.split(`\n${heading}\n`)
  if (section === undefined) throw new Error(`The README has no heading ${heading}`)
  return section.split(new RegExp(`\n#{1,${level}} `))[0] ?? ''
}

/** The cells of a section's tables, without code marks. */
function rowsOf(heading: string): string[][] {
  return sectionOf(heading)
    .split('\n')
    .filter(
      (line, index, lines) => line.startsWith('| ') && !/^\| -/.test(line) && !/^\| -/.test(lines[index + 1] ?? ''),
    )
    .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| |`| \|$/g, '').trim()))
}

function firstCells(heading: string): string[] {
  return rowsOf(heading).map(([first = '']) => first)
}

/** `--store <URL>` names `--store`. */
function namesOf(flags: string): string[] {
  return flags.split(', ').map((flag) => flag.split(' ')[0] ?? '')
}

/** The arguments of every call of the program, in blocks of shell and between code marks. */
function shownCommands(): string[][] {
  const blocks = [...readme.matchAll(/```(?:sh|text)\n(.*?)```/gs)].map(([, block = '']) => block)
  const lines = blocks.flatMap((block) => block.split('\n')).map((line) => line.replace(/^\$ /, ''))
  const inText = [...readme.matchAll(/`(variorum [^`\n]*)`/g)]
    .map(([, call = '']) => call)
    .filter((call) => call !== 'variorum ARGS')
    // a command's bare name
    .map((call) => call.replace(/^variorum (\w+)$/, 'variorum help $1'))
  return [...lines, ...inText].flatMap((line) => {
    const argv = argumentsOf(line)
    return argv === null ? [] : [argv]
  })
}

/** The arguments of a call of the program; null where a line is none. */
function argumentsOf(line: string): string[] | null {
  const [, rest] = /^(?:npm run -s variorum -- |variorum )(.*)$/.exec(line) ?? []
  if (rest === undefined) return null
  const words = rest.split(/ [|>] | +# /)[0]?.match(/"[^"]*"|\S+/g) ?? []
  return words.filter((word) => !word.startsWith('[')).map((word) => word.replaceAll('"', ''))
}

/** A text in which it makes no difference where its lines were broken. */
function unwrapped(text: string): string {
  return text.replaceAll(/\s+/g, '')
}
