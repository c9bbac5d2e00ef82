import { describe, expect, it } from 'vitest'
import { sanitiseSvg, UnsafeDrawing } from './sanitise-svg.ts'

const svg = (inside: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"${attributes}>${inside}</svg>`

describe('sanitiseSvg', () => {
  it('keeps what draws', () => {
    const drawing = svg(
      '<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient></defs><path d="M0 0h4" fill="url(#a)"/><text x="1">A &amp; B &lt; C</text>',
      ' viewBox="0 0 4 4"',
    )
    expect(sanitiseSvg(drawing)).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><defs><linearGradient id="a"><stop offset="0" stop-color="#fff"></stop></linearGradient></defs><path d="M0 0h4" fill="url(#a)"></path><text x="1">A &amp; B &lt; C</text></svg>',
    )
  })

  it.each([
    ['a script', svg('<script>alert(1)</script>')],
    ['a script by another prefix', svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>')],
    ['a script in CDATA', svg('<script><![CDATA[alert(1)]]></script>')],
    ['a handler', svg('<rect onload="alert(1)" width="1"/>')],
    ['a handler on the root', svg('', ' onload="alert(1)"')],
    [
      'foreign content',
      svg('<foreignObject><div xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></div></foreignObject>'),
    ],
    ['a link', svg('<a xlink:href="javascript:alert(1)"><rect width="1"/></a>')],
    ['an animated address', svg('<rect><set attributeName="href" to="javascript:alert(1)"/></rect>')],
    ['a copy of another document', svg('<use href="https://evil.example/x.svg#alert"/>')],
    ['a picture from elsewhere', svg('<image href="https://evil.example/alert.png"/>')],
    ['data in an address', svg('<use xlink:href="data:image/svg+xml;base64,alert"/>')],
    ['an address in an attribute', svg('<rect fill="url(https://evil.example/alert)"/>')],
    ['an address in a style', svg('<rect style="fill: u\\72l(https://evil.example/alert)"/>')],
    ['a processing instruction', `<?xml-stylesheet href="https://evil.example/alert.css"?>${svg('')}`],
    ['a comment', svg('<!-- alert -->')],
  ])('leaves out %s', (_, text) => {
    expect(sanitiseSvg(text)).not.toMatch(/alert|script|evil|javascript/i)
  })

  it.each([
    ['entities', `<!DOCTYPE svg [<!ENTITY x "y">]>${svg('&x;')}`],
    ['an unknown entity', svg('&x;')],
    ['broken nesting', svg('<g><path></g>')],
    ['HTML', '<html><svg></svg></html>'],
    ['an SVG of no namespace', '<svg><rect/></svg>'],
    ['a second root', `${svg('')}<script>alert(1)</script>`],
    ['an unknown element', svg('<blink/>')],
    ['elements of another language', svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>')],
    ['a style sheet that imports', svg('<style>@import "https://evil.example/x.css";</style>')],
    ['a style sheet with an address', svg('<style>rect { fill: url("//evil.example/x") }</style>')],
    ['depth without end', svg('<g>'.repeat(200) + '</g>'.repeat(200))],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(() => sanitiseSvg(text)).toThrow(UnsafeDrawing)
  })

  it('breaks the chain of copies that draws a billion times', () => {
    const levels = Array.from(
      { length: 10 },
      (_, level) => `<g id="l${level + 1}">${`<use href="#l${level}"/>`.repeat(10)}</g>`,
    )
    const clean = sanitiseSvg(svg(`<rect id="l0" width="1"/>${levels.join('')}<use href="#l10"/>`))
    expect(clean.match(/<use/g)).toHaveLength(1)
  })

  it('cleaning what is clean changes nothing', () => {
    const once = sanitiseSvg(svg('<style>.a { fill: url(#b) }</style><g class="a"><use href="#c"/></g>'))
    expect(sanitiseSvg(once)).toBe(once)
  })
})
