import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { findChromium } from '../../scripts/chromium.mjs'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const WIDE = { width: 1440, height: 900 }
export const PHONE = { width: 360, height: 740 }

/** The system's Chromium, closed after the file's tests. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('No Chromium; `node scripts/setup.mjs --test` installs it or says how')
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS })
  afterAll(() => browser.close())
  return browser
}

export interface Visit {
  context: BrowserContext
  page: Page
  /** What the browser complained about: failed scripts, broken policies. A test ends with none. */
  complaints: string[]
}

export async function visit(
  browser: Browser,
  baseURL: string,
  options: { viewport?: typeof WIDE; colorScheme?: 'light' | 'dark' } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL,
    viewport: options.viewport ?? WIDE,
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
      complaints.push(message.text())
  })
  return { context, page, complaints }
}

const EVERYTHING = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe finds against WCAG 2.2 AA, or one of its rules, as lines to read. */
export async function accessibilityProblems(page: Page, runOnly: string[] = EVERYTHING): Promise<string[]> {
  await page.evaluate(AXE)
  const violations = await page.evaluate(async (only) => {
    // axe put itself on the window above; the page's types do not know it.
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    return (await axe.run({ runOnly: only })).violations
  }, runOnly)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}
