/** A part of the drawing itself, never another address. */
const FRAGMENT = /^#[\w.:-]+$/

/** Whether an attribute or a style sheet names nothing outside the drawing and hides nothing behind escapes. */
export function isSafeStyle(text: string): boolean {
  if (/[\\<]|@import|@charset|@namespace|@font-face|expression|javascript:|behavior|-moz-binding/i.test(text))
    return false
  // Every way CSS names an address, whatever stands between the word and its bracket.
  const addresses = text.matchAll(/(?:url|src|image|image-set|cross-fade|element)\s*\(\s*([^)]*)\)?/gi)
  for (const [, inside = ''] of addresses) {
    if (!FRAGMENT.test(inside.trim().replace(/^(['"])(.*)\1$/, '$2'))) return false
  }
  // Comments may split words that the above looks for.
  return !text.includes('/*')
}

export function isFragment(text: string): boolean {
  return FRAGMENT.test(text.trim())
}
