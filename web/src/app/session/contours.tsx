const RINGS = Array.from({ length: 15 }, (_, ring) => ring)
const POINTS = 72

/** Contour lines around a hill, drawn from three sine waves: the same picture every time. */
export function Contours() {
  return (
    <svg viewBox="0 0 800 900" preserveAspectRatio="xMidYMid slice" aria-hidden>
      {RINGS.map((ring) => (
        <path
          key={ring}
          d={ringPath(ring)}
          fill="none"
          stroke="#7ccbd2"
          strokeWidth={ring % 5 === 0 ? 1.6 : 0.8}
          opacity={0.42 - ring * 0.022}
        />
      ))}
    </svg>
  )
}

function ringPath(ring: number): string {
  const radius = 42 + ring * 46
  const points = Array.from({ length: POINTS }, (_, index) => {
    const angle = (index / POINTS) * Math.PI * 2
    const wobble =
      1 +
      0.16 * Math.sin(angle * 2 + ring * 0.24) +
      0.09 * Math.sin(angle * 3 - ring * 0.31) +
      0.04 * Math.sin(angle * 5 + ring * 0.5)
    return `${(500 + Math.cos(angle) * radius * wobble).toFixed(1)},${(340 + Math.sin(angle) * radius * wobble * 0.82).toFixed(1)}`
  })
  return `M${points.join('L')}Z`
}
