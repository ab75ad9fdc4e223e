import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' }
import draft04 from 'ajv-draft-04'
import formats from 'ajv-formats'

// one of its patterns is none by the rules for Unicode
const ajv = new draft04.default({ allErrors: true, strict: false, unicodeRegExp: false })
formats.default(ajv)
const validate = ajv.compile(schema)

/** What of a document is not SARIF 2.1.0: nothing, where all is well. */
export function sarifProblems(document: unknown): string[] {
  if (validate(document)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
