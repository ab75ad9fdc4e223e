/** The part of a finding that every format can express. */
export interface ParsedFinding {
  /** Null: the finding is about the whole archive. */
  readonly path: string | null
  /** Null where the output has none. */
  readonly line: number | null
  readonly code: string
  readonly severity: 'error' | 'warning' | 'info'
}

/** A parser of the new findings for each output format. */
export const outputParsers: Readonly<Record<string, (output: string) => ParsedFinding[]>> = {
  terminal: (output) => parseRecords(output),
  json: (output) => JSON.parse(output).findings.filter(isNew).map(parseJsonFinding),
  ndjson: (output) =>
    output
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .filter(isNew)
      .map(parseJsonFinding),
  github: (output) => output.split('\n').filter(Boolean).map(parseAnnotation),
  gitlab: (output) => JSON.parse(output).map(parseIssue),
  sarif: (output) => JSON.parse(output).runs[0].results.filter(isNewResult).map(parseResult),
  junit: (output) =>
    [...output.matchAll(/<(failure|system-out)\b[^>]*>([^<]*)</g)].flatMap(([, , text = '']) =>
      parseRecords(unescaped(text)),
    ),
  rdjson: (output) => JSON.parse(output).diagnostics.map(parseDiagnostic),
  markdown: (output) => parseItems(output),
}

/** The part of a finding that a format expresses. GitLab and SARIF require a line. */
export function findingAsReportedBy(format: string, { path, line, ...rest }: ParsedFinding): ParsedFinding {
  return { path, line: line ?? (format === 'gitlab' || format === 'sarif' ? 1 : null), ...rest }
}

/** `news/a.md:3:3: error VAR101 title-change-unrecorded: …` */
function parseRecords(text: string): ParsedFinding[] {
  return [...text.matchAll(/^(\S+?)(?::(\d+))?(?::\d+)?: (error|warning|info) (VAR\d+) [\w-]+: /gm)].map(
    ([, path = '', line, severity = '', code = '']) => parsedFinding(path === '-' ? null : path, line, code, severity),
  )
}

function isNew({ standing }: { standing: string }): boolean {
  return standing === 'new'
}

function parseJsonFinding({
  path,
  line,
  rule,
  severity,
}: {
  path: string
  line: number
  rule: string
  severity: string
}) {
  return parsedFinding(path, line, rule, severity)
}

/** `::error file=news/a.md,line=3,col=3,title=VAR101 title-change-unrecorded::…` */
function parseAnnotation(line: string): ParsedFinding {
  const [, kind = '', propertyText = ''] = /^::(error|warning|notice) (.*?)::/.exec(line) ?? []
  const properties = new Map(propertyText.split(',').map((pair) => pair.split('=', 2) as [string, string]))
  const [code = ''] = properties.get('title')?.split(' ') ?? []
  return parsedFinding(properties.get('file') ?? null, properties.get('line'), code, kind === 'notice' ? 'info' : kind)
}

interface Issue {
  readonly check_name: string
  readonly severity: string
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } }
}

function parseIssue({ check_name: code, severity, location }: Issue): ParsedFinding {
  return parsedFinding(
    pathOrArchive(location.path),
    location.lines.begin,
    code,
    severityFrom(severity, ['major', 'minor', 'info']),
  )
}

interface Result {
  readonly ruleId: string
  readonly level: string
  readonly baselineState: string
  readonly suppressions: readonly unknown[]
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string }
        readonly region: { readonly startLine: number }
      }
    },
  ]
}

function isNewResult({ baselineState, suppressions }: Result): boolean {
  return baselineState === 'new' && suppressions.length === 0
}

function parseResult({ ruleId, level, locations }: Result): ParsedFinding {
  const { artifactLocation, region } = locations[0].physicalLocation
  const path = pathOrArchive(decodeURIComponent(artifactLocation.uri))
  return parsedFinding(path, region.startLine, ruleId, severityFrom(level, ['error', 'warning', 'note']))
}

interface Diagnostic {
  readonly location: { readonly path: string; readonly range?: { readonly start: { readonly line: number } } }
  readonly severity: string
  readonly code: { readonly value: string }
}

function parseDiagnostic({ location, severity, code }: Diagnostic): ParsedFinding {
  return parsedFinding(pathOrArchive(location.path), location.range?.start.line, code.value, severity.toLowerCase())
}

/** A heading for each page, with a list of its findings: `- ✗ **error** VAR101 title-change-unrecorded, line 3, column 3: …` */
function parseItems(text: string): ParsedFinding[] {
  let path: string | null = null
  const found: ParsedFinding[] = []
  for (const line of text.split('<details>')[0]?.split('\n') ?? []) {
    const heading = /^#### (.*)$/.exec(line)?.[1]
    if (heading !== undefined) path = /^`(.*)`$/.exec(heading)?.[1] ?? null
    const [, severity = '', code, place] =
      /^- \S \*\*(error|warning|info)\*\* (VAR\d+) [\w-]+(?:, line (\d+))?(?:, column \d+)?: /.exec(line) ?? []
    if (code !== undefined) found.push(parsedFinding(path, place, code, severity))
  }
  return found
}

function parsedFinding(
  path: string | null,
  line: string | number | null | undefined,
  code: string,
  severity: string,
): ParsedFinding {
  if (severity !== 'error' && severity !== 'warning' && severity !== 'info') throw new Error(`what is "${severity}"?`)
  return { path, line: line === undefined || line === null ? null : Number(line), code, severity }
}

function severityFrom(severity: string, words: readonly [error: string, warning: string, info: string]): string {
  return ['error', 'warning', 'info'][words.indexOf(severity)] ?? ''
}

function pathOrArchive(path: string): string | null {
  return path === '.' ? null : path
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

function unescaped(text: string): string {
  return text.replace(/&(\w+);/g, (entity, name) => entities[name] ?? entity)
}
