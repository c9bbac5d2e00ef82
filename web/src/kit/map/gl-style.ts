import type { GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl'
import type { MapColours } from './colours.ts'

export const MARKS_LAYER = 'marks'

const nothing: GeoJSONSourceSpecification = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } }

/** A style of our own data only. There is no `glyphs`: without a font server all text is drawn into images. */
export function offlineStyle(colours: MapColours): StyleSpecification {
  return {
    version: 8,
    sources: { grid: nothing, streets: nothing, marks: nothing, highlight: nothing },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': colours.ground } },
      {
        id: 'halo',
        type: 'circle',
        source: 'marks',
        paint: {
          'circle-color': colours.halo,
          'circle-radius': ['*', ['get', 'radius'], 3],
          'circle-blur': 0.35,
          'circle-pitch-alignment': 'map',
        },
      },
      { id: 'grid', type: 'line', source: 'grid', paint: { 'line-color': colours.grid, 'line-width': 1 } },
      {
        id: 'streets',
        type: 'line',
        source: 'streets',
        minzoom: 12.5,
        layout: { 'line-cap': 'round' },
        paint: { 'line-color': colours.street, 'line-width': ['interpolate', ['linear'], ['zoom'], 12, 2, 18, 14] },
      },
      {
        id: 'street-names',
        type: 'symbol',
        source: 'streets',
        minzoom: 14,
        layout: {
          'icon-image': ['get', 'image'],
          'symbol-placement': 'line-center',
          'icon-rotation-alignment': 'map',
          'icon-offset': [0, -12],
        },
      },
      {
        id: 'highlight',
        type: 'circle',
        source: 'highlight',
        paint: { 'circle-color': colours.accent, 'circle-radius': ['+', ['get', 'radius'], 5] },
      },
      {
        id: MARKS_LAYER,
        type: 'symbol',
        source: 'marks',
        layout: {
          'icon-image': ['get', 'image'],
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
          'symbol-sort-key': ['-', 0, ['get', 'count']],
        },
      },
    ],
  }
}
