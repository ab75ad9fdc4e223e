import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Audit } from '../../../src/model/audit.ts'
import { auditHtml } from '../../../src/reporters/html/audit.ts'
import { plainRendering } from '../../../src/reporters/render-options.ts'
import { auditWithBulkChange, generateTitleChanges } from '../../helpers/sample-audits.ts'
import { payloads } from '../diff/hostile-diff.ts'
import { fullAudit, hostileSampleAudit, sampleAudit, sampleChanges, sampleTotals } from './sample-audit.ts'

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const where = executablePath === undefined ? ' (skipped: Chromium is missing)' : ''

/** A busy machine draws few frames: polls wait for a long time. */
const patient = { timeout: 120_000 }
/** An audit with every part of a page. Published rates are compared only without a filter, except by topic. */
const comparedAudit = (): Audit => ({ ...fullAudit(), filter: { groupBy: 'topic', topic: 'e' } })
const madeAtOnce = generateTitleChanges(22).map((change, at) => ({ ...change, to: { ...change.to, number: at + 2 } }))

describe.skipIf(executablePath === undefined)(`an audit in a browser${where}`, { tags: ['slow'] }, () => {
  let browser: Browser
  let folder: string
  const messages: string[] = []

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'variorum-test-'))
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] })
  })

  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Opens an audit from the disk, and collects its requests, dialogs, console messages and errors. */
  async function opened(audit: Audit, fragment = '', options: BrowserContextOptions = {}): Promise<Page> {
    const file = join(folder, 'audit.html')
    writeFileSync(file, auditHtml(audit, plainRendering))
    const address = pathToFileURL(file).href
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    const page = await context.newPage()
    messages.length = 0
    page.on('request', (request) => request.url().startsWith(address) || messages.push(request.url()))
    page.on('dialog', (dialog) => messages.push(dialog.message()))
    page.on('console', (message) => messages.push(message.text()))
    page.on('pageerror', (error) => messages.push(error.message))
    await page.goto(address + fragment)
    return page
  }

  const shown = (page: Page) => page.locator('.change:visible').evaluateAll((all) => all.map(({ id }) => id))
  const state = (page: Page, fragment: string) => page.waitForURL((url) => url.hash === fragment)
  const focused = (page: Page) => page.evaluate('document.activeElement.id')

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('has no accessibility error by axe (%s, %i pixels wide)', async (colorScheme, width) => {
    const page = await opened(comparedAudit(), '', { colorScheme, viewport: { width, height: 900 }, bypassCSP: true })
    await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })')
    const violations = async () => (await new AxeBuilder({ page }).analyze()).violations
    expect((await violations()).map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    await page.keyboard.press('?')
    expect((await violations()).map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    await page.context().close()
  })

  it('finds words in both titles, ignoring case, and quoted words as a phrase', async () => {
    const page = await opened(sampleAudit())
    const found = async (words: string) => {
      await page.locator('#f-words').fill(words)
      return shown(page)
    }
    expect(await found('STAYS closed')).toEqual(['c-bridge-3', 'c-bridge-4'])
    expect(await found('closed stays')).toEqual(['c-bridge-3', 'c-bridge-4'])
    expect(await found('"closed stays"')).toEqual([])
    expect(await page.locator('#none').isVisible()).toBe(true)
    expect(await found('两人死亡')).toEqual(['c-ferry-2'])
    expect(await found('find three cracked')).toEqual(['c-bridge-2', 'c-bridge-3', 'c-bridge-4'])
    expect(await found('deleted')).toEqual([])
    expect(await found('')).toHaveLength(sampleChanges.length)
    expect(messages).toEqual([])
    await page.context().close()
  })

  it('filters by severity, class, topic, day and flag', async () => {
    const page = await opened(sampleAudit())
    const choose = (name: string) => page.getByRole('checkbox', { name, exact: false }).first()
    await page.locator('#filter details details').evaluate((one) => one.setAttribute('open', ''))
    await choose('editorial').check()
    expect(await shown(page)).toEqual(['c-bridge-4', 'c-market-2'])
    await choose('cosmetic').check()
    expect(await shown(page)).toEqual(['c-bridge-4', 'c-market-2', 'c-dam-2'])
    await choose('revert').check()
    expect(await shown(page)).toEqual(['c-bridge-4'])
    await page.getByRole('button', { name: 'Show all' }).click()
    expect(await shown(page)).toHaveLength(sampleChanges.length)
    await choose('undone').check()
    expect(await shown(page)).toEqual(['c-bridge-3'])
    await choose('silent').check()
    expect(await shown(page)).toEqual([])
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.getByRole('combobox', { name: 'Topic' }).fill('渡')
    expect(await shown(page)).toEqual(['c-ferry-2'])
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.getByRole('textbox', { name: 'From' }).fill('2018-01-16')
    expect(await shown(page)).toEqual([])
    await page.getByRole('textbox', { name: 'From' }).fill('2018-01-15')
    expect(await shown(page)).toHaveLength(sampleChanges.length - 1)
    await page.context().close()
  })

  it('shows the count, and announces it', async () => {
    const page = await opened(sampleAudit())
    expect(await page.locator('#shown').textContent()).toBe('all 6 changes')
    await page.locator('#f-words').fill('bridge')
    expect(await page.locator('#shown').textContent()).toBe('3 of 6 changes')
    await page.locator('#status', { hasText: '3 of 6 changes shown' }).waitFor({ state: 'attached' })
    expect(await page.locator('#status').getAttribute('role')).toBe('status')
    await page.context().close()
  })

  it('writes the filter into the address, and reads it from there', async () => {
    const page = await opened(sampleAudit())
    await page.locator('#f-words').fill('swing bridge')
    await page.getByRole('checkbox', { name: 'factual' }).check()
    await state(page, '#q=swing+bridge&severity=factual')
    const shared = await opened(sampleAudit(), '#q=swing+bridge&severity=factual')
    expect(await shown(shared)).toEqual(['c-bridge-2', 'c-bridge-3'])
    expect(await shared.locator('#f-words').inputValue()).toBe('swing bridge')
    await shared.locator('#c-bridge-2').getByRole('link', { name: 'all 4 titles' }).click()
    expect(await shared.locator('#e-bridge').isVisible()).toBe(true)
    await shared.goBack()
    expect(await shown(shared)).toEqual(['c-bridge-2', 'c-bridge-3'])
    await shared.getByRole('button', { name: 'Show all' }).click()
    await state(shared, '')
    for (const one of [page, shared]) await one.context().close()
  })

  it('prints the count of the shown changes', async () => {
    const page = await opened(sampleAudit(), '#q=bridge')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('#filter').innerText()).toBe('3 of 6 changes')
    expect(await page.locator('.change:visible').count()).toBe(3)
    await page.context().close()
  })

  it('shows all changes after going back to an address without a filter', async () => {
    const page = await opened(sampleAudit())
    await page.evaluate('location.hash = "figures"')
    await page.locator('#f-words').fill('bridge')
    await state(page, '#q=bridge')
    await page.goBack()
    await state(page, '')
    await page.locator('#shown', { hasText: 'all 6 changes' }).waitFor()
    expect(await shown(page)).toHaveLength(sampleChanges.length)
    expect(await page.locator('#f-words').inputValue()).toBe('')
    await page.goForward()
    await page.locator('#shown', { hasText: '3 of 6 changes' }).waitFor()
    expect(await page.locator('#f-words').inputValue()).toBe('bridge')
    await page.context().close()
  })

  it('keeps the filter in the address of an opened anchor', async () => {
    const page = await opened(sampleAudit(), '#q=bridge')
    await page.getByRole('link', { name: 'Plots', exact: true }).click()
    await state(page, '#q=bridge&at=plots')
    expect(await shown(page)).toHaveLength(3)
    const shared = await opened(sampleAudit(), '#q=bridge&at=plots')
    expect(await shown(shared)).toHaveLength(3)
    const top = await shared.locator('#plots').evaluate((part) => part.getBoundingClientRect().top)
    expect(Math.abs(top)).toBeLessThan(40)
    await shared.locator('#f-words').fill('ferry')
    await state(shared, '#q=ferry')
    for (const one of [page, shared]) await one.context().close()
  })

  it('opens the anchor of a change that the filter hides', async () => {
    const page = await opened(sampleAudit(), '#q=ferry')
    await page.evaluate('location.hash = "c-dam-2"')
    await page.locator('#c-dam-2').waitFor({ state: 'visible' })
    expect(await shown(page)).toHaveLength(sampleChanges.length)
    expect(await page.locator('#shown').textContent()).toBe('all 6 changes')
    await page.context().close()
  })

  it('leaves the search with Esc and keeps its words', async () => {
    const page = await opened(sampleAudit())
    await page.locator('#f-words').fill('bridge')
    await page.locator('#f-words').press('Escape')
    await state(page, '#q=bridge')
    expect(await page.locator('#f-words').inputValue()).toBe('bridge')
    expect(await shown(page)).toHaveLength(3)
    await page.keyboard.press('j')
    expect(await focused(page)).toBe('c-bridge-2')
    await page.context().close()
  })

  it('finds changes in a bulk change, and opens it', async () => {
    const page = await opened(auditWithBulkChange(sampleChanges, madeAtOnce))
    const group = page.locator('.group details')
    const isOpen = () => group.evaluate((one) => one.hasAttribute('open'))
    expect(await page.locator('#shown').textContent()).toBe('all 6 changes, all 22 in bulk')
    expect(await shown(page)).toHaveLength(6)
    await page.locator('#f-words').fill('"Ferry 3"')
    expect(await page.locator('#shown').textContent()).toBe('0 of 6 changes, 2 of 22 in bulk')
    await expect.poll(() => shown(page), patient).toEqual(['c-ferry-3-8', 'c-ferry-3-9'])
    await page.locator('#f-words').fill('bridge')
    expect(await page.locator('#shown').textContent()).toBe('3 of 6 changes, 0 of 22 in bulk')
    expect(await page.locator('.group').isVisible()).toBe(false)
    await page.locator('#f-words').fill('')
    expect(await isOpen()).toBe(false)
    await page.getByRole('checkbox', { name: 'editorial' }).check()
    expect(await page.locator('#shown').textContent()).toBe('2 of 6 changes, 7 of 22 in bulk')
    await expect.poll(() => shown(page), patient).toHaveLength(9)
    await page.getByRole('button', { name: 'Show all' }).click()
    expect(await isOpen()).toBe(false)
    await page.keyboard.press('j')
    expect(await focused(page)).toBe('c-bridge-2')
    await page.locator('.group summary').click()
    await expect.poll(() => shown(page), patient).toHaveLength(28)
    await page.locator('#f-words').fill('Ferry 4')
    await page.locator('#f-words').fill('')
    expect(await isOpen()).toBe(true)
    await page.context().close()
  })

  it('opens the anchor of a folded change', async () => {
    const page = await opened(auditWithBulkChange(sampleChanges, madeAtOnce), '#c-ferry-10-22')
    await page.locator('#c-ferry-10-22').waitFor({ state: 'visible' })
    await expect
      .poll(() => page.locator('#c-ferry-10-22').evaluate((one) => Math.abs(one.getBoundingClientRect().top)), patient)
      .toBeLessThan(600)
    await page.context().close()
  })

  it.each([390, 1400])('has plot labels that do not overlap (%i pixels wide)', async (width) => {
    const byDay = Array.from({ length: 104 }, (_, week) => ({
      day: new Date(Date.UTC(2016, 0, 4) + week * 7 * 86_400_000).toISOString().slice(0, 10),
      cosmetic: 1,
      editorial: week % 3,
      factual: 0,
    }))
    const page = await opened(sampleAudit({ totals: { ...sampleTotals, byDay } }), '', {
      viewport: { width, height: 900 },
    })
    const boxes = await page.locator('#plot-time .name:visible').evaluateAll((all) =>
      all.map((one) => {
        const { left, right } = one.getBoundingClientRect()
        return { left, right }
      }),
    )
    expect(boxes.length).toBeGreaterThan(2)
    expect(boxes.filter(({ left }, at) => at > 0 && left < boxes[at - 1]!.right + 2)).toEqual([])
    expect(boxes.at(-1)!.right).toBeLessThanOrEqual(width)
    await page.context().close()
  })

  it('keeps tables within a small screen, with whole words', async () => {
    const page = await opened(comparedAudit(), '', { viewport: { width: 390, height: 900 } })
    const heights = await page
      .locator('.rates thead th')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
    expect(Math.max(...heights)).toBeLessThan(40)
    await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })')
    for (const table of ['.rates', '.readings']) {
      const right = await page
        .locator(table)
        .first()
        .evaluate((one) => one.getBoundingClientRect().right)
      expect(right).toBeLessThanOrEqual(390)
    }
    const named = page.locator('.readings th[scope=row]').first()
    expect(await named.evaluate((one) => one.getClientRects()[0]?.height)).toBeLessThan(40)
    await page.context().close()
  })

  it('moves through the changes by keys', async () => {
    const page = await opened(sampleAudit(), '#severity=factual')
    const walked: unknown[] = []
    for (const key of ['j', 'n', 'j', 'j', 'k', 'p']) {
      await page.keyboard.press(key)
      walked.push(await focused(page))
    }
    expect(walked).toEqual(['c-bridge-2', 'c-bridge-3', 'c-ferry-2', 'c-ferry-2', 'c-bridge-3', 'c-bridge-2'])
    await page.keyboard.press('/')
    expect(await focused(page)).toBe('f-words')
    await page.keyboard.type('j?/')
    expect(await page.locator('#f-words').inputValue()).toBe('j?/')
    expect(await page.locator('#keys').isVisible()).toBe(false)
    await page.locator('#f-words').fill('')
    await page.keyboard.press('Escape')
    expect(await focused(page)).toBe('')
    await page.keyboard.press('?')
    expect(await page.locator('#keys').isVisible()).toBe(true)
    await page.keyboard.press('j')
    await page.keyboard.press('Escape')
    expect(await page.locator('#keys').isVisible()).toBe(false)
    await page.keyboard.press('j')
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
    const before = await focused(page)
    await page.keyboard.press('Control+j')
    expect(await focused(page)).toBe(before)
    await page.context().close()
  })

  it('ignores the keys when they are disabled', async () => {
    const page = await opened(sampleAudit())
    await page.getByRole('button', { name: 'Keys' }).click()
    await page.getByRole('checkbox', { name: 'Enable the keys' }).uncheck()
    await page.getByRole('button', { name: 'Close' }).click()
    for (const key of ['j', '/', '?']) await page.keyboard.press(key)
    expect(await focused(page)).toBe('ask')
    expect(await page.locator('#keys').isVisible()).toBe(false)
    await page.context().close()
  })

  it('hides many changes in steps, with the same result', async () => {
    const many = Array.from({ length: 300 }, () => sampleChanges).flat()
    const changes = many.map((change, at) => ({ ...change, to: { ...change.to, number: at } }))
    const page = await opened(sampleAudit({ changes }))
    await page.locator('#f-words').fill('渡轮')
    expect(await page.locator('#shown').textContent()).toBe('300 of 1,800 changes')
    await expect.poll(() => page.locator('.change:not([hidden])').count(), patient).toBe(300)
    await page.locator('#f-words').fill('')
    await expect.poll(() => page.locator('.change[hidden]').count(), patient).toBe(0)
    await page.context().close()
  })

  it('is readable without its script', async () => {
    const page = await opened(fullAudit(), '#e-bridge', { javaScriptEnabled: false })
    expect(await page.locator('.change:visible').count()).toBe(sampleChanges.length)
    expect(await page.locator('#filter').isVisible()).toBe(false)
    expect(await page.locator('#e-bridge td').first().isVisible()).toBe(true)
    expect(messages).toEqual([])
    await page.context().close()
  })

  it('runs and loads nothing, with any texts', async () => {
    const hostile = payloads.flatMap((payload) => hostileSampleAudit(payload).changes)
    const page = await opened(sampleAudit({ changes: hostile }))
    await page.locator('#f-topic').focus()
    for (const words of ['<script>', '" onmouseover', '\\', '(((', '']) await page.locator('#f-words').fill(words)
    await page.evaluate('location.hash = "q=%3Cimg src=x onerror=alert(1)%3E&topic=%22%3E%3Cb%3E"')
    await page.locator('#none').waitFor({ state: 'visible' })
    expect(messages).toEqual([])
    expect(await page.evaluate('getComputedStyle(document.querySelector("del")).textDecorationLine')).toBe(
      'line-through',
    )
    await page.context().close()
  })
})
