import type { CheckFinding, CheckReport } from '../../model/check.ts'
import { addToList } from '../../model/multimap.ts'
import type { Reporter } from '../render-options.ts'
import { findingLines, findingLocation, newFindings } from '../terminal/findings.ts'
import { printable } from '../wording/printable.ts'

/** A test case for each checked page: new errors are its failure, other new findings are its output. */
export const junit: Reporter<CheckReport> = ({ range, pages, findings }) => {
  const byPage = new Map<string | null, CheckFinding[]>(pages.map((path) => [path, []]))
  for (const finding of newFindings(findings)) addToList(byPage, finding.path, finding)
  const failed = Array.from(byPage.values()).filter((pageFindings) => pageFindings.some(isError)).length
  const counts = `tests="${byPage.size}" failures="${failed}" errors="0" skipped="0"`
  const cases = Array.from(byPage, ([path, pageFindings]) => testCase(path, pageFindings)).join('')
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites name="variorum check" ${counts}>\n`,
    `  <testsuite name="${escapeXml(printable(range.source))}" ${counts}>\n${cases}  </testsuite>\n`,
    '</testsuites>\n',
  ].join('')
}

function testCase(path: string | null, findings: readonly CheckFinding[]): string {
  const errors = findings.filter(isError)
  const others = findings.filter((finding) => !isError(finding))
  const file = path === null ? '' : ` file="${escapeXml(printable(path))}"`
  const name = escapeXml(printable(path ?? 'the archive as a whole'))
  const head = `    <testcase classname="variorum.check" name="${name}"${file}`
  const [first] = errors
  const attributes = first && `type="${escapeXml(first.rule)}" message="${escapeXml(findingHeading(first))}"`
  const failure = attributes ? `      <failure ${attributes}>${findingsText(errors)}</failure>\n` : ''
  const output = others.length === 0 ? '' : `      <system-out>${findingsText(others)}</system-out>\n`
  return failure + output === '' ? `${head}/>\n` : `${head}>\n${failure}${output}    </testcase>\n`
}

function isError({ severity }: CheckFinding): boolean {
  return severity === 'error'
}

function findingsText(findings: readonly CheckFinding[]): string {
  const texts = findings.map((finding) => [findingHeading(finding), ...findingLines(finding).slice(1)].join('\n  '))
  return escapeXml(texts.join('\n'))
}

function findingHeading(finding: CheckFinding): string {
  const { severity, rule, name } = finding
  return `${printable(findingLocation(finding))}: ${severity} ${rule} ${name}: ${findingLines(finding)[0]}`
}

const xmlEntities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** @param text a result of `printable`: XML cannot hold the characters that it escapes */
function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => xmlEntities[character] ?? character)
}
