import { expect, it } from 'vitest'
import { parseFormats } from '../../../src/cli/arguments/format-argument.ts'

it.each([
  ['md', 'Did you mean markdown?'],
  ['jsonl', 'Did you mean ndjson?'],
  ['txt', 'Did you mean text?'],
  ['JSN', 'Did you mean json?'],
  ['htm', 'It has: text, json, ndjson, markdown.'],
  ['html', 'It has: text, json, ndjson, markdown.'],
  ['yaml', 'Known are: text, json, ndjson, markdown.'],
])('the format %s is answered by %s', (name, advice) =>
  expect(() => parseFormats([name], ['text', 'json', 'ndjson', 'markdown'])).toThrow(
    expect.objectContaining({ code: 'usage', advice }),
  ),
)
