import type { Feature, FeatureCollection, GeoJsonProperties } from 'geojson'
import { TONES } from '#ui/tone.ts'
import { graticule } from './graticule.ts'
import { type Mark, radiusOf } from './mark.ts'
import type { Bounds } from './mercator.ts'
import type { Street } from './streets.ts'

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features })

/** Marks that look the same share an image; its name says how they look. */
export function imageOf({ count, tones }: Mark, scheme: string): string {
  return `mark ${scheme} ${count} ${TONES.map((tone) => tones[tone] ?? 0).join(' ')}`
}

export function streetImageOf(name: string, scheme: string): string {
  return `street ${scheme} ${name}`
}

export function marksData(marks: Mark[], scheme: string): FeatureCollection {
  return collection(
    marks.map((mark) =>
      point(mark, { key: mark.key, count: mark.count, radius: radiusOf(mark), image: imageOf(mark, scheme) }),
    ),
  )
}

export function highlightData(mark: Mark | undefined): FeatureCollection {
  return collection(mark ? [point(mark, { radius: radiusOf(mark) })] : [])
}

export function streetsData(streets: Street[], scheme: string): FeatureCollection {
  return collection(streets.map(({ name, from, to }) => line([from, to], { name, image: streetImageOf(name, scheme) })))
}

export function gridData(bounds: Bounds): FeatureCollection {
  const { longitudes, latitudes } = graticule(bounds)
  const { west, south, east, north } = bounds
  return collection([
    ...longitudes.map((x) =>
      line([
        [x, south],
        [x, north],
      ]),
    ),
    ...latitudes.map((y) =>
      line([
        [west, y],
        [east, y],
      ]),
    ),
  ])
}

function point({ longitude, latitude }: Mark, properties: GeoJsonProperties): Feature {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [longitude, latitude] } }
}

function line(coordinates: [number, number][], properties: GeoJsonProperties = {}): Feature {
  return { type: 'Feature', properties, geometry: { type: 'LineString', coordinates } }
}
