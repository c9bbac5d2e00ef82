import type { Bin } from '@groundwork/contract/waste/bins.ts'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { MapView } from '#kit/map/map-view.tsx'
import type { Bounds, MapPlace } from '#kit/map/mercator.ts'
import { recordHref } from '#kit/resource/resource.ts'
import { writePlace } from './bin-map-state.ts'
import classes from './bin-place.module.css'
import { useBinMap } from './bins.api.ts'
import { bins } from './bins.resource.ts'
import { t } from './bins.text.ts'
import { toMark } from './map-cells.ts'
import { mergeCells } from './merge-cells.ts'

const CLOSE_ZOOM = 17

/** Where the bin stands, with its neighbours. */
export function BinPlace({ bin }: { bin: Bin }) {
  const { latitude, longitude } = bin.location
  const navigate = useNavigate()
  const [place, setPlace] = useState<MapPlace>({ latitude, longitude, zoom: CLOSE_ZOOM })
  const [bounds, setBounds] = useState<Bounds>()
  const around = useBinMap(bounds, place.zoom, {})
  const marks = mergeCells(around.data?.cells ?? [], place.zoom).map(toMark)
  const nearest = marks.toSorted(
    (a, b) =>
      Math.hypot(a.latitude - latitude, a.longitude - longitude) -
      Math.hypot(b.latitude - latitude, b.longitude - longitude),
  )[0]
  const handleRest = (next: MapPlace, box: Bounds) => {
    setPlace(next)
    setBounds(box)
  }
  return (
    <>
      <div className={classes.map}>
        <MapView
          isSmall
          label={t('position')}
          place={place}
          marks={marks}
          highlighted={nearest?.key}
          onRest={handleRest}
          onSelect={({ count, key }) => count === 1 && void navigate({ to: recordHref(bins, key) })}
        />
      </div>
      <div className={classes.under}>
        <span className="tabular">
          {latitude.toFixed(5)}, {longitude.toFixed(5)}
        </span>
        <Link to="/waste/bins/map" search={{ at: writePlace({ latitude, longitude, zoom: 17 }) }}>
          {t('openMap')}
        </Link>
      </div>
    </>
  )
}
