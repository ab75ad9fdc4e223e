import type { CheckReport } from '../../../src/model/check.ts'
import { githubAnnotations } from '../../../src/reporters/ci/github.ts'
import { gitlabCodeQuality } from '../../../src/reporters/ci/gitlab.ts'
import { junit } from '../../../src/reporters/ci/junit.ts'
import { rdjson } from '../../../src/reporters/ci/rdjson.ts'
import { sarif } from '../../../src/reporters/ci/sarif.ts'
import { checkJson, checkNdjson } from '../../../src/reporters/json/check.ts'
import { type Look, plainLook, type Reporter } from '../../../src/reporters/look.ts'
import { checkMarkdown } from '../../../src/reporters/markdown/check.ts'
import { checkText } from '../../../src/reporters/text/check.ts'
import { rules } from './report.ts'

const verbosePipe: Look = { ...plainLook, verbose: true }
const narrow: Look = { ...plainLook, width: 60 }
export const colored: Look = { ...narrow, color: true, verbose: true }

/** A check in every format and look. */
export const formats: Readonly<Record<string, (report: CheckReport) => string>> = {
  pipe: looking(checkText, verbosePipe),
  terminal: looking(checkText, { ...narrow, verbose: true }),
  colored: looking(checkText, colored),
  json: looking(checkJson, plainLook),
  ndjson: looking(checkNdjson, plainLook),
  github: looking(githubAnnotations, plainLook),
  gitlab: looking(gitlabCodeQuality, plainLook),
  junit: looking(junit, plainLook),
  rdjson: looking(rdjson, plainLook),
  sarif: looking(sarif(rules, '1.2.3'), plainLook),
  markdown: looking(checkMarkdown, plainLook),
}

function looking(reporter: Reporter<CheckReport>, look: Look): (report: CheckReport) => string {
  return (report) => reporter(report, look)
}

/** A report in one of them. */
export function told(format: string, report: CheckReport): string {
  const write = formats[format]
  if (write === undefined) throw new Error(`There is no format ${format}`)
  return write(report)
}
