import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' }
import draft04 from 'ajv-draft-04'
import formats from 'ajv-formats'

// One of the schema's patterns is invalid with the Unicode flag.
const ajv = new draft04.default({ allErrors: true, strict: false, unicodeRegExp: false })
formats.default(ajv)
const validate = ajv.compile(schema)

/** The errors of a document by the schema of SARIF 2.1.0. */
export function sarifProblems(document: unknown): string[] {
  if (validate(document)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
