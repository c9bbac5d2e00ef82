import { isRisky, regexesOf } from './regexes.ts'
import { codeOf, type SourceFile } from './source-files.ts'

type Check = (file: SourceFile) => string[]

const isTest = (path: string) => /\.test\.tsx?$|^server\/test\//.test(path)

/** Tests say what they expect of an answer by asserting it; everywhere else a type has to be known. */
export const anyFaults: Check = ({ path, text }) => {
  if (isTest(path)) return []
  return linesWith(codeOf(text), /(?:[:<,|&=(]|\bas|\bextends)\s*any\b(?!\s*[:(])|\bany\[\]/).map(
    (line) => `${path}:${line}: any`,
  )
}

export const defaultExportFaults: Check = ({ path, text }) => {
  // Vite, Vitest and the test runner ask for one.
  if (/\.config\.ts$|\/global-setup\.ts$/.test(path)) return []
  return linesWith(codeOf(text), /^\s*export default\b|export \{[^}]*\bas default\b/).map(
    (line) => `${path}:${line}: default export`,
  )
}

const MAX_LINES = 400

export const lengthFaults: Check = ({ path, text }) => {
  const lines = text.split('\n').length - 1
  const [first = ''] = text.split('\n')
  if (lines <= MAX_LINES || /^(\/\/|\/\*).{20,}/.test(first)) return []
  return [`${path}: ${lines} lines; look for the second thing in it, or say in the first line why it is one`]
}

/** Regular expressions that could take a second for thirty characters of somebody else's text. */
export const regexFaults: Check = ({ path, text }) => {
  if (isTest(path)) return []
  const risky = regexesOf(codeWithRegexes(text)).filter(({ source }) => isRisky(source))
  return risky.map(({ source, line }) => `${path}:${line}: /${source}/ repeats what repeats`)
}

/** Requests to other servers leave by the one client that looks where they lead. */
export const outgoingFaults: Check = ({ path, text }) => {
  if (isTest(path) || !path.startsWith('server/src/') || path.startsWith('server/src/platform/outgoing/')) return []
  const ways =
    /(?<![.\w])fetch\(|\bfrom 'undici'|^import(?! type).*\b(?:request|get|Agent)\b.*from 'node:https?'|from 'node:http2'/
  return linesWith(text, ways).map((line) => `${path}:${line}: goes out past platform/outgoing`)
}

/** Regexes hold quotation marks, so texts cannot be taken out before; comments can. */
function codeWithRegexes(text: string): string {
  return text.replaceAll(/^\s*(\/\/|\*|\/\*).*$/gm, '')
}

function linesWith(code: string, pattern: RegExp): number[] {
  return code.split('\n').flatMap((line, index) => (pattern.test(line) ? [index + 1] : []))
}
