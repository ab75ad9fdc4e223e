import { VariorumError } from '../../model/errors.ts'
import { didYouMean } from './nearest-word.ts'

const formatNames = [
  'text',
  'json',
  'ndjson',
  'csv',
  'markdown',
  'html',
  'github',
  'gitlab',
  'sarif',
  'junit',
  'rdjson',
] as const
export type FormatName = (typeof formatNames)[number]

/** File extensions that people write for a format. */
const formatByExtension = new Map<string, FormatName>([
  ['md', 'markdown'],
  ['txt', 'text'],
  ['jsonl', 'ndjson'],
  ['htm', 'html'],
])

/** A requested format; `file` is null for standard output. */
export interface OutputFormat {
  readonly name: FormatName
  readonly file: string | null
}

/**
 * Parses the values of `--format NAME[:FILE]`. Without any, the first supported format goes to standard output.
 * @throws VariorumError `usage`
 */
export function parseFormats(given: readonly string[], supported: readonly FormatName[]): OutputFormat[] {
  const formats = given.map((text) => parseFormat(text, supported))
  if (formats.filter(({ file }) => file === null).length > 1) {
    throw new VariorumError('usage', 'Two formats cannot both go to standard output.', {
      advice: 'Give one of them a file: --format json:FILE',
    })
  }
  const files = formats.flatMap(({ file }) => file ?? [])
  const duplicateFile = files.find((file, index) => files.indexOf(file) !== index)
  if (duplicateFile !== undefined) throw new VariorumError('usage', `Two formats cannot both write ${duplicateFile}.`)
  return formats.length === 0 ? supported.slice(0, 1).map((name) => ({ name, file: null })) : formats
}

function parseFormat(text: string, supported: readonly FormatName[]): OutputFormat {
  const [written = '', ...rest] = text.split(':')
  const requested = written === 'terminal' ? 'text' : written
  const name = supported.find((one) => one === requested)
  if (name === undefined) {
    const problem = isFormatName(requested) ? 'This command has no format' : 'Unknown format'
    const intended = formatByExtension.get(requested.toLowerCase()) ?? requested
    const isElsewhere = isFormatName(intended) && !supported.includes(intended)
    const advice = isElsewhere ? `It has: ${supported.join(', ')}.` : didYouMean(intended, supported)
    throw new VariorumError('usage', `${problem} "${written}".`, { advice })
  }
  if (rest.length > 0 && rest.join(':') === '') {
    throw new VariorumError('usage', `--format ${text} names no file.`, {
      advice: `Write --format ${name}:FILE, or --format ${name}.`,
    })
  }
  return { name, file: rest.length === 0 ? null : rest.join(':') }
}

function isFormatName(name: string): name is FormatName {
  return formatNames.some((formatName) => formatName === name)
}
