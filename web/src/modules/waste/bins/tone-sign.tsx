import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { readColours } from '#kit/map/colours.ts'
import { drawMark } from '#kit/map/draw-mark.ts'
import type { Tone } from '#ui/tone.ts'

const SIZE_PX = 24

/** The pin as the map draws it, so that the legend cannot drift from it. */
export function ToneSign({ tone }: { tone: Tone }) {
  const ref = useRef<HTMLCanvasElement>(null)
  const scheme = useComputedColorScheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes the colours that are read
  useEffect(() => {
    const canvas = ref.current?.getContext('2d')
    if (!canvas) return
    const ratio = window.devicePixelRatio || 1
    canvas.canvas.width = SIZE_PX * ratio
    canvas.canvas.height = SIZE_PX * ratio
    canvas.scale(ratio, ratio)
    drawMark(
      canvas,
      { key: tone, latitude: 0, longitude: 0, count: 1, tones: { [tone]: 1 }, label: '' },
      { x: SIZE_PX / 2, y: SIZE_PX / 2 },
      readColours(),
    )
  }, [tone, scheme])
  return <canvas ref={ref} style={{ width: SIZE_PX, height: SIZE_PX, margin: -3 }} aria-hidden />
}
