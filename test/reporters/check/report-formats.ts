import type { CheckReport } from '../../../src/model/check.ts'
import { githubAnnotations } from '../../../src/reporters/ci/github.ts'
import { gitlabCodeQuality } from '../../../src/reporters/ci/gitlab.ts'
import { junit } from '../../../src/reporters/ci/junit.ts'
import { rdjson } from '../../../src/reporters/ci/rdjson.ts'
import { sarif } from '../../../src/reporters/ci/sarif.ts'
import { checkJson, checkNdjson } from '../../../src/reporters/json/check.ts'
import { checkMarkdown } from '../../../src/reporters/markdown/check.ts'
import { plainRendering, type RenderOptions, type Reporter } from '../../../src/reporters/render-options.ts'
import { checkText } from '../../../src/reporters/text/check.ts'
import { rules } from './sample-report.ts'

const verbosePipe: RenderOptions = { ...plainRendering, verbose: true }
const narrow: RenderOptions = { ...plainRendering, width: 60 }
export const colored: RenderOptions = { ...narrow, color: true, verbose: true }

/** A check in every format and with different options. */
export const formats: Readonly<Record<string, (report: CheckReport) => string>> = {
  pipe: rendererOf(checkText, verbosePipe),
  terminal: rendererOf(checkText, { ...narrow, verbose: true }),
  colored: rendererOf(checkText, colored),
  json: rendererOf(checkJson, plainRendering),
  ndjson: rendererOf(checkNdjson, plainRendering),
  github: rendererOf(githubAnnotations, plainRendering),
  gitlab: rendererOf(gitlabCodeQuality, plainRendering),
  junit: rendererOf(junit, plainRendering),
  rdjson: rendererOf(rdjson, plainRendering),
  sarif: rendererOf(sarif(rules, '1.2.3'), plainRendering),
  markdown: rendererOf(checkMarkdown, plainRendering),
}

function rendererOf(reporter: Reporter<CheckReport>, renderOptions: RenderOptions): (report: CheckReport) => string {
  return (report) => reporter(report, renderOptions)
}

/** A report in one of the formats. */
export function renderReport(format: string, report: CheckReport): string {
  const write = formats[format]
  if (write === undefined) throw new Error(`There is no format ${format}`)
  return write(report)
}
