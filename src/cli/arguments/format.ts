import { VariorumError } from '../../model/errors.ts'
import { didYouMean } from './nearest.ts'

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

/** What files of a format are named by. */
const endings = new Map<string, FormatName>([
  ['md', 'markdown'],
  ['txt', 'text'],
  ['jsonl', 'ndjson'],
  ['htm', 'html'],
])

/** Where one rendering goes: a file, or standard output. */
export interface Format {
  readonly name: FormatName
  readonly file: string | null
}

/**
 * Reads `--format NAME[:FILE]`, as often as given; without any, the command's first format goes to standard output.
 * @throws VariorumError `usage`
 */
export function formatsOf(given: readonly string[], supported: readonly FormatName[]): Format[] {
  const formats = given.map((text) => formatOf(text, supported))
  if (formats.filter(({ file }) => file === null).length > 1) {
    throw new VariorumError('usage', 'Two formats cannot share standard output.', {
      advice: 'Give one of them a file: --format json:FILE',
    })
  }
  const files = formats.flatMap(({ file }) => file ?? [])
  const twice = files.find((file, index) => files.indexOf(file) !== index)
  if (twice !== undefined) throw new VariorumError('usage', `Two formats would write ${twice}.`)
  return formats.length === 0 ? supported.slice(0, 1).map((name) => ({ name, file: null })) : formats
}

function formatOf(text: string, supported: readonly FormatName[]): Format {
  const [written = '', ...rest] = text.split(':')
  const asked = written === 'terminal' ? 'text' : written
  const name = supported.find((one) => one === asked)
  if (name === undefined) {
    const problem = isFormat(asked) ? 'This command has no format' : 'Unknown format'
    const meant = endings.get(asked.toLowerCase()) ?? asked
    const isElsewhere = isFormat(meant) && !supported.includes(meant)
    const advice = isElsewhere ? `It has: ${supported.join(', ')}.` : didYouMean(meant, supported)
    throw new VariorumError('usage', `${problem} "${written}".`, { advice })
  }
  if (rest.length > 0 && rest.join(':') === '') {
    throw new VariorumError('usage', `--format ${text} names no file.`, {
      advice: `Write --format ${name}:FILE, or --format ${name}.`,
    })
  }
  return { name, file: rest.length === 0 ? null : rest.join(':') }
}

function isFormat(name: string): name is FormatName {
  return formatNames.some((known) => known === name)
}
