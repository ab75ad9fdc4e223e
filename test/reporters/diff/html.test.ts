import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SentenceStep, TextDiff } from '../../../src/model/change.ts'
import { diffHtml, versionDiff } from '../../../src/reporters/html/diff.ts'
import { html, link } from '../../../src/reporters/html/escape.ts'
import { htmlPage } from '../../../src/reporters/html/html-page.ts'
import { renderSegments, titleDiffHtml } from '../../../src/reporters/html/segments.ts'
import { sentenceList } from '../../../src/reporters/html/sentence-list.ts'
import { plainRendering } from '../../../src/reporters/render-options.ts'
import { displayable } from '../../../src/reporters/wording/printable.ts'
import { itHolds } from '../../helpers/property.ts'
import { hostileDiff, payloads } from './hostile-diff.ts'
import { attributesOf, elementsOf, textWithout } from './html-elements.ts'
import { noticeSteps, step, versionDiff as twoVersions } from './sample-diff.ts'

const place = { anchor: 'body', lang: '' }

/** A fragment without the words for screen readers. */
function withoutHeard(fragment: unknown): string {
  return String(fragment).replace(/<span class="heard"[^>]*>.*?<\/span>/g, '')
}

describe('a title', () => {
  it('is an inline diff with words for screen readers', () => {
    const diff: TextDiff = [
      ['same', 'find '],
      ['removed', 'two'],
      ['added', 'three'],
    ]
    expect(String(titleDiffHtml(diff))).toBe(
      '<p class="text" lang="" dir="ltr">find ' +
        '<del dir="ltr"><span class="heard" lang="en" dir="ltr">[deleted: </span>two<span class="heard" lang="en" dir="ltr">] </span></del>' +
        '<ins dir="ltr"><span class="heard" lang="en" dir="ltr">[inserted: </span>three<span class="heard" lang="en" dir="ltr">] </span></ins></p>',
    )
  })

  it('is two titles if it was rewritten', () => {
    const diff: TextDiff = [
      ['removed', 'Gunfire and explosions are reported'],
      ['added', 'A fire that was lit by one man is put out'],
      ['same', ' at the hotel'],
    ]
    expect(withoutHeard(titleDiffHtml(diff))).toBe(
      '<p class="text rewritten" lang="" dir="ltr">' +
        '<del dir="ltr" class="whole"><mark>Gunfire and explosions are reported</mark> at the hotel</del>' +
        '<ins dir="ltr" class="whole"><mark>A fire that was lit by one man is put out</mark> at the hotel</ins></p>',
    )
  })

  it('has a direction and a language by its script', () => {
    expect(String(titleDiffHtml([['same', 'הגשר 3']]))).toContain('lang="he" dir="rtl"')
    expect(String(titleDiffHtml([['same', '国立博物館']], 'ja'))).toContain('lang="ja" dir="ltr"')
    expect(String(titleDiffHtml([['same', '三月']]))).toContain('lang="zh"')
    expect(
      withoutHeard(
        renderSegments([
          ['same', 'הגשר'],
          ['removed', '3'],
          ['added', 'New York'],
        ]),
      ),
    ).toContain('<del>3</del>,<ins dir="ltr">New York</ins>')
  })
})

describe('a body', () => {
  const list = withoutHeard(sentenceList(noticeSteps, place))

  it('is a list with the numbers of the sentences and folded unchanged runs', () => {
    expect(list).toContain('<li class="unchanged"><details><summary>3 sentences unchanged</summary>')
    expect(list).toContain(
      '<li class="edited" id="body-5" value="5"><div class="label"><span class="number">5</span> ' +
        '<span class="action"><span class="sign" aria-hidden="true">~</span> edited</span></div>',
    )
    expect(list).toContain('<span class="number">7→7–8</span>')
  })

  it('links the two places of a moved sentence', () => {
    expect(list).toContain('<a href="#body-11">moved to 11</a>')
    expect(list).toContain('id="body-old-6" value="6"')
    expect(list).toContain('<a href="#body-old-6">moved from 6</a>, edited')
    expect(list).toContain(
      '<ins dir="ltr" class="moved">- Fares stay as they <del dir="ltr">are</del><ins dir="ltr">were</ins>. </ins>',
    )
  })

  it('has an element for each kind of block', () => {
    expect(list).toContain('<h3 class="text" lang="" dir="ltr"># The swing bridge')
    expect(list).toContain('<blockquote class="text" lang="" dir="ltr">&gt; Nobody')
    expect(list).toContain('<p class="text item" lang="" dir="ltr">- The [timetable]')
    const code = step('edited', 1, 1, [['same', '```\n<b>\n```\n\n']], { block: 'code' })
    expect(withoutHeard(sentenceList([code], place))).toContain(
      '<code>```\n&lt;b&gt;\n```<span class="unseen">\n\n</span></code>',
    )
  })

  it('lists a changed link below its sentence', () => {
    expect(list).toContain(
      'link <q><bdi>timetable</bdi></q>: <del dir="ltr"><a href="https://harbour.example/old" rel="nofollow noopener noreferrer">',
    )
    expect(list).toContain('<del class="unseen">old</del><ins class="unseen">new</ins>')
  })

  it('marks a new paragraph, and not a line that is wrapped at another place', () => {
    const folded: TextDiff = [
      ['same', 'a'],
      ['removed', ' '],
      ['added', '\n'],
      ['same', 'b.'],
      ['removed', ' '],
      ['added', '\n\n'],
    ]
    expect(withoutHeard(sentenceList([step('edited', 1, 1, folded)], place))).toContain(
      'a<del class="refolded"> </del><ins class="refolded">\n</ins>b.<del class="refolded"> </del><ins class="break">\n\n</ins>',
    )
  })

  const anyText = fc.oneof(
    fc.constantFrom(
      'One. ',
      'two\n\n',
      '<b>',
      '&amp;',
      '# ',
      '- ',
      '](https://a.example)',
      '国',
      '🎉',
      '\u{200d}',
      ' ',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  )
  const kind = fc.constantFrom('same' as const, 'removed' as const, 'added' as const)
  const anyStep = fc
    .record({
      action: fc.constantFrom('kept', 'edited', 'added', 'deleted', 'moved', 'split', 'merged'),
      block: fc.constantFrom('paragraph', 'heading', 'list', 'quote', 'code', 'table'),
      before: fc.array(fc.nat(99), { maxLength: 2 }),
      after: fc.array(fc.nat(99), { maxLength: 2 }),
      diff: fc.array(fc.tuple(kind, anyText), { maxLength: 5 }),
      edits: fc.option(fc.array(fc.tuple(kind, anyText), { maxLength: 3 })),
      links: fc.array(fc.record({ text: anyText, before: anyText, after: anyText }), { maxLength: 1 }),
    })
    .map((part): SentenceStep => part as SentenceStep)
  const side = (steps: readonly SentenceStep[], omitted: 'removed' | 'added') =>
    steps.flatMap(({ diff }) => diff.flatMap(([one, part]) => (one === omitted ? [] : [displayable(part)]))).join('')

  itHolds(
    'is the new text without its del elements, and the former text without its ins elements',
    () =>
      fc.property(fc.array(anyStep, { maxLength: 8 }), (all) => {
        const steps = all.filter((one) => one.action !== 'kept' || one.diff.some(([, part]) => part.trim() !== ''))
        const fragment = String(sentenceList(steps, place))
        expect(textWithout(fragment, 'del')).toBe(side(steps, 'removed'))
        expect(textWithout(fragment, 'ins')).toBe(side(steps, 'added'))
      }),
    { quick: 60, thorough: 500 },
  )
})

describe('escaping', () => {
  it('escapes every text in a template', () => {
    expect(String(html`<a title="${'"<&>\''}">${['x', html`<b>${'<'}</b>`, null, 3]}</a>`)).toBe(
      '<a title="&quot;&lt;&amp;&gt;&#39;">x<b>&lt;</b>3</a>',
    )
  })

  it('escapes hidden characters, except joiners of letters and emoji', () => {
    expect(displayable('a\u{202e}b\u{0}\u{200b}')).toBe('a\\u{202e}b\\u{0}\\u{200b}')
    expect(displayable('👩🏽‍🔬 می‌خواهم')).toBe('👩🏽‍🔬 می‌خواهم')
    expect(displayable('a\u{200d}b \u{200d}🎉')).toBe('a\\u{200d}b \\u{200d}🎉')
  })

  it.each(payloads.filter((text) => !/^https?:\/\/[^\s\\]+$/i.test(text)))('does not turn %j into a link', (text) => {
    expect(String(link(text))).not.toContain('<a ')
  })

  const tags = new Set(
    'html head meta title style body main article h1 h2 h3 table caption thead tbody tr th td time section span p ol ul li div details summary del ins mark blockquote pre code bdi br a q'.split(
      ' ',
    ),
  )
  const names = new Set(
    'lang charset http-equiv content name class id value scope datetime dir href rel aria-hidden'.split(' '),
  )
  const values: Readonly<Record<string, RegExp>> = {
    href: /^(?:https?:\/\/|#body-)/,
    'http-equiv': /^Content-Security-Policy$/,
    class: /^[a-z ]+$/,
  }

  it.each(payloads)('prints %j as text in every field', (text) => {
    for (const sentences of [true, false]) {
      const source = diffHtml(hostileDiff(text, sentences), plainRendering)
      const elements = elementsOf(source)
      expect(elements.filter(({ tagName }) => tagName === 'style')).toHaveLength(1)
      // Assertions on each element would take most of the time.
      expect(elements.filter(({ tagName }) => !tags.has(tagName))).toEqual([])
      const attributes = elements.flatMap(attributesOf)
      expect(attributes.filter(([name, value]) => !names.has(name) || values[name]?.test(value) === false)).toEqual([])
      expect(source).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u)
      expect(source).not.toMatch(/^\s*::[a-z]|##(?:\[|vso\[)/im)
    }
  })
})

describe('a page', () => {
  const source = diffHtml(twoVersions(), plainRendering)

  it('allows only its own style', () => {
    const [, sheet = ''] = /<style>(.*)<\/style>/s.exec(source) ?? []
    const hash = createHash('sha256').update(sheet).digest('base64')
    expect(source).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri`.replaceAll('&#39;', "'"),
    )
    expect(source).not.toMatch(/<script|<link|<img|@import|url\(|style="/)
  })

  it('has the same bytes each time', () => {
    expect(diffHtml(twoVersions(), plainRendering)).toBe(source)
  })

  it('has one main heading, unique ids, and links to existing anchors', () => {
    const elements = elementsOf(source)
    const values = (name: string) =>
      elements.flatMap((element) => attributesOf(element).filter(([own]) => own === name))
    const ids = values('id').map(([, id]) => id)
    expect(elements.filter(({ tagName }) => tagName === 'h1')).toHaveLength(1)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, href] of values('href')) if (href.startsWith('#')) expect(ids).toContain(href.slice(1))
  })

  it('gives each of several diffs its own anchors', () => {
    const content = html`${[1, 2].map((number) => versionDiff(twoVersions(), 'UTC', `change-${number}-`))}`
    const source = htmlPage({ title: 'two', content })
    expect(source).toContain('<li class="edited" id="change-1-body-5"')
    expect(source).toContain('<a href="#change-2-body-old-6">')
  })

  it('escapes its title', () => {
    expect(htmlPage({ title: '<x>', content: html`<p>${'<y>'}</p>\n` })).toContain('<title>&lt;x&gt;</title>')
  })

  it('names equal versions', () => {
    expect(diffHtml(twoVersions({ changes: [] }), plainRendering)).toContain('<p>The two versions are equal.</p>')
  })
})
