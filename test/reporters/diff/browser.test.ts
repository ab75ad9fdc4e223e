import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { VersionDiff } from '../../../src/model/report.ts'
import { diffHtml } from '../../../src/reporters/html/diff.ts'
import { plainRendering } from '../../../src/reporters/render-options.ts'
import { hostileDiff, payloads } from './hostile-diff.ts'
import { change, step, versionDiff } from './sample-diff.ts'

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const where = executablePath === undefined ? ' (skipped: Chromium is missing)' : ''

describe.skipIf(executablePath === undefined)(
  `a page in a browser${where}`,
  { timeout: 120_000, tags: ['slow'] },
  () => {
    let browser: Browser

    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] })
    })

    afterAll(() => browser.close())

    /** Opens a page of a diff. */
    async function opened(diff: VersionDiff, colorScheme: 'light' | 'dark', width: number): Promise<Page> {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true })
      const page = await context.newPage()
      await page.setContent(diffHtml(diff, plainRendering))
      return page
    }

    const all = versionDiff({ changes: [...versionDiff().changes, ...others()], folded: [['same', 'the page\n']] })

    it.each([
      ['light', 1100],
      ['dark', 1100],
      ['light', 360],
      ['dark', 360],
    ] as const)('has no accessibility error by axe (%s, %i pixels wide)', async (colorScheme, width) => {
      const page = await opened(all, colorScheme, width)
      await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })')
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      await page.context().close()
    })

    it('announces deleted, inserted and moved words', async () => {
      const page = await opened(all, 'light', 1100)
      const tree = await page.locator('#title').ariaSnapshot()
      expect(tree).toContain('deletion: "[deleted: two ]"')
      expect(tree).toContain('insertion: "[inserted: three ]"')
      const body = await page.locator('#body').ariaSnapshot()
      expect(body).toContain('[moved here:')
      expect(body).toContain('5 words replaced in 5 sentences')
      await page.context().close()
    })

    it('runs and loads nothing, with any texts', async () => {
      const context = await browser.newContext()
      const page = await context.newPage()
      const messages: string[] = []
      page.on('request', (request) => messages.push(request.url()))
      page.on('dialog', (dialog) => messages.push(dialog.message()))
      page.on('console', (message) => messages.push(message.text()))
      page.on('pageerror', (error) => messages.push(error.message))
      for (const payload of payloads) await page.setContent(diffHtml(hostileDiff(payload, true), plainRendering))
      expect(messages).toEqual([])
      expect(await page.evaluate('getComputedStyle(document.querySelector("del")).textDecorationLine')).toBe(
        'line-through',
      )
      await context.close()
    })

    it('prints folded sentences too', async () => {
      const page = await opened(all, 'light', 1100)
      await page.emulateMedia({ media: 'print' })
      expect(await page.locator('#body-14').isVisible()).toBe(true)
      await page.context().close()
    })
  },
)

function others(): VersionDiff['changes'] {
  const hebrew = step('edited', 1, 1, [
    ['same', 'הגשר נסגר '],
    ['removed', 'שני'],
    ['added', 'שלושה'],
    ['same', ' ימים.\n\n'],
  ])
  const blocks = (['heading', 'quote', 'code', 'table', 'list'] as const).map((block, at) =>
    step(
      'edited',
      at + 2,
      at + 2,
      [
        ['same', '| a '],
        ['removed', ' b'],
        ['added', '\n\n'],
        ['same', '|'],
      ],
      { block },
    ),
  )
  const topic = change(
    'topic',
    [
      ['removed', 'Harbour'],
      ['added', 'Harbours'],
    ],
    { severity: 'cosmetic' },
  )
  const rewritten = change(
    'path',
    [
      ['same', 'news/'],
      ['removed', 'a'],
      ['added', 'b'],
      ['same', '.md'],
    ],
    { severity: 'editorial' },
  )
  return [
    topic,
    rewritten,
    change(
      'day',
      [
        ['removed', '2018-01-15'],
        ['added', '2018-01-16'],
      ],
      { sentences: [hebrew, ...blocks] },
    ),
  ]
}
