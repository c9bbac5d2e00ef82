const words = (text: string) => new Set(text.trim().split(/\s+/))

/** Elements that only draw. No scripts, no foreign content, no animation (it can set attributes later), no links out. */
export const ELEMENTS = words(`
  svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath
  linearGradient radialGradient stop pattern clipPath mask marker style
  filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDropShadow feFlood feFuncA feFuncB
  feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset feTile feTurbulence
`)

/** What goes without a word, with everything in it: it draws nothing, or nothing safe. */
export const ACTIVE = words(`
  script foreignObject iframe object embed audio video canvas a animate animateMotion animateTransform animateColor set
  handler listener discard image feImage
`)

export const ATTRIBUTES = words(`
  alignment-baseline baseline-shift class clip-path clip-rule clipPathUnits color color-interpolation
  color-interpolation-filters cx cy d direction display dominant-baseline dx dy fill fill-opacity fill-rule filter
  filterUnits flood-color flood-opacity font-family font-size font-style font-weight fr fx fy gradientTransform
  gradientUnits height id in in2 k1 k2 k3 k4 kernelMatrix lengthAdjust letter-spacing lighting-color marker-end
  marker-mid marker-start markerHeight markerUnits markerWidth mask maskContentUnits maskUnits mix-blend-mode mode
  numOctaves offset opacity operator order orient overflow paint-order pathLength patternContentUnits patternTransform
  patternUnits points preserveAspectRatio primitiveUnits r radius refX refY result role rotate rx ry scale seed
  shape-rendering side slope spacing spreadMethod startOffset stdDeviation stitchTiles stop-color stop-opacity stroke
  stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style
  tableValues text-anchor text-decoration text-rendering textLength transform transform-origin type values
  vector-effect version viewBox visibility width word-spacing writing-mode x x1 x2 y y1 y2
`)
