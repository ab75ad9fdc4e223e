export interface RunnerCommand {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

/**
 * The commands that a runner of GitHub Actions finds in a log: `::name key=value::data` at the beginning of a line, after
 * blanks, and `##[name]data` anywhere. It is stricter than the runner: it accepts any name.
 */
export function parseRunnerCommands(log: string): RunnerCommand[] {
  return log
    .split(/\r\n|[\n\r\v\f\u{85}\u{2028}\u{2029}]/u)
    .flatMap((line) => colonCommand(line) ?? hashCommand(line) ?? [])
}

/** A text without invisible characters, which some runners ignore. */
export function removeInvisible(log: string): string {
  return log.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
}

/** Commands of other services, anywhere in a line. */
export const otherServiceCommand = /##(?:vso|teamcity)\[/i

function colonCommand(line: string): RunnerCommand | undefined {
  const text = line.replace(/^[\s\u{feff}]+/u, '')
  const end = text.indexOf('::', 2)
  if (!text.startsWith('::') || end < 0) return undefined
  const unescaped = [/%0D/g, /%0A/g, /%25/g] as const
  const info = split(text.slice(2, end), ',')
  return info && { ...info, data: decoded(text.slice(end + 2), unescaped) }
}

function hashCommand(line: string): RunnerCommand | undefined {
  const start = line.indexOf('##[')
  const end = line.indexOf(']', start)
  if (start < 0 || end < 0) return undefined
  const info = split(line.slice(start + 3, end), ';')
  return info && { ...info, data: line.slice(end + 1) }
}

function split(info: string, separator: string): Omit<RunnerCommand, 'data'> | undefined {
  const [, name = '', rest = ''] = /^([^ ]*) ?(.*)$/su.exec(info) ?? []
  if (!/^[a-z]/i.test(name)) return undefined
  const pairs = rest.split(separator).flatMap((pair) => {
    const [, key, value] = /^([^=]+)=(.+)$/su.exec(pair) ?? []
    return key === undefined || value === undefined ? [] : [[key.trim(), decoded(value, propertyEscapes)] as const]
  })
  return { name, properties: Object.fromEntries(pairs) }
}

const propertyEscapes = [/%0D/g, /%0A/g, /%3A/g, /%2C/g, /%25/g] as const

/** Decodes one escape after the other, as the runner does. */
function decoded(text: string, escapes: readonly RegExp[]): string {
  return escapes.reduce((value, code) => value.replace(code, () => decodeURIComponent(code.source)), text)
}
