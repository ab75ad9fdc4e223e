import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import type { TitleChange } from '../../../src/model/audit.ts'
import type { TextDiff } from '../../../src/model/change.ts'
import { diffHtml } from '../../../src/reporters/html/diff.ts'
import { auditMarkdown } from '../../../src/reporters/markdown/audit.ts'
import { diffMarkdown } from '../../../src/reporters/markdown/diff.ts'
import { plainRendering, type RenderOptions } from '../../../src/reporters/render-options.ts'
import { auditText } from '../../../src/reporters/text/audit.ts'
import { diffText } from '../../../src/reporters/text/diff.ts'
import { historyText } from '../../../src/reporters/text/history.ts'
import { watchText } from '../../../src/reporters/text/watch.ts'
import { itHolds } from '../../helpers/property.ts'
import { auditOf, titleChangesOf } from '../../helpers/sample-audits.ts'
import { histories, historyOf } from '../../helpers/sample-histories.ts'
import { watchEvents } from '../../helpers/sample-watch-events.ts'
import { change, step, versionDiff } from './sample-diff.ts'

const [sampleChange] = titleChangesOf(histories) as [TitleChange]

/** A diff without any blank between its segments: `s1`, `r2` and `a3` are unchanged, removed and added words. */
const tightDiff = fc
  .array(fc.constantFrom('same' as const, 'removed' as const, 'added' as const), { minLength: 2, maxLength: 9 })
  .map((kinds) => kinds.filter((kind, at) => kind !== kinds[at - 1]))
  .map((kinds): TextDiff => kinds.map((kind, at) => [kind, `${kind[0]}${at}`]))

const gluedWords = /[ra]\d+[sra]\d|s\d+[ra]\d/
/** In a web page and in Markdown an unchanged word may touch a changed one, as in the text itself. */
const gluedChanges = /r\d+a\d|a\d+r\d/

function versionDiffOf(diff: TextDiff) {
  const body = change('body', diff, { sentences: [step('edited', 1, 1, diff)] })
  return versionDiff({ changes: [change('title', diff), change('topic', diff), body] })
}

function terminalOutputs(diff: TextDiff, options: RenderOptions): string[] {
  const history = historyOf('x', [
    { title: 'before', after: 0 },
    { title: 'after', after: 1, changes: [change('title', diff), change('path', diff)] },
  ])
  const version = watchEvents.find((event) => event.kind === 'version' && event.title !== null)
  const watched =
    version?.kind === 'version' && version.title !== null
      ? watchText({ dryRun: false, quiet: false })(options).item({ ...version, title: { ...version.title, diff } })
      : ''
  return [
    diffText('inline')(versionDiffOf(diff), options),
    diffText('columns')(versionDiffOf(diff), options),
    auditText(auditOf([{ ...sampleChange, diff }]), options),
    historyText(options).item(history),
    watched,
  ]
}

describe('text that is copied from a diff', () => {
  itHolds(
    'has a blank or a mark on both sides of each changed word in a terminal',
    () =>
      fc.property(tightDiff, fc.constantFrom(40, 200), (diff, width) => {
        for (const output of terminalOutputs(diff, { ...plainRendering, color: true, width })) {
          expect(output).not.toBe('')
          expect(gluedWords.exec(stripVTControlCharacters(output))).toBeNull()
        }
      }),
    { quick: 50, thorough: 1000 },
  )

  itHolds(
    'has a blank or a mark between a removed and an added word in HTML and in Markdown',
    () =>
      fc.property(tightDiff, (diff) => {
        const markdown = [
          diffMarkdown(versionDiffOf(diff), plainRendering),
          auditMarkdown(auditOf([{ ...sampleChange, diff }]), plainRendering),
        ]
        for (const source of [...markdown, diffHtml(versionDiffOf(diff), plainRendering)]) {
          expect(gluedChanges.exec(source.replaceAll('<br>', '\n').replace(/<[^>]*>/g, ''))).toBeNull()
        }
      }),
    { quick: 50, thorough: 1000 },
  )
})
