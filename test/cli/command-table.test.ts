import { describe, expect, expectTypeOf, it } from 'vitest'
import { allCommands, type CommandArguments, type CommandOptions, commandGroups } from '../../src/cli/command-table.ts'
import { exitCodes, type GlobalFlags, globalOptions } from '../../src/cli/global-options.ts'
import { renderCommandHelp, renderOverview } from '../../src/cli/help.ts'
import type { CommandOption } from '../../src/cli/option-types.ts'
import { parseArguments } from '../../src/cli/parse-arguments.ts'
import { plainRendering } from '../../src/reporters/render-options.ts'

describe.each(allCommands)('variorum $name', (command) => {
  const help = renderCommandHelp(command, plainRendering)

  it('has a description, and at least two examples before its usage', () => {
    expect(command.examples.length).toBeGreaterThanOrEqual(2)
    expect(command.description).toMatch(/\.$/)
    expect(help.indexOf(command.examples[0]?.[0] ?? '')).toBeLessThan(help.indexOf('Usage:'))
  })

  it('lists every flag and every choice in its help', () => {
    const options: readonly CommandOption[] = [...command.options, ...globalOptions]
    for (const { flags, description, choices = [] } of options) {
      expect(description).not.toBe('')
      for (const part of [flags, description, ...choices]) expect(help).toContain(part)
    }
    for (const [, meaning] of exitCodes) expect(help).toContain(meaning)
  })

  it('has examples that the parser accepts', () => {
    for (const [example] of command.examples) {
      const line = example.replace(/ > .*/, '')
      const words = Array.from(line.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, bare]) => quoted ?? bare ?? '').slice(1)
      expect(() => parseArguments(words)).not.toThrow()
    }
  })
})

describe('the overview', () => {
  it('lists every command in its group within 80 columns', () => {
    const text = renderOverview({ ...plainRendering, width: 80 }, '1.0.0')
    for (const { name, args } of allCommands) expect(text).toContain([name, ...args].join(' '))
    for (const group of commandGroups) expect(text).toMatch(new RegExp(`^${group} `, 'm'))
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })
})

describe('the table', () => {
  it('gives the type of every flag value and argument', () => {
    expectTypeOf<CommandOptions<'diff'>>().toEqualTypeOf<{
      readonly all?: boolean
      readonly view?: 'inline' | 'columns'
    }>()
    expectTypeOf<CommandOptions<'import'>['path']>().toEqualTypeOf<readonly string[] | undefined>()
    expectTypeOf<CommandOptions<'audit'>['groupBy']>().toEqualTypeOf<
      'day' | 'topic' | 'source' | 'class' | 'author' | undefined
    >()
    expectTypeOf<GlobalFlags['cwd']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<GlobalFlags['pager']>().toEqualTypeOf<boolean | undefined>()
    expectTypeOf<CommandArguments<'diff'>>().toEqualTypeOf<readonly [string, string | undefined, string | undefined]>()
    expectTypeOf<CommandArguments<'ingest'>>().toEqualTypeOf<readonly [readonly string[]]>()
  })

  it.each(allCommands.flatMap(({ name, args, options }) => options.map((option) => ({ name, args, option }))))(
    'has the type of the parsed value: variorum $name $option.flags',
    ({ name, args, option: { flags, choices, repeatable } }) => {
      const required = args.filter((arg) => !arg.startsWith('['))
      const [flag = '', hasValue] = flags.split(' ')
      const value = choices?.[0] ?? 'x'
      const request = parseArguments([name, ...required, flag, ...(hasValue ? [value] : [])])
      const property = flag.slice(2).replace(/-./g, (text) => text.slice(1).toUpperCase())
      expect(request).toMatchObject({ options: { [property]: repeatable ? [value] : hasValue ? value : true } })
    },
  )

  it('has the shape of the parsed arguments', () => {
    expect(parseArguments(['diff', 'x', '1'])).toMatchObject({ args: ['x', '1', undefined], options: {} })
    expect(parseArguments(['ingest'])).toMatchObject({ args: [[]], flags: { pager: true } })
    expect(parseArguments(['ingest', 'a', 'b', '--no-pager'])).toMatchObject({
      args: [['a', 'b']],
      flags: { pager: false },
    })
  })
})
