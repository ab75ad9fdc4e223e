export type FindingSeverity = 'error' | 'warning' | 'info'

/** What is known of a rule without its code. */
export interface RuleIdentity {
  /** `VAR101`: the short name in reports, allowances and the config. */
  readonly code: string
  /** `title-change-unrecorded`: the long name, and the name of the rule's page in `docs/reference/rules`. */
  readonly name: string
  /** The severity where the config sets no other. */
  readonly severity: FindingSeverity | 'off'
  /** One sentence: what the rule asks of a page. */
  readonly summary: string
  /**
   * What the rule looks at. `change`: the difference between base and head. `state`: the pages as they are. A state rule also
   * runs over the base, so that findings of the base are known.
   */
  readonly about: 'change' | 'state'
  /** True where reading or recording can raise the rule's findings, also outside of `check`. */
  readonly isReading?: true
}

/** The rules by code, without their summaries. */
const rows = [
  { code: 'VAR101', name: 'title-change-unrecorded', severity: 'error', about: 'change' },
  { code: 'VAR102', name: 'changes-missing-version', severity: 'error', about: 'change' },
  { code: 'VAR103', name: 'changes-altered', severity: 'error', about: 'change' },
  { code: 'VAR104', name: 'changes-malformed', severity: 'error', about: 'state', isReading: true },
  { code: 'VAR105', name: 'changes-dead-link', severity: 'error', about: 'state' },
  { code: 'VAR106', name: 'changes-current-mismatch', severity: 'error', about: 'state' },
  { code: 'VAR110', name: 'path-changed-without-link', severity: 'error', about: 'change' },
  { code: 'VAR111', name: 'duplicate-event', severity: 'warning', about: 'change' },
  { code: 'VAR112', name: 'slug-title-mismatch', severity: 'off', about: 'state' },
  { code: 'VAR113', name: 'day-mismatch', severity: 'error', about: 'state', isReading: true },
  { code: 'VAR120', name: 'factual-title-change', severity: 'warning', about: 'change' },
  { code: 'VAR121', name: 'silent-title-change', severity: 'warning', about: 'change' },
  { code: 'VAR130', name: 'source-missing', severity: 'warning', about: 'state' },
  { code: 'VAR131', name: 'source-duplicate', severity: 'warning', about: 'state' },
  { code: 'VAR132', name: 'source-removed', severity: 'warning', about: 'change' },
  { code: 'VAR133', name: 'link-broken', severity: 'error', about: 'state' },
  { code: 'VAR140', name: 'front-matter-unreadable', severity: 'error', about: 'state', isReading: true },
  { code: 'VAR141', name: 'encoding-invalid', severity: 'error', about: 'state', isReading: true },
  { code: 'VAR142', name: 'bidi-control', severity: 'error', about: 'state', isReading: true },
  { code: 'VAR143', name: 'page-unreadable', severity: 'error', about: 'state', isReading: true },
  { code: 'VAR144', name: 'section-duplicated', severity: 'error', about: 'state', isReading: true },
  { code: 'VAR150', name: 'bulk-change', severity: 'info', about: 'change' },
  { code: 'VAR160', name: 'history-cut', severity: 'warning', about: 'change', isReading: true },
] as const satisfies readonly Omit<RuleIdentity, 'summary'>[]

type CatalogueRow = (typeof rows)[number]

export type RuleName = CatalogueRow['name']

/** The rules whose findings reading and recording can raise. */
export type ReadingRuleName = Extract<CatalogueRow, { isReading: true }>['name']

const summaries: Readonly<Record<RuleName, string>> = {
  'title-change-unrecorded': 'The Changes section of a page lists each former title that the range replaced.',
  'changes-missing-version': 'The Changes section lists every title of the history.',
  'changes-altered': 'No published entry of a Changes section is removed, reworded, retimed or reordered.',
  'changes-malformed': 'The entries of a Changes section have valid labels, times and order.',
  'changes-dead-link': 'Every entry of a Changes section links to a page that exists.',
  'changes-current-mismatch': 'The current entry of a Changes section has the title and the path of its page.',
  'path-changed-without-link': 'A published path stays, or something links from it to its successor.',
  'duplicate-event': 'One page reports an event, or its pages link to each other.',
  'slug-title-mismatch': 'The file name of a page consists of the first words of its title.',
  'day-mismatch': 'The day heading, the folder and the front matter of a page name the same day.',
  'factual-title-change': 'A person reviews each title change that changes a fact.',
  'silent-title-change': 'A title does not change alone, without an entry in the Changes section.',
  'source-missing': 'Every event cites a source.',
  'source-duplicate': 'An event cites each source once.',
  'source-removed': 'An event keeps its sources while its title stays the same.',
  'link-broken': 'A link from one page of the archive to another leads to a page that exists.',
  'front-matter-unreadable': 'The front matter of a page is valid YAML or TOML.',
  'encoding-invalid': 'A page is valid UTF-8.',
  'bidi-control': 'No character of a page is hidden or changes the direction of the text around it.',
  'page-unreadable': 'Variorum can read the page.',
  'section-duplicated': 'A page has each of its sections only once.',
  'bulk-change': 'A change that many pages share is reported once.',
  'history-cut': 'The clone has the history that the check needs.',
}

/**
 * Every rule, by code. The table is data on the lowest floor for two reasons: reading pages (`src/page`) raises findings of some
 * of these rules, and the config and `explain` check rule names without loading the code of a rule.
 */
export const ruleCatalogue = rows.map((row) => ({ ...row, summary: summaries[row.name] }))
