import type { Change, TextDiff } from '../../src/model/change.ts'
import type { EventId, History, Version } from '../../src/model/event.ts'
import type { ContentHash } from '../../src/model/revision.ts'

/** A version of a sample event; `after` is in minutes after the first version. */
interface FakeVersion {
  readonly title: string
  readonly after: number
  readonly diff?: TextDiff
  readonly changes?: readonly Change[]
  readonly path?: string
  readonly topic?: string
}

export const startTime = Date.UTC(2018, 0, 15, 15, 2)

export const minute = 60_000

/** A history with these versions and default values for all other fields. */
export function historyOf(
  id: string,
  fakeVersions: readonly FakeVersion[],
  day: string | null = '2018-01-15',
): History {
  const first = fakeVersions[0]
  if (first === undefined) throw new Error('a history has a version')
  const pathOf = (one: FakeVersion | undefined) => one?.path ?? `news/2018/01/15/${id}.md`
  const versions = fakeVersions.map((one, index): Version => {
    const next = fakeVersions[index + 1]
    const label = index === fakeVersions.length - 1 ? 'Current version' : index === 0 ? 'First version' : 'Update'
    return {
      number: index + 1,
      label: index === 0 ? 'First version' : label,
      title: one.title,
      topic: one.topic ?? 'Harbour works',
      day,
      path: pathOf(one),
      sources: ['https://harbour.example/notices/41', 'https://daily.example/2018/01/15/bridge'],
      from: startTime + one.after * minute,
      until: next === undefined ? null : startTime + next.after * minute,
      origin: { kind: 'commit', sha: `${index}a`.repeat(20), author: 'Mori Aiko' },
      snapshot: `${index}b`.repeat(32) as ContentHash,
      changes: one.changes ?? [],
      kin: [],
      gone: [],
      link:
        index === 0
          ? null
          : {
              score: 0.97,
              reasons: [
                { kind: 'shared-source', value: 'https://harbour.example/notices/41', weight: 0.6 },
                { kind: 'title-likeness', value: '0.91', weight: 0.37 },
                { kind: 'near-day', value: '1 day apart', weight: -0.05 },
              ],
            },
    }
  })
  const last = fakeVersions.at(-1) ?? first
  const event = {
    id: id as EventId,
    day,
    topic: last.topic ?? 'Harbour works',
    title: last.title,
    paths: [...new Set(fakeVersions.map(pathOf))],
    live: true,
  }
  return { event, versions }
}

export const bridgeBody: TextDiff = [
  ['same', 'The harbour office closed the swing bridge on Monday morning.\n\nEngineers found '],
  ['removed', 'two'],
  ['added', 'three'],
  [
    'same',
    ' cracked bearings during a routine visit.\n\nFerries take the place of buses.\n\nFares stay as they are.\n\nLorries go by the ring road.\n\nThe market opens an hour later.\n',
  ],
  ['added', '\nA further notice is due on Thursday.\n'],
]

export const bridgeTitle: TextDiff = [
  ['same', 'The swing bridge at the old harbour closes after inspectors find '],
  ['removed', 'two'],
  ['added', 'three'],
  [
    'same',
    ' cracked bearings; ferries take the place of buses on both lines until the repair, which the harbour office ',
  ],
  ['removed', 'expects to end'],
  ['added', 'says will end'],
  ['same', ' by Friday.'],
]

export const museumTitle: TextDiff = [
  ['same', '国立博物館で'],
  ['removed', '新しい'],
  ['added', '特別な'],
  ['same', '展示が始まり、初日だけで三千人を超える見学者が東京都台東区の会場を訪れた 🎉👩🏽‍🔬🇯🇵'],
]

/** Three events: one retitled, one in Japanese, one that never changed. */
export const histories: readonly History[] = [
  historyOf('swing-bridge', [
    { title: diffSide(bridgeTitle, 'removed'), after: 0 },
    {
      title: diffSide(bridgeTitle, 'removed'),
      after: 118,
      changes: [
        {
          field: 'body',
          classes: ['detail-added', 'number'],
          severity: 'factual',
          diff: bridgeBody,
          coarse: false,
          sentences: null,
        },
      ],
    },
    {
      title: diffSide(bridgeTitle, 'added'),
      after: 432,
      path: 'news/2018/01/15/swing-bridge-closes-three-bearings.md',
      changes: [
        {
          field: 'title',
          classes: ['number', 'hedge'],
          severity: 'factual',
          diff: bridgeTitle,
          coarse: false,
          sentences: null,
        },
        {
          field: 'sources',
          classes: [],
          severity: 'editorial',
          diff: [
            ['same', 'https://harbour.example/notices/41\n'],
            ['added', 'https://daily.example/2018/01/15/bridge\n'],
          ],
          coarse: false,
          sentences: null,
        },
        {
          field: 'path',
          classes: [],
          severity: 'editorial',
          diff: [
            ['same', 'news/2018/01/15/swing-bridge'],
            ['added', '-closes-three-bearings'],
            ['same', '.md'],
          ],
          coarse: false,
          sentences: null,
        },
      ],
    },
  ]),
  historyOf('museum', [
    { title: diffSide(museumTitle, 'removed'), after: 30, topic: '文化' },
    {
      title: diffSide(museumTitle, 'added'),
      after: 2000,
      topic: '文化',
      changes: [
        {
          field: 'title',
          classes: ['wording'],
          severity: 'editorial',
          diff: museumTitle,
          coarse: false,
          sentences: null,
        },
      ],
    },
  ]),
  historyOf('market', [{ title: 'The fish market opens an hour later', after: 60 }], null),
]

export function diffSide(diff: TextDiff, keptKind: 'removed' | 'added'): string {
  return diff.map(([kind, text]) => (kind === 'same' || kind === keptKind ? text : '')).join('')
}
