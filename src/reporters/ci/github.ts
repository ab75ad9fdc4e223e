import type { CheckFinding, CheckReport } from '../../model/check.ts'
import type { Finding } from '../../model/finding.ts'
import type { Reporter } from '../look.ts'
import { newOnes, plainLines } from '../terminal/findings.ts'
import { count } from '../wording/quantity.ts'
import { visible } from '../wording/visible.ts'

/** A runner shows so many of each kind a step and drops the rest. */
const shownOfAKind = 10

const kinds: Readonly<Record<Finding['severity'], string>> = { error: 'error', warning: 'warning', info: 'notice' }

/** Workflow commands of GitHub Actions: an annotation for each new finding, where there are many the first few of a kind. */
export const githubAnnotations: Reporter<CheckReport> = ({ findings }) => {
  const bySeverity = Map.groupBy(newOnes(findings), ({ severity }) => severity)
  const left = new Set(Array.from(bySeverity.values()).flatMap((own) => own.slice(kept(own.length))))
  const annotations = newOnes(findings).filter((finding) => !left.has(finding))
  const rest = (['error', 'warning', 'info'] as const).map((severity) => {
    const own = bySeverity.get(severity) ?? []
    return rolledUp(severity, own.length - kept(own.length))
  })
  return [...annotations.map(annotation), ...rest].join('')
}

/** The last place of a kind goes to the line that counts the others. */
function kept(found: number): number {
  return found <= shownOfAKind ? found : shownOfAKind - 1
}

function annotation(finding: CheckFinding): string {
  const { severity, path, line, column, rule, name } = finding
  const properties = [
    ...(path === null ? [] : [`file=${property(path)}`]),
    ...(path === null || line === null ? [] : [`line=${line}`]),
    ...(path === null || line === null || column === null ? [] : [`col=${column}`]),
    `title=${property(`${rule} ${name}`)}`,
  ]
  return command(kinds[severity], properties, plainLines(finding).join('\n'))
}

function rolledUp(severity: Finding['severity'], left: number): string {
  if (left === 0) return ''
  const text = `and ${count(left, `more ${severity}`)}: see the job summary`
  return command(kinds[severity], ['title=variorum check'], text)
}

/** @param data lines that are safe to print */
function command(name: string, properties: readonly string[], data: string): string {
  return `::${name} ${properties.join(',')}::${escaped(data, /[%\r\n]/g)}\n`
}

function property(text: string): string {
  return escaped(visible(text), /[%\r\n:,]/g)
}

function escaped(text: string, characters: RegExp): string {
  return text.replace(characters, (character) => encodeURIComponent(character))
}
