import 'maplibre-gl/dist/maplibre-gl.css'
import { useComputedColorScheme } from '@mantine/core'
import type { GeoJSON } from 'geojson'
import { Map as GlMapLibrary, type MapMouseEvent, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { readColours } from './colours.ts'
import { gridData, highlightData, marksData, streetsData } from './gl-data.ts'
import { addMarkImages, addStreetImages } from './gl-images.ts'
import { MARKS_LAYER, offlineStyle } from './gl-style.ts'
import type { MapRendererProps } from './map-renderer.ts'
import classes from './map-view.module.css'
import type { Mark } from './mark.ts'
import { MAX_ZOOM, type MapPlace, MIN_ZOOM } from './mercator.ts'

setWorkerUrl(workerUrl)

const SAME = 1e-6

/** The map by MapLibre: no tiles, no fonts, no network; all it draws comes from the props. */
export function GlMap(props: MapRendererProps) {
  const { label, place, marks, streets, highlighted } = props
  const boxRef = useRef<HTMLDivElement>(null)
  /** There once its style is loaded and it can be drawn on. */
  const [ready, setReady] = useState<GlMapLibrary>()
  const scheme = useComputedColorScheme()

  const create = useEffectEvent((container: HTMLDivElement) => createMap(container, place, label))
  const handleRest = useEffectEvent((map: GlMapLibrary) => {
    const bounds = map.getBounds()
    const box = { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth() }
    setData(map, 'grid', gridData(box))
    props.onRest(placeOf(map), box)
  })
  const handleMove = useEffectEvent((map: GlMapLibrary, event: MapMouseEvent) => {
    const mark = markUnder(map, event, marks)
    map.getCanvas().style.cursor = mark ? 'pointer' : ''
    props.onHover(mark, event.point)
  })
  const handleOut = useEffectEvent(() => props.onHover(undefined, { x: 0, y: 0 }))
  const handleClick = useEffectEvent((map: GlMapLibrary, event: MapMouseEvent) => {
    const mark = markUnder(map, event, marks)
    if (mark) props.onSelect(mark)
    else props.onPick?.(event.lngLat.lat, event.lngLat.lng)
  })

  // One map for each scheme: its style holds the colours.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes the colours that are read
  useEffect(() => {
    if (!boxRef.current) return
    const map = create(boxRef.current)
    map.on('load', () => {
      setReady(map)
      handleRest(map)
    })
    map.on('moveend', () => handleRest(map))
    map.on('mousemove', (event) => handleMove(map, event))
    map.on('mouseout', () => handleOut())
    map.on('click', (event) => handleClick(map, event))
    return () => {
      setReady(undefined)
      map.remove()
    }
  }, [scheme])

  useEffect(() => {
    if (!ready) return
    addMarkImages(ready, marks, readColours(), scheme)
    addStreetImages(ready, streets, readColours(), scheme)
    setData(ready, 'marks', marksData(marks, scheme))
    setData(ready, 'streets', streetsData(streets, scheme))
  }, [ready, marks, streets, scheme])

  useEffect(() => {
    if (ready) setData(ready, 'highlight', highlightData(marks.find((mark) => mark.key === highlighted)))
  }, [ready, marks, highlighted])

  useEffect(() => {
    if (ready && !isAt(ready, place))
      ready.easeTo({ center: [place.longitude, place.latitude], zoom: place.zoom, duration: 240 })
  }, [ready, place])

  return (
    <div className={classes.fill}>
      <div ref={boxRef} className={classes.gl} data-map />
    </div>
  )
}

function markUnder(map: GlMapLibrary, event: MapMouseEvent, marks: Mark[]): Mark | undefined {
  const key: unknown = map.queryRenderedFeatures(event.point, { layers: [MARKS_LAYER] })[0]?.properties['key']
  return marks.find((mark) => mark.key === key)
}

function createMap(container: HTMLDivElement, place: MapPlace, label: string): GlMapLibrary {
  return new GlMapLibrary({
    container,
    style: offlineStyle(readColours()),
    center: [place.longitude, place.latitude],
    zoom: place.zoom,
    minZoom: MIN_ZOOM,
    maxZoom: MAX_ZOOM,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    fadeDuration: 0,
    locale: { 'Map.Title': label },
  })
}

function setData(map: GlMapLibrary, source: string, data: GeoJSON): void {
  const found = map.getSource(source)
  // All our sources are GeoJSON (see gl-style.ts).
  if (found) (found as unknown as { setData: (data: GeoJSON) => void }).setData(data)
}

function placeOf(map: GlMapLibrary): MapPlace {
  const { lat, lng } = map.getCenter()
  return { latitude: lat, longitude: lng, zoom: map.getZoom() }
}

function isAt(map: GlMapLibrary, place: MapPlace): boolean {
  const now = placeOf(map)
  return (
    Math.abs(now.latitude - place.latitude) < SAME &&
    Math.abs(now.longitude - place.longitude) < SAME &&
    Math.abs(now.zoom - place.zoom) < 1e-3
  )
}
