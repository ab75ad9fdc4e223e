import type { Change, SentenceStep, TextDiff } from '../../../src/model/change.ts'
import type { VersionDiff } from '../../../src/model/report.ts'
import { historyOf } from '../../helpers/sample-histories.ts'

/** A step; by default a sentence of a paragraph. */
export function step(
  action: SentenceStep['action'],
  before: number | readonly number[] | null,
  after: number | readonly number[] | null,
  diff: TextDiff,
  part: Partial<SentenceStep> = {},
): SentenceStep {
  const numbers = (given: number | readonly number[] | null) =>
    given === null ? [] : typeof given === 'number' ? [given] : given
  return {
    action,
    block: 'paragraph',
    before: numbers(before),
    after: numbers(after),
    diff,
    edits: null,
    links: [],
    ...part,
  }
}

const unchanged = (text: string): TextDiff => [['same', text]]

/** A notice with a step of each action. */
export const noticeSteps: readonly SentenceStep[] = [
  step('kept', 1, 1, unchanged('# The swing bridge\n\n'), { block: 'heading' }),
  step('kept', 2, 2, unchanged('The harbour office closed the bridge on Monday morning. ')),
  step('kept', 3, 3, unchanged('Nobody was hurt. ')),
  step('kept', 4, 4, unchanged('Boats may still pass below.\n\n')),
  step('edited', 5, 5, [
    ['same', 'Engineers found '],
    ['removed', 'two'],
    ['added', 'three'],
    ['same', ' cracked bearings during a routine visit, which they make each spring and each autumn. '],
  ]),
  step('moved', 6, 11, [['removed', 'Fares stay as they are. ']]),
  step('added', null, 6, [['added', 'Each bearing carries about forty tonnes. ']]),
  step(
    'split',
    7,
    [7, 8],
    [
      ['same', 'The office ordered new ones'],
      ['removed', ', which'],
      ['added', '. They'],
      ['same', ' come from a foundry inland.\n\n'],
    ],
  ),
  step('kept', 8, 9, unchanged('> Nobody should wait at the bridge.\n\n'), { block: 'quote' }),
  step(
    'kept',
    9,
    10,
    [
      ['same', '- The [timetable](https://harbour.example/'],
      ['removed', 'old'],
      ['added', 'new'],
      ['same', ') has the ferries.\n'],
    ],
    {
      action: 'edited',
      block: 'list',
      links: [{ text: 'timetable', before: 'https://harbour.example/old', after: 'https://harbour.example/new' }],
    },
  ),
  step('moved', 6, 11, [['added', '- Fares stay as they were. ']], {
    block: 'list',
    edits: [
      ['same', '- Fares stay as they '],
      ['removed', 'are'],
      ['added', 'were'],
      ['same', '. '],
    ],
  }),
  step('deleted', 10, null, [['removed', '- Lorries go by the ring road.\n']], { block: 'list' }),
  step('merged', [11, 12], 12, [
    ['same', '\nThe repair takes a week'],
    ['removed', '. It'],
    ['added', ' and'],
    ['same', ' begins on Thursday. '],
  ]),
  step('kept', 13, 13, unchanged('The market opens an hour later. ')),
  step('kept', 14, 14, unchanged('The fish hall does not. ')),
  step('kept', 15, 15, unchanged('Nor does the café.\n')),
]

const title: TextDiff = [
  ['same', 'The swing bridge closes after inspectors find '],
  ['removed', 'two'],
  ['added', 'three'],
  ['same', ' cracked bearings'],
]

const sources: TextDiff = [
  ['same', 'https://harbour.example/notices/41\n'],
  ['removed', 'https://daily.example/2018/01/15/bridge\n'],
  ['added', 'https://daily.example/2018/01/16/bridge\n'],
]

/** A change; fields that are not given have sample values. */
export function change(field: Change['field'], diff: TextDiff, part: Partial<Change> = {}): Change {
  return { field, classes: ['number'], severity: 'factual', diff, coarse: false, sentences: null, ...part }
}

/** The diff of two versions of the notice. */
export function versionDiff(part: Partial<VersionDiff> = {}): VersionDiff {
  const history = historyOf('swing-bridge', [
    { title: 'The swing bridge closes after inspectors find two cracked bearings', after: 0 },
    { title: 'The swing bridge closes after inspectors find three cracked bearings', after: 432 },
  ])
  const [a, b] = history.versions
  if (a === undefined || b === undefined) throw new Error('a history of two versions')
  const changes = [
    change('title', title),
    change(
      'body',
      noticeSteps.flatMap(({ diff }) => diff),
      { classes: ['number', 'detail-added'], sentences: noticeSteps },
    ),
    change('sources', sources, { classes: [], severity: 'editorial' }),
  ]
  return { event: history.event, a, b, changes, folded: null, ...part }
}
