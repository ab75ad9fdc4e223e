import { bidiControl } from './bidi-control.ts'
import { bulkChange } from './bulk-change.ts'
import { changesAltered } from './changes-altered.ts'
import { changesCurrentMismatch } from './changes-current-mismatch.ts'
import { changesDeadLink } from './changes-dead-link.ts'
import { changesMalformed } from './changes-malformed.ts'
import { changesMissingVersion } from './changes-missing-version.ts'
import { dayMismatch } from './day-mismatch.ts'
import { duplicateEvent } from './duplicate-event.ts'
import { encodingInvalid } from './encoding-invalid.ts'
import { factualTitleChange } from './factual-title-change.ts'
import { frontMatterUnreadable } from './front-matter-unreadable.ts'
import { historyCut } from './history-cut.ts'
import { linkBroken } from './link-broken.ts'
import { pageUnreadable } from './page-unreadable.ts'
import { pathChangedWithoutLink } from './path-changed-without-link.ts'
import type { Rule } from './rule.ts'
import { sectionDuplicated } from './section-duplicated.ts'
import { silentTitleChange } from './silent-title-change.ts'
import { slugTitleMismatch } from './slug-title-mismatch.ts'
import { sourceDuplicate } from './source-duplicate.ts'
import { sourceMissing } from './source-missing.ts'
import { sourceRemoved } from './source-removed.ts'
import { titleChangeUnrecorded } from './title-change-unrecorded.ts'

/** Every rule of a check, by code. */
export const rules: readonly Rule[] = [
  titleChangeUnrecorded,
  changesMissingVersion,
  changesAltered,
  changesMalformed,
  changesDeadLink,
  changesCurrentMismatch,
  pathChangedWithoutLink,
  duplicateEvent,
  slugTitleMismatch,
  dayMismatch,
  factualTitleChange,
  silentTitleChange,
  sourceMissing,
  sourceDuplicate,
  sourceRemoved,
  linkBroken,
  frontMatterUnreadable,
  encodingInvalid,
  bidiControl,
  pageUnreadable,
  sectionDuplicated,
  bulkChange,
  historyCut,
]
