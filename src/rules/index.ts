import { changesAltered } from './changes/changes-altered.ts'
import { changesCurrentMismatch } from './changes/changes-current-mismatch.ts'
import { changesDeadLink } from './changes/changes-dead-link.ts'
import { changesMalformed } from './changes/changes-malformed.ts'
import { changesMissingVersion } from './changes/changes-missing-version.ts'
import { titleChangeUnrecorded } from './changes/title-change-unrecorded.ts'
import { dayMismatch } from './events/day-mismatch.ts'
import { duplicateEvent } from './events/duplicate-event.ts'
import { pathChangedWithoutLink } from './events/path-changed-without-link.ts'
import { slugTitleMismatch } from './events/slug-title-mismatch.ts'
import { bidiControl } from './pages/bidi-control.ts'
import { encodingInvalid } from './pages/encoding-invalid.ts'
import { frontMatterUnreadable } from './pages/front-matter-unreadable.ts'
import { pageUnreadable } from './pages/page-unreadable.ts'
import { sectionDuplicated } from './pages/section-duplicated.ts'
import { bulkChange } from './range/bulk-change.ts'
import { historyCut } from './range/history-cut.ts'
import type { Rule } from './rule.ts'
import { linkBroken } from './sources/link-broken.ts'
import { sourceDuplicate } from './sources/source-duplicate.ts'
import { sourceMissing } from './sources/source-missing.ts'
import { sourceRemoved } from './sources/source-removed.ts'
import { factualTitleChange } from './titles/factual-title-change.ts'
import { silentTitleChange } from './titles/silent-title-change.ts'

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
