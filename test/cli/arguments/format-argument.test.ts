import { expect, it } from 'vitest'
import { parseFormats } from '../../../src/cli/arguments/format-argument.ts'

it.each([
  ['md', 'Did you mean markdown?'],
  ['jsonl', 'Did you mean ndjson?'],
  ['txt', 'Did you mean text?'],
  ['JSN', 'Did you mean json?'],
  ['htm', 'It has: text, json, ndjson, markdown.'],
  ['html', 'It has: text, json, ndjson, markdown.'],
  ['yaml', 'Use one of: text, json, ndjson, markdown.'],
])('refuses the format %s with the advice: %s', (name, advice) =>
  expect(() => parseFormats([name], ['text', 'json', 'ndjson', 'markdown'])).toThrow(
    expect.objectContaining({ code: 'usage', advice }),
  ),
)
