import type { Mark } from './mark.ts'
import type { Bounds, MapPlace, Point } from './mercator.ts'
import type { Street } from './streets.ts'

/** What both renderers take: the WebGL one and the plain canvas one can stand in for each other. */
export interface MapRendererProps {
  label: string
  place: MapPlace
  marks: Mark[]
  streets: Street[]
  /** Ringed: pointed at here or in the list beside. */
  highlighted: string | undefined
  /** When a movement has come to rest, and once at the beginning. */
  onRest: (place: MapPlace, bounds: Bounds) => void
  onHover: (mark: Mark | undefined, at: Point) => void
  onSelect: (mark: Mark) => void
  /** A click beside all marks. */
  onPick?: ((latitude: number, longitude: number) => void) | undefined
}
