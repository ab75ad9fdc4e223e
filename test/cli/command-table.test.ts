import { describe, expect, it } from 'vitest'
import { commandGroups, commands, globalOptions, helpCommand } from '../../src/cli/command-table.ts'
import { renderCommandHelp, renderOverview } from '../../src/cli/help.ts'
import { parseArguments } from '../../src/cli/parse-arguments.ts'
import { plainRendering } from '../../src/reporters/render-options.ts'

const all = [...commands, helpCommand]

describe.each(all)('variorum $name', (command) => {
  it('says what it does and leads with two examples', () => {
    const help = renderCommandHelp(command, plainRendering)
    expect(command.examples.length).toBeGreaterThanOrEqual(2)
    expect(command.description).toMatch(/\.$/)
    expect(help.indexOf(command.examples[0]?.[0] ?? '')).toBeLessThan(help.indexOf('Usage:'))
  })

  it('explains every flag and every choice', () => {
    const help = renderCommandHelp(command, plainRendering)
    for (const { flags, description, choices = [] } of [...command.options, ...globalOptions]) {
      expect(description).not.toBe('')
      for (const part of [flags, description, ...choices]) expect(help).toContain(part)
    }
    expect(help).toContain('130 interrupted')
  })

  it('has examples that are right', () => {
    for (const [example] of command.examples) {
      const line = example.replace(/ > .*/, '')
      const words = Array.from(line.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, bare]) => quoted ?? bare ?? '').slice(1)
      expect(() => parseArguments(words)).not.toThrow()
    }
  })
})

describe('the overview', () => {
  it('lists every command in its group, folded to 80 columns', () => {
    const text = renderOverview({ ...plainRendering, width: 80 }, '1.0.0')
    for (const { name, args } of all) expect(text).toContain([name, ...args].join(' '))
    for (const group of commandGroups) expect(text).toMatch(new RegExp(`^${group} `, 'm'))
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })
})

describe('the table', () => {
  it('loads a command for every row', async () => {
    for (const command of commands) expect(typeof (await command.load()).run).toBe('function')
  })
})
