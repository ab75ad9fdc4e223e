import { type ReadingRuleName, type RuleName, ruleCatalogue } from '../model/rules.ts'
import { changesAltered } from './changes/changes-altered.ts'
import { changesCurrentMismatch } from './changes/changes-current-mismatch.ts'
import { changesDeadLink } from './changes/changes-dead-link.ts'
import { changesMalformed } from './changes/changes-malformed.ts'
import { changesMissingVersion } from './changes/changes-missing-version.ts'
import { titleChangeUnrecorded } from './changes/title-change-unrecorded.ts'
import { duplicateEvent } from './events/duplicate-event.ts'
import { pathChangedWithoutLink } from './events/path-changed-without-link.ts'
import { slugTitleMismatch } from './events/slug-title-mismatch.ts'
import { currentPages } from './input-queries.ts'
import { bidiControl } from './pages/bidi-control.ts'
import { bulkChange } from './range/bulk-page-changes.ts'
import { historyCut } from './range/history-cut.ts'
import type { Remark, Rule } from './rule.ts'
import type { RuleInput } from './rule-input.ts'
import { linkBroken } from './sources/link-broken.ts'
import { sourceDuplicate } from './sources/source-duplicate.ts'
import { sourceMissing } from './sources/source-missing.ts'
import { sourceRemoved } from './sources/source-removed.ts'
import { factualTitleChange } from './titles/factual-title-change.ts'
import { silentTitleChange } from './titles/silent-title-change.ts'

/** The code of each rule. A reading rule has some only where it looks for more than reading found. */
const ruleCode: Record<Exclude<RuleName, ReadingRuleName>, Rule['run']> &
  Partial<Record<ReadingRuleName, Rule['run']>> = {
  'title-change-unrecorded': titleChangeUnrecorded,
  'changes-missing-version': changesMissingVersion,
  'changes-altered': changesAltered,
  'changes-malformed': changesMalformed,
  'changes-dead-link': changesDeadLink,
  'changes-current-mismatch': changesCurrentMismatch,
  'path-changed-without-link': pathChangedWithoutLink,
  'duplicate-event': duplicateEvent,
  'slug-title-mismatch': slugTitleMismatch,
  'factual-title-change': factualTitleChange,
  'silent-title-change': silentTitleChange,
  'source-missing': sourceMissing,
  'source-duplicate': sourceDuplicate,
  'source-removed': sourceRemoved,
  'link-broken': linkBroken,
  'bidi-control': bidiControl,
  'bulk-change': bulkChange,
  'history-cut': historyCut,
}

/** Every rule of a check, by code. */
export const rules: readonly Rule[] = ruleCatalogue.map((identity) => ({
  ...identity,
  *run(input) {
    if ('isReading' in identity) yield* readingRemarks(identity.name, input)
    yield* ruleCode[identity.name]?.(input) ?? []
  },
}))

/** The findings of one rule that reading the pages raised. */
function* readingRemarks(name: ReadingRuleName, { pages }: RuleInput): Iterable<Remark> {
  for (const { path, after } of currentPages(pages)) {
    for (const finding of after.page.findings) {
      if (finding.name !== name) continue
      const { line, message, expected, actual, severity } = finding
      const key = `${expected ?? ''}\0${actual ?? message}`
      // a count or an offset of bytes in the message does not make another remark
      const isCounted = name === 'encoding-invalid' || name === 'page-unreadable'
      yield { path, line, message, expected, actual, severity, key: isCounted ? key.replace(/\d+/g, '') : key }
    }
  }
}
