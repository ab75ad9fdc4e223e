import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { auditHtml } from '../../../src/reporters/html/audit.ts'
import { plainRendering } from '../../../src/reporters/render-options.ts'
import { auditOf, auditTotals, auditWithBulkChange, generateTitleChanges } from '../../helpers/sample-audits.ts'
import { payloads } from '../diff/hostile-diff.ts'
import { attributesOf, elementsOf } from '../diff/html-elements.ts'
import { fullAudit, hostileSampleAudit, sampleAudit, sampleChanges, sampleTotals, titleChange } from './sample-audit.ts'

const pageOf = (audit = sampleAudit(), timeZone = 'UTC') => auditHtml(audit, { ...plainRendering, timeZone })
const nothing = auditOf([], {
  totals: {
    ...auditTotals,
    eventsRetitled: 0,
    changes: 0,
    byClass: {},
    bySeverity: { cosmetic: 0, editorial: 0, factual: 0 },
    byDay: [],
  },
})

/** The text of a page, without its head and its script. */
function textOf(page: string): string {
  const [, body = ''] = /<main>(.*)<\/main>/s.exec(page) ?? []
  return body
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
}

describe('an audit as a page', () => {
  it('prints each figure with its whole', () => {
    const text = textOf(pageOf())
    expect(text).toContain('6 title changes on 4 of 12 events (33 %)')
    expect(text).toContain('8 of 12 events (67 %) with one title, 3 with 2, 1 with 4')
    expect(pageOf()).toContain(' 3 factual, 50\u{a0}%</span>')
    expect(text).toContain('83 % 5 of 6 changes without a note in the page')
    expect(text).toContain('number half-life 7 h 12 min median over 1 of 1 change of a number')
    expect(text).toContain('changed titles 1 of 2 events followed')
  })

  it('prints all facts of a change', () => {
    const [, item = ''] = /<li [^>]*id="c-bridge-3">(.*?)<\/li>/s.exec(pageOf()) ?? []
    const text = textOf(`<main>${item}</main>`)
    expect(text).toContain('2018-01-15 18:02 UTC factual')
    expect(text).toContain(
      'wording · status · noted in the page · text changed too · the former title was current for 1 h',
    )
    expect(text).toContain('undone after 1 h')
    expect(text).toContain(
      'Harbour · news/2018/01/15/bridge.md · commit 1a1a1a1a1a by Mori Aiko · all 4 titles of the event',
    )
    expect(item).toContain('href="#c-bridge-4">undone')
  })

  it('prints the words that are the reason of a class', () => {
    expect(pageOf()).toContain(
      '<b>number</b> <q><bdi>two</bdi></q> <span aria-hidden="true">→</span> <q><bdi>three</bdi></q>',
    )
  })

  it('prints the evidence if the path changed', () => {
    const text = textOf(pageOf())
    expect(text).toContain('news/old-market.md , was news/market.md')
    expect(text).toContain('why one event: 97 % shares the source daily.example/fish')
  })

  it('prints times in the given zone', () => {
    expect(pageOf(sampleAudit(), 'Asia/Tokyo')).toContain(
      '<time datetime="2018-01-15T17:02:00Z">2018-01-16 02:02 GMT+9</time>',
    )
  })

  it('aligns the titles of an event', () => {
    const [, part = ''] = /<div id="e-bridge" class="titles">(.*?)<\/div>\n<\/details>/s.exec(pageOf()) ?? []
    expect(part).toContain(
      'The swing bridge <b class="place">[1]</b> after inspectors find <b class="place">[2]</b> cracked bearings',
    )
    expect(textOf(`<main>${part}</main>`)).toContain(
      '@1 2018-01-15 16:02 UTC closes two @2 2018-01-15 17:02 UTC three @3 2018-01-15 18:02 UTC stays closed @4 2018-01-15 19:02 UTC closes as @1',
    )
    expect(part).toContain('<td data-place="2" rowspan="3">three</td>')
  })

  it('aligns the titles of an event with two changes', () => {
    const page = pageOf(sampleAudit({ changes: sampleChanges.slice(0, 2) }))
    expect(page.match(/<details class="event">/g)).toHaveLength(1)
    expect(page).toContain('>all 3 titles of the event</a>')
  })

  it('does not align the titles of an event with one change', () => {
    expect(pageOf()).not.toContain('id="e-market"')
  })

  it('marks the language and the direction of a title', () => {
    expect(pageOf()).toContain('<p class="text" lang="zh" dir="ltr">渡轮搁浅，')
    expect(pageOf()).toContain('<p class="text" lang="he" dir="rtl">')
  })

  it('prints groups and bulk changes', () => {
    const text = textOf(pageOf(fullAudit()))
    expect(text).toContain('By topic')
    expect(text).toContain('without topic')
    expect(text).toContain('the prefix “Harbour. ” added 4 title changes on 4 events')
    expect(text).toContain('Only with the words e , noted nowhere.')
  })

  it('counts the listed changes if some are left out', () => {
    const some = sampleAudit({ changes: sampleChanges.slice(0, 2), filter: { limit: 2 } })
    expect(textOf(pageOf(some))).toContain('2 of them are listed.')
    expect(textOf(pageOf(some))).toContain('Severity ● factual 2 ◐ editorial 0 ○ cosmetic 0 ')
  })

  it('folds the members of a bulk change, each with its path and its severity', () => {
    const page = pageOf(auditWithBulkChange(sampleChanges.slice(0, 1), generateTitleChanges(22)))
    expect(textOf(page)).toContain('Bulk changes 2018-01-15 15:02 UTC the title: a label put in front 22 title changes')
    expect(page.match(/<li class="change /g)).toHaveLength(23)
    expect(textOf(page)).toContain('● factual 8 ◐ editorial 7 ○ cosmetic 8')
    const [, item = ''] = /<li [^>]*id="c-ferry-3-3">(.*?)<\/li>/s.exec(page) ?? []
    expect(textOf(`<main>${item}</main>`)).toMatch(
      /2018-01-15 16:44 UTC cosmetic Ferry 3 takes .*number · .* · news\/2018\/01\/15\/swing-bridge-closes-three-bearings.md .* · all 3 titles of the event/,
    )
    expect(textOf(pageOf())).not.toContain('Bulk changes')
  })

  it('lists bulk changes without single changes', () => {
    expect(pageOf(auditWithBulkChange([], generateTitleChanges(22))).match(/<li class="change /g)).toHaveLength(22)
  })

  it('prints an empty audit, and an audit of one change', () => {
    expect(textOf(pageOf(nothing)).trim()).toBe('Title changes No title changed among 3 events. Times are in UTC.')
    const none = { ...nothing, filter: { silent: true } }
    expect(textOf(pageOf(none))).toContain('No title change matches the filter among 3 events. Only noted nowhere.')
    const empty = { ...nothing, totals: { ...nothing.totals, events: 0 } }
    expect(textOf(pageOf(empty))).toContain('The store has no events yet.')
    const one = auditOf([titleChange('dam', 1, 'The dam holds', 'The dam breaks')], {
      totals: { ...auditTotals, eventsRetitled: 1, changes: 1, byDay: auditTotals.byDay.slice(0, 1) },
    })
    expect(textOf(pageOf(one))).toContain('1 title change on 1 of 3 events (33 %), on 2018-01-15 .')
    expect(pageOf(one).match(/on 1 of 3 events \(33\u{a0}%\)/gu)).toHaveLength(2)
    expect(pageOf(one)).not.toContain('NaN')
  })

  it('prints a dash for an unknown time', () => {
    const none = { known: 0, p25: null, median: null, p75: null, p90: null }
    const text = (changes: number) => {
      const firstChange = { ...none, withinTenHours: 0, withinDay: 0, rows: [] }
      return textOf(pageOf(sampleAudit({ totals: { ...sampleTotals, firstChange, numbers: { ...none, changes } } })))
    }
    expect(text(2)).toContain('first change – no time is known for events followed from the beginning')
    expect(text(2)).toContain('number half-life – no time is known for 2 changes of a number')
    expect(text(0)).toContain('number half-life – no number changed')
  })

  it('gives each plot a name, a description and a table of its numbers', () => {
    const plots = elementsOf(pageOf()).filter(
      (one) => one.tagName === 'svg' && attributesOf(one).some(([name]) => name === 'role'),
    )
    expect(plots).toHaveLength(4)
    const ids = new Set(
      elementsOf(pageOf()).flatMap((one) =>
        attributesOf(one)
          .filter(([name]) => name === 'id')
          .map(([, id]) => id),
      ),
    )
    for (const plot of plots) {
      const own = Object.fromEntries(attributesOf(plot))
      const names = [own['aria-labelledby'] ?? '', own['aria-describedby'] ?? '']
      expect(names.filter((id) => ids.has(id))).toHaveLength(2)
    }
    expect(pageOf()).toContain('<tr><th scope="row">up to 10 h</th><td>1</td></tr>')
    expect(pageOf()).toContain('<tr><th scope="row">4</th><td>1</td><td>1</td></tr>')
  })

  it('has unique ids, and links only to existing ids', () => {
    for (const page of [pageOf(), pageOf(fullAudit()), pageOf(nothing)]) {
      const attributes = elementsOf(page).flatMap(attributesOf)
      const ids = attributes.filter(([name]) => name === 'id').map(([, id]) => id)
      expect(ids).toEqual([...new Set(ids)])
      const targets = attributes
        .filter(([name, value]) => name === 'href' && value.startsWith('#'))
        .map(([, value]) => value.slice(1))
      expect(targets.filter((target) => !ids.includes(target))).toEqual([])
    }
  })

  it('does not link to a change that is not listed', () => {
    const page = pageOf(sampleAudit({ changes: sampleChanges.slice(0, 2) }))
    expect(page).toContain('undone after 1\u{a0}h')
    expect(page).not.toContain('href="#c-bridge-4"')
  })
})

describe('the safety of an audit as a page', () => {
  const many = [...payloads, ...payloads.map((payload) => `"'>${payload}`)]
  /** Attributes that depend on the letters of a text, or on equal texts. */
  const free = ['lang', 'dir', 'rowspan']
  const shape = (elements: ReturnType<typeof elementsOf>) =>
    elements.map((one) => {
      const names = attributesOf(one).map(([name]) => name)
      return [one.tagName, ...names.filter((name) => !free.includes(name)).sort()].join(' ')
    })
  const harmless = ['harmless', 'two words', '. ', ' '].flatMap((text) =>
    shape(elementsOf(pageOf(hostileSampleAudit(text)))),
  )
  const known = new Set([...harmless, 'del class', 'ins class', 'mark'])

  /** Asserts that a page with a hostile text has only elements and attributes of our own. */
  function expectHarmless(hostile: readonly string[]): void {
    const own = elementsOf(pageOf(hostileSampleAudit('harmless'))).filter(({ tagName }) => tagName === 'script').length
    for (const payload of hostile) {
      const page = pageOf(hostileSampleAudit(payload))
      const elements = elementsOf(page)
      expect(
        shape(elements).filter((one) => !known.has(one)),
        payload,
      ).toEqual([])
      expect(
        elements.filter(({ tagName }) => tagName === 'script'),
        payload,
      ).toHaveLength(own)
      const attributes = elements.flatMap(attributesOf)
      expect(
        attributes.filter(([name]) => name.startsWith('on') || name === 'style' || name === 'src'),
        payload,
      ).toEqual([])
      expect(
        attributes.filter(([name, value]) => name === 'href' && !/^#[\w-]+$/.test(value)),
        payload,
      ).toEqual([])
    }
  }

  it('has only our own elements and attributes, with a few hostile texts', () => {
    expectHarmless(many.filter((_, at) => at % 30 === 0))
  })

  it('has only our own elements and attributes, with any hostile text', { tags: ['slow'] }, () => {
    expect(many.length).toBeGreaterThanOrEqual(200)
    expectHarmless(many)
  })

  it('allows only its own style and script, by their hashes', () => {
    const page = pageOf()
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? []
    const hashOf = (tag: string) => {
      const [, text = ''] = new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(page) ?? []
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    }
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `style-src ${hashOf('style')}`,
      `script-src ${hashOf('script')}`,
      "require-trusted-types-for 'script'",
      "base-uri 'none'",
      "form-action 'none'",
    ])
    expect(page).not.toMatch(/\bsrc=|\bhttps?:\/\/(?!www\.w3)|@import|url\((?!#)/)
  })

  describe('in another time zone', () => {
    const zone = process.env.TZ
    afterEach(() => {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    })

    it('has the same bytes', () => {
      const pages = ['UTC', 'Asia/Kathmandu', 'America/St_Johns'].map((name) => {
        process.env.TZ = name
        return pageOf(fullAudit())
      })
      expect(new Set(pages).size).toBe(1)
    })
  })

  it('prints totals without listed changes', () => {
    expect(textOf(pageOf(sampleAudit({ changes: [], totals: sampleTotals, filter: {} })))).toContain(
      '0 of them are listed.',
    )
  })
})
