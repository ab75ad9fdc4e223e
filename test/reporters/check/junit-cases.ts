import { SaxesParser } from 'saxes'

export interface JUnitCase {
  readonly name: string
  readonly file: string | undefined
  failure: string | null
  output: string | null
  readonly attributes: Record<string, string>
}

/** The test cases of a JUnit report. It throws for invalid XML. */
export function parseJUnitCases(xml: string): JUnitCase[] {
  const cases: JUnitCase[] = []
  const open: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    open.push(name)
    const last = cases.at(-1)
    if (name === 'testcase') {
      const { name: title = '', file } = attributes
      cases.push({ name: title, file, failure: null, output: null, attributes: {} })
    } else if (name === 'failure' && last) {
      last.failure = ''
      Object.assign(last.attributes, attributes)
    } else if (name === 'system-out' && last) last.output = ''
    else if (name !== 'testsuites' && name !== 'testsuite') throw new Error(`There is no ${name} in a JUnit report`)
  })
  parser.on('text', (text) => {
    const last = cases.at(-1)
    const inside = open.at(-1)
    if (inside === 'failure' && last) last.failure += text
    else if (inside === 'system-out' && last) last.output += text
    else if (text.trim() !== '') throw new Error(`Text where none belongs: ${text}`)
  })
  parser.on('closetag', () => void open.pop())
  parser.write(xml).close()
  return cases
}
