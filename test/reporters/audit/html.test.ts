import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { auditHtml } from '../../../src/reporters/html/audit.ts'
import { plainRendering } from '../../../src/reporters/render-options.ts'
import { auditOf, auditTotals, auditWithBulkChange, generateTitleChanges } from '../../helpers/sample-audits.ts'
import { payloads } from '../diff/hostile-diff.ts'
import { attributesOf, elementsOf } from '../diff/html-elements.ts'
import { fullAudit, hostileSampleAudit, sampleAudit, sampleChanges, sampleTotals, titleChange } from './sample-audit.ts'

const told = (audit = sampleAudit(), timeZone = 'UTC') => auditHtml(audit, { ...plainRendering, timeZone })
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

/** A page as a reader sees it, without its head and its script. */
function textOf(page: string): string {
  const [, body = ''] = /<main>(.*)<\/main>/s.exec(page) ?? []
  return body
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
}

describe('an audit as a page', () => {
  it('says of the whole what it is a part of', () => {
    const text = textOf(told())
    expect(text).toContain('6 title changes on 4 of 12 events (33 %)')
    expect(text).toContain('three titles or more: 1 of 12 events (8.3 %)')
    expect(told()).toContain(' 3 factual, 50\u{a0}%</span>')
    expect(text).toContain('83 % 5 of 6 changes that nothing in the page notes')
    expect(text).toContain('half-life of a number 7 h 12 min median over 1 of 1 change of a number')
    expect(text).toContain('titles that changed 1 of 2 events followed')
  })

  it('says of a change all that is known of it', () => {
    const [, item = ''] = /<li [^>]*id="c-bridge-3">(.*?)<\/li>/s.exec(told()) ?? []
    const text = textOf(`<main>${item}</main>`)
    expect(text).toContain('2018-01-15 18:02 UTC factual')
    expect(text).toContain('wording · status · noted in the page · text changed too · the former title stood 1 h')
    expect(text).toContain('undone after 1 h')
    expect(text).toContain(
      'Harbour · news/2018/01/15/bridge.md · commit 1a1a1a1a1a by Mori Aiko · all 4 titles of the event',
    )
    expect(item).toContain('href="#c-bridge-4">undone')
  })

  it('names what makes a class, where that is known', () => {
    expect(told()).toContain(
      '<b>number</b> <q><bdi>two</bdi></q> <span aria-hidden="true">→</span> <q><bdi>three</bdi></q>',
    )
  })

  it('gives the evidence where the path changed', () => {
    const text = textOf(told())
    expect(text).toContain('news/old-market.md , was news/market.md')
    expect(text).toContain('why one event: 97 % shares the source daily.example/fish')
  })

  it('shows times in the zone that is asked for', () => {
    expect(told(sampleAudit(), 'Asia/Tokyo')).toContain(
      '<time datetime="2018-01-15T17:02:00Z">2018-01-16 02:02 GMT+9</time>',
    )
  })

  it('sets the titles of an event side by side', () => {
    const [, part = ''] = /<div id="e-bridge" class="titles">(.*?)<\/div>\n<\/details>/s.exec(told()) ?? []
    expect(part).toContain(
      'The swing bridge <b class="place">[1]</b> after inspectors find <b class="place">[2]</b> cracked bearings',
    )
    expect(textOf(`<main>${part}</main>`)).toContain(
      '@1 2018-01-15 16:02 UTC closes two @2 2018-01-15 17:02 UTC three @3 2018-01-15 18:02 UTC stays closed @4 2018-01-15 19:02 UTC closes as @1',
    )
    expect(part).toContain('<td data-place="2" rowspan="3">three</td>')
  })

  it('sets those of an event with two changes side by side', () => {
    const page = told(sampleAudit({ changes: sampleChanges.slice(0, 2) }))
    expect(page.match(/<details class="event">/g)).toHaveLength(1)
    expect(page).toContain('>all 3 titles of the event</a>')
  })

  it('has the titles of events that were retitled once with their changes alone', () => {
    expect(told()).not.toContain('id="e-market"')
  })

  it('says which language and direction a title has', () => {
    expect(told()).toContain('<p class="text" lang="zh" dir="ltr">渡轮搁浅，')
    expect(told()).toContain('<p class="text" lang="he" dir="rtl">')
  })

  it('has groups and changes made at once where there are any', () => {
    const text = textOf(told(fullAudit()))
    expect(text).toContain('By topic')
    expect(text).toContain('without topic')
    expect(text).toContain('the prefix “Harbour. ” came 4 title changes on 4 events')
    expect(text).toContain('Only with the words e , noted nowhere.')
  })

  it('says how many are left out', () => {
    const some = sampleAudit({ changes: sampleChanges.slice(0, 2), filter: { limit: 2 } })
    expect(textOf(told(some))).toContain('2 of them are listed.')
    expect(textOf(told(some))).toContain('Severity ● factual 2 ◐ editorial 0 ○ cosmetic 0 ')
  })

  it('has what was made at once folded in the list, each change with where and how grave it is', () => {
    const page = told(auditWithBulkChange(sampleChanges.slice(0, 1), generateTitleChanges(22)))
    expect(textOf(page)).toContain('Made at once 2018-01-15 15:02 UTC the title: a label put in front 22 title changes')
    expect(page.match(/<li class="change /g)).toHaveLength(23)
    expect(textOf(page)).toContain('● factual 8 ◐ editorial 7 ○ cosmetic 8')
    const [, item = ''] = /<li [^>]*id="c-ferry-3-3">(.*?)<\/li>/s.exec(page) ?? []
    expect(textOf(`<main>${item}</main>`)).toMatch(
      /2018-01-15 16:44 UTC cosmetic Ferry 3 takes .*number · .* · news\/2018\/01\/15\/swing-bridge-closes-three-bearings.md .* · all 3 titles of the event/,
    )
    expect(textOf(told())).not.toContain('Made at once')
  })

  it('has what was made at once where nothing was made one by one', () => {
    expect(told(auditWithBulkChange([], generateTitleChanges(22))).match(/<li class="change /g)).toHaveLength(22)
  })

  it('reads well with nothing, and with one change', () => {
    expect(textOf(told(nothing)).trim()).toBe('Title changes No title changed among 3 events. Times are in UTC.')
    const none = { ...nothing, filter: { silent: true } }
    expect(textOf(told(none))).toContain(
      'No title change is of the kind asked for, among 3 events. Only noted nowhere.',
    )
    const empty = { ...nothing, totals: { ...nothing.totals, events: 0 } }
    expect(textOf(told(empty))).toContain('The record holds no event yet.')
    const one = auditOf([titleChange('dam', 1, 'The dam holds', 'The dam breaks')], {
      totals: { ...auditTotals, eventsRetitled: 1, changes: 1, byDay: auditTotals.byDay.slice(0, 1) },
    })
    expect(textOf(told(one))).toContain('1 title change on 1 of 3 events (33 %), on 2018-01-15 .')
    expect(told(one).match(/1 of 3 events \(33\u{a0}%\)/gu)).toHaveLength(2)
    expect(told(one)).not.toContain('NaN')
  })

  it('says of times that are not known that they are not', () => {
    const none = { known: 0, p25: null, median: null, p75: null, p90: null }
    const text = (changes: number) => {
      const firstChange = { ...none, withinTenHours: 0, withinDay: 0, rows: [] }
      return textOf(told(sampleAudit({ totals: { ...sampleTotals, firstChange, numbers: { ...none, changes } } })))
    }
    expect(text(2)).toContain('until the first change – none is known of an event that was followed from its beginning')
    expect(text(2)).toContain('half-life of a number – none is known, of 2 changes of a number')
    expect(text(0)).toContain('half-life of a number – no number changed')
  })

  it('has plots with a name, a description and the same numbers as a table', () => {
    const plots = elementsOf(told()).filter(
      (one) => one.tagName === 'svg' && attributesOf(one).some(([name]) => name === 'role'),
    )
    expect(plots).toHaveLength(4)
    const ids = new Set(
      elementsOf(told()).flatMap((one) =>
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
    expect(told()).toContain('<tr><th scope="row">up to 10 h</th><td>1</td></tr>')
    expect(told()).toContain('<tr><th scope="row">4</th><td>1</td><td>1</td></tr>')
  })

  it('has no name twice, and no way that leads nowhere', () => {
    for (const page of [told(), told(fullAudit()), told(nothing)]) {
      const attributes = elementsOf(page).flatMap(attributesOf)
      const ids = attributes.filter(([name]) => name === 'id').map(([, id]) => id)
      expect(ids).toEqual([...new Set(ids)])
      const targets = attributes
        .filter(([name, value]) => name === 'href' && value.startsWith('#'))
        .map(([, value]) => value.slice(1))
      expect(targets.filter((target) => !ids.includes(target))).toEqual([])
    }
  })

  it('leads nowhere by what was undone after the last that is listed', () => {
    const page = told(sampleAudit({ changes: sampleChanges.slice(0, 2) }))
    expect(page).toContain('undone after 1\u{a0}h')
    expect(page).not.toContain('href="#c-bridge-4"')
  })
})

describe('the safety of an audit as a page', () => {
  const many = [...payloads, ...payloads.map((payload) => `"'>${payload}`)]
  /** What follows from the letters of a text, and from which texts are alike, is left out. */
  const free = ['lang', 'dir', 'rowspan']
  const shape = (elements: ReturnType<typeof elementsOf>) =>
    elements.map((one) => {
      const names = attributesOf(one).map(([name]) => name)
      return [one.tagName, ...names.filter((name) => !free.includes(name)).sort()].join(' ')
    })
  const harmless = ['harmless', 'two words', '. ', ' '].flatMap((text) =>
    shape(elementsOf(told(hostileSampleAudit(text)))),
  )
  const known = new Set([...harmless, 'del class', 'ins class', 'mark'])

  it('is not changed by what pages and repositories hold', () => {
    expect(many.length).toBeGreaterThanOrEqual(200)
    const own = elementsOf(told(hostileSampleAudit('harmless'))).filter(({ tagName }) => tagName === 'script').length
    for (const payload of many) {
      const page = told(hostileSampleAudit(payload))
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
  })

  it('allows its own style and script by their hashes, and nothing else', () => {
    const page = told()
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

  describe('in another place', () => {
    const zone = process.env.TZ
    afterEach(() => {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    })

    it('is the same to the byte', () => {
      const pages = ['UTC', 'Asia/Kathmandu', 'America/St_Johns'].map((name) => {
        process.env.TZ = name
        return told(fullAudit())
      })
      expect(new Set(pages).size).toBe(1)
    })
  })

  it('keeps totals that no change is listed of', () => {
    expect(textOf(told(sampleAudit({ changes: [], totals: sampleTotals, filter: {} })))).toContain(
      '0 of them are listed.',
    )
  })
})
