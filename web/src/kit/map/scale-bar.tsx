import { useRegion } from '#ui/format/region.tsx'
import classes from './map-view.module.css'
import type { MapPlace } from './mercator.ts'

const EQUATOR_METRES = 40_075_016.7
const MAX_PX = 110

/** How far is how much: a round distance and its length on the screen. */
export function ScaleBar({ place }: { place: MapPlace }) {
  const { locale } = useRegion()
  const metresPerPx = (EQUATOR_METRES * Math.cos((place.latitude * Math.PI) / 180)) / (512 * 2 ** place.zoom)
  const metres = roundDown(metresPerPx * MAX_PX)
  const isFar = metres >= 1_000
  const text = new Intl.NumberFormat(locale, { style: 'unit', unit: isFar ? 'kilometer' : 'meter' }).format(
    isFar ? metres / 1_000 : metres,
  )
  return (
    <div className={classes.scale} style={{ width: metres / metresPerPx }}>
      {text}
    </div>
  )
}

/** To 1, 2 or 5 and zeros. */
function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const first = value / power
  return (first >= 5 ? 5 : first >= 2 ? 2 : 1) * power
}
