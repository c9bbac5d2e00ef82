import { ActionIcon, Loader } from '@mantine/core'
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { t } from '../kit.text.ts'
import { CanvasMap } from './canvas-map.tsx'
import { hasWebGl } from './has-web-gl.ts'
import type { MapRendererProps } from './map-renderer.ts'
import classes from './map-view.module.css'
import type { Mark } from './mark.ts'
import { clamp, MAX_ZOOM, type MapPlace, MIN_ZOOM, type Point } from './mercator.ts'
import { ScaleBar } from './scale-bar.tsx'

// A megabyte, so only where a large map is drawn.
const GlMap = lazy(async () => ({ default: (await import('./gl-map.tsx')).GlMap }))

interface MapViewProps extends Omit<MapRendererProps, 'onHover' | 'streets'> {
  streets?: MapRendererProps['streets']
  /** Small maps do without the library. */
  isSmall?: boolean
  onHover?: (mark: Mark | undefined) => void
  onFit?: () => void
}

const NO_STREETS: MapRendererProps['streets'] = []

/** A map that works without a network: pan, zoom, marks with tips. Position and marks come from outside. */
export function MapView({ isSmall = false, onHover, onFit, streets = NO_STREETS, ...map }: MapViewProps) {
  const [tip, setTip] = useState<{ mark: Mark; at: Point }>()
  const { place, onRest } = map
  // A zoom asked for by button, until the map has come to rest there.
  const [wanted, setWanted] = useState<MapPlace>()
  const handleHover = (mark: Mark | undefined, at: Point) => {
    if (mark?.key === tip?.mark.key) return
    setTip(mark ? { mark, at } : undefined)
    onHover?.(mark)
  }
  const handleRest: typeof onRest = (next, box) => {
    setWanted(undefined)
    onRest(next, box)
  }
  const zoom = (step: number) => setWanted({ ...place, zoom: clamp((wanted ?? place).zoom + step, MIN_ZOOM, MAX_ZOOM) })
  const renderer = { ...map, place: wanted ?? place, streets, onHover: handleHover, onRest: handleRest }
  return (
    <div className={`${classes.map} ${map.onPick ? classes.picks : ''}`}>
      {isSmall || !hasWebGl() ? (
        <CanvasMap {...renderer} />
      ) : (
        <Suspense fallback={<Loader size="sm" pos="absolute" top="50%" left="50%" />}>
          <GlMap {...renderer} />
        </Suspense>
      )}
      <div className={classes.controls}>
        <ActionIcon size={34} radius={0} onClick={() => zoom(1)} aria-label={t('zoomIn')}>
          <IconPlus size={17} stroke={1.8} />
        </ActionIcon>
        <ActionIcon size={34} radius={0} onClick={() => zoom(-1)} aria-label={t('zoomOut')}>
          <IconMinus size={17} stroke={1.8} />
        </ActionIcon>
        {onFit && (
          <ActionIcon size={34} radius={0} onClick={onFit} aria-label={t('fitAll')}>
            <IconFocusCentered size={17} stroke={1.6} />
          </ActionIcon>
        )}
      </div>
      {!isSmall && <ScaleBar place={place} />}
      {tip && (
        <div className={classes.tip} style={{ left: tip.at.x, top: tip.at.y }}>
          {tip.mark.label}
        </div>
      )}
    </div>
  )
}
