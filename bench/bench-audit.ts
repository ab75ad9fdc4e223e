/**
 * npm run bench:audit [-- STORE ARCHIVE]
 *
 * Writes the audit of a store as an HTML page and opens it in Chromium. It measures size, first paint, load time, and the time
 * from a keystroke in the search to its frame. Each keystroke counts with its fastest round, because other load only makes it
 * slower. Without a store it generates 10,000 changes.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { openVariorum } from '../src/index.ts'
import { auditHtml } from '../src/reporters/html/audit.ts'
import { plainRendering } from '../src/reporters/render-options.ts'
import { generateAudit } from './sample-audit.ts'
import { printSpread } from './spread.ts'

const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
/** Waits for the first paint, which a busy machine reports late. */
const loadTimesScript = `new Promise((resolve) => {
  const { loadEventEnd, navigationStart } = performance.timing
  new PerformanceObserver((list) => {
    const first = list.getEntriesByName('first-contentful-paint')[0]
    if (first) resolve({ paint: first.startTime, ready: loadEventEnd - navigationStart })
  }).observe({ type: 'paint', buffered: true })
})`

/** Measures from the keystroke to the end of the frame that shows its result. */
const keystrokeScript = `
var strokes = []
var drawn
addEventListener('keydown', () => {
  const began = performance.now()
  drawn = new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve(strokes.push(performance.now() - began))
    port2.postMessage(null)
  }))
}, true)`

const scratchFolder = mkdtempSync(join(tmpdir(), 'variorum-bench-'))

try {
  const [store, archive] = process.argv.slice(2)
  const audit =
    store === undefined ? generateAudit(10_000) : await readAudit(resolve(store), resolve(archive ?? 'archive'))
  const began = performance.now()
  const page = auditHtml(audit, plainRendering)
  const written = performance.now() - began
  const file = join(scratchFolder, 'audit.html')
  writeFileSync(file, page)
  console.log(
    `${audit.changes.length} changes, ${(Buffer.byteLength(page) / 1e6).toFixed(2)} MB, written in ${written.toFixed(0)} ms`,
  )
  if (executablePath === undefined) console.log('Chromium is not installed, so the page is not opened.')
  else {
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    await measurePage(browser, pathToFileURL(file).href)
    await browser.close()
  }
} finally {
  rmSync(scratchFolder, { recursive: true, force: true })
}

async function readAudit(store: string, archive: string) {
  await using variorum = await openVariorum({ store, archive })
  return await variorum.audit()
}

async function measurePage(browser: Browser, address: string): Promise<void> {
  const paints: number[] = []
  const ready: number[] = []
  const strokes: number[][] = []
  for (let round = 0; round < rounds; round++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    await page.goto(address, { waitUntil: 'load' })
    const times = (await page.evaluate(loadTimesScript)) as { paint: number; ready: number }
    paints.push(times.paint)
    ready.push(times.ready)
    await page.evaluate(keystrokeScript)
    for (const view of ['#changes', '#figures']) {
      await page.evaluate(`document.querySelector('${view}').scrollIntoView()`)
      await page.evaluate(`document.getElementById('f-words').focus({ preventScroll: true })`)
      for (const word of ['north korea', 'two']) {
        for (const letter of word) await stroke(letter)
        for (const _ of word) await stroke('Backspace')
      }
    }
    strokes.push((await page.evaluate('strokes')) as number[])
    await page.close()

    async function stroke(key: string): Promise<void> {
      await page.keyboard.press(key === ' ' ? 'Space' : key)
      await page.evaluate('drawn')
    }
  }
  printSpread('first paint', paints, 'ms')
  printSpread('load', ready, 'ms')
  const best =
    strokes[0]?.map((_, at) => Math.min(...strokes.map((round) => round[at] ?? Number.POSITIVE_INFINITY))) ?? []
  printSpread(`one of ${best.length} keystrokes`, best, 'ms')
}
