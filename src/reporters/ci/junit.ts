import type { CheckFinding, CheckReport } from '../../model/check.ts'
import type { Reporter } from '../look.ts'
import { newOnes, plainLines } from '../terminal/findings.ts'
import { visible } from '../wording/visible.ts'

/** A test case for each page that was judged; new errors are its failure, what else is new is its output. */
export const junit: Reporter<CheckReport> = ({ range, pages, findings }) => {
  const byPage = new Map<string | null, CheckFinding[]>(pages.map((path) => [path, []]))
  for (const finding of newOnes(findings)) {
    const own = byPage.get(finding.path)
    if (own === undefined) byPage.set(finding.path, [finding])
    else own.push(finding)
  }
  const failed = Array.from(byPage.values()).filter((own) => own.some(isError)).length
  const counts = `tests="${byPage.size}" failures="${failed}" errors="0" skipped="0"`
  const cases = Array.from(byPage, ([path, own]) => testCase(path, own)).join('')
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites name="variorum check" ${counts}>\n`,
    `  <testsuite name="${xml(visible(range.source))}" ${counts}>\n${cases}  </testsuite>\n`,
    '</testsuites>\n',
  ].join('')
}

function testCase(path: string | null, findings: readonly CheckFinding[]): string {
  const errors = findings.filter(isError)
  const others = findings.filter((finding) => !isError(finding))
  const file = path === null ? '' : ` file="${xml(visible(path))}"`
  const name = xml(visible(path ?? 'the archive as a whole'))
  const head = `    <testcase classname="variorum.check" name="${name}"${file}`
  const [first] = errors
  const failure =
    first === undefined
      ? ''
      : `      <failure type="${xml(first.rule)}" message="${xml(heading(first))}">${told(errors)}</failure>\n`
  const output = others.length === 0 ? '' : `      <system-out>${told(others)}</system-out>\n`
  return failure + output === '' ? `${head}/>\n` : `${head}>\n${failure}${output}    </testcase>\n`
}

function isError({ severity }: CheckFinding): boolean {
  return severity === 'error'
}

function told(findings: readonly CheckFinding[]): string {
  return xml(findings.map((finding) => [heading(finding), ...plainLines(finding).slice(1)].join('\n  ')).join('\n'))
}

function heading(finding: CheckFinding): string {
  const { path, line, column, severity, rule, name } = finding
  const place = [visible(path ?? '-'), line, line === null ? null : column].filter((part) => part !== null).join(':')
  return `${place}: ${severity} ${rule} ${name}: ${plainLines(finding)[0]}`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** @param text without the characters that XML cannot carry in any way: `visible` has written them out */
function xml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
