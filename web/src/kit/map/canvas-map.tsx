import { useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { t } from '../kit.text.ts'
import { readColours } from './colours.ts'
import { drawGround } from './draw-ground.ts'
import { disc, drawMark } from './draw-mark.ts'
import type { MapRendererProps } from './map-renderer.ts'
import classes from './map-view.module.css'
import { radiusOf } from './mark.ts'
import { boundsOf, toScreen } from './mercator.ts'
import { useMapGestures } from './use-map-gestures.ts'

/** The map on a plain canvas: where WebGL is not to be had, and where the map is small. */
export function CanvasMap(props: MapRendererProps) {
  const { label, marks, streets, highlighted, onRest } = props
  const { ref: boxRef, width, height } = useElementSize()
  const scheme = useComputedColorScheme()
  const [place, setPlace] = useState(props.place)
  const [given, setGiven] = useState(props.place)
  const [reported, setReported] = useState(props.place)
  if (given !== props.place) {
    setGiven(props.place)
    // A new place from outside wins over where the hand has moved it; the echo of our own report does not.
    if (props.place !== reported) setPlace(props.place)
  }
  const size = { width, height }
  const { canvasOf: canvasRef, handlers } = useMapGestures({ place, size, onPlace: setPlace, map: props })

  const restRef = useRef(onRest)
  useEffect(() => {
    restRef.current = onRest
  })
  useEffect(() => {
    if (width === 0) return
    const timer = setTimeout(() => {
      setReported(place)
      restRef.current(place, boundsOf(place, { width, height }))
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [place, width, height])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes the colours that are read
  useEffect(() => {
    const canvas = canvasRef.current?.getContext('2d')
    if (!canvas || width === 0) return
    const ratio = window.devicePixelRatio || 1
    canvas.canvas.width = width * ratio
    canvas.canvas.height = height * ratio
    canvas.scale(ratio, ratio)
    const colours = readColours()
    drawGround(canvas, place, { width, height }, { marks, streets }, colours)
    // Small ones last, so that a single thing is never hidden by a crowd.
    for (const mark of marks.toSorted((a, b) => b.count - a.count)) {
      const point = toScreen(place, { width, height }, mark.latitude, mark.longitude)
      if (mark.key === highlighted) disc(canvas, point, radiusOf(mark) + 5, colours.accent)
      drawMark(canvas, mark, point, colours)
    }
  }, [place, width, height, marks, streets, highlighted, scheme, canvasRef])

  return (
    <div ref={boxRef} className={classes.fill}>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it takes keys and pointers like an application */}
      <canvas
        ref={canvasRef}
        className={classes.canvas}
        role="application"
        aria-label={`${label}. ${t('mapKeys')}`}
        tabIndex={0}
        data-map
        {...handlers}
      />
    </div>
  )
}

const REST_MS = 180
