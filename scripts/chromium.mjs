// Where the browser for end-to-end tests is, and how it gets there. Plain JavaScript, because setup.mjs runs it on any Node.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The browser's path, or undefined. CHROMIUM_PATH goes first. */
export function findChromium() {
  const directories = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin']
  const onPath = directories.flatMap((directory) => NAMES.map((name) => join(directory, name)))
  return [process.env.CHROMIUM_PATH, ...onPath, ...APPLICATIONS].find((path) => path && existsSync(path))
}

/** Installs it where that can be done without asking (Debian, as root), and says what to do elsewhere. */
export function installChromium(stop) {
  const given = process.env.CHROMIUM_PATH
  if (given && !existsSync(given)) stop(`CHROMIUM_PATH is ${given}, and there is no such file.`)
  if (findChromium()) return
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) stop(adviceMessage())

  console.info('Installing Chromium for the end-to-end tests ...')
  const isInstalled = apt('update') && apt('install', '-y', '--no-install-recommends', 'chromium')
  if (!isInstalled || !findChromium()) stop(adviceMessage())
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', ['-qq', ...args], { env, stdio: 'inherit' }).status === 0
}

function adviceMessage() {
  return (
    'The end-to-end tests need Chromium or Chrome. Install it (Debian: "apt-get install chromium"), or set ' +
    'CHROMIUM_PATH to where it is, and start again.'
  )
}
