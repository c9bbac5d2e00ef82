import { useState } from 'react'
import { FieldControl } from '#kit/form/field-control.tsx'
import { isObject } from '#kit/form/form-values.ts'
import type { CustomInputProps } from '#kit/form/form-view.ts'
import formClasses from '#kit/form/record-form.module.css'
import { MapView } from '#kit/map/map-view.tsx'
import type { Mark } from '#kit/map/mark.ts'
import type { Bounds, MapPlace } from '#kit/map/mercator.ts'
import { binWord } from './bin-words.ts'
import { useBinMap, useBinOverview } from './bins.api.ts'
import { t } from './bins.text.ts'
import classes from './location-input.module.css'
import { overviewPlace, toMark } from './map-cells.ts'
import { mergeCells } from './merge-cells.ts'

const CLOSE_ZOOM = 15
const words = { wordOf: binWord }

/** Where a bin stands: a click on the map, or the position typed in; the address is what drivers read. */
export function LocationInput({ spec, form }: CustomInputProps) {
  const held: unknown = form.values['location']
  const { latitude, longitude } = isObject(held) ? held : {}
  const overview = useBinOverview({})
  const [place, setPlace] = useState<MapPlace>()
  const [bounds, setBounds] = useState<Bounds>()
  const handleRest = (next: MapPlace, box: Bounds) => {
    setPlace(next)
    setBounds(box)
  }
  const hasPosition = typeof latitude === 'number' && typeof longitude === 'number'
  const start = hasPosition
    ? { latitude, longitude, zoom: CLOSE_ZOOM }
    : overview.data && overviewPlace(overview.data.cells, { width: 640, height: 240 })
  const around = useBinMap(bounds, place?.zoom ?? 0, {})
  const others = mergeCells(around.data?.cells ?? [], place?.zoom ?? 0).map(toMark)
  const own: Mark[] = hasPosition
    ? [{ key: 'here', latitude, longitude, count: 1, tones: { blue: 1 }, label: t('position') }]
    : []
  const handlePick = (nextLatitude: number, nextLongitude: number) => {
    form.setFieldValue('location.latitude', Number(nextLatitude.toFixed(6)))
    form.setFieldValue('location.longitude', Number(nextLongitude.toFixed(6)))
  }
  const part = (path: string) => spec.fields.find((field) => field.path === path)
  return (
    <div className={classes.fields}>
      <Part spec={part('location.address')} form={form} />
      <div className={classes.map}>
        {(place ?? start) && (
          <Picker place={place ?? start} marks={[...others, ...own]} onRest={handleRest} onPick={handlePick} />
        )}
      </div>
      <div className={formClasses.pair}>
        <Part spec={part('location.latitude')} form={form} />
        <Part spec={part('location.longitude')} form={form} />
      </div>
      <Part spec={part('location.notes')} form={form} />
    </div>
  )
}

interface PickerProps {
  place: MapPlace | undefined
  marks: Mark[]
  onRest: (place: MapPlace, bounds: Bounds) => void
  onPick: (latitude: number, longitude: number) => void
}

function Picker({ place, marks, onRest, onPick }: PickerProps) {
  if (!place) return null
  return (
    <MapView
      isSmall
      label={t('placeHint')}
      place={place}
      marks={marks}
      highlighted="here"
      onRest={onRest}
      onSelect={() => undefined}
      onPick={onPick}
    />
  )
}

function Part({ spec, form }: { spec: CustomInputProps['spec'] | undefined; form: CustomInputProps['form'] }) {
  return spec && <FieldControl spec={spec} form={form} view={words} />
}
