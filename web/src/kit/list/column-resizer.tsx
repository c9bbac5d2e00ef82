import type { PointerEvent } from 'react'
import classes from './record-table.module.css'

interface ColumnResizerProps {
  onResize: (width: number) => void
}

/** The edge of a column to pull at. With the keyboard: Shift and an arrow on its heading. */
export function ColumnResizer({ onResize }: ColumnResizerProps) {
  const handlePointerDown = (event: PointerEvent<HTMLSpanElement>) => {
    const heading = event.currentTarget.closest('th')
    if (!heading) return
    event.preventDefault()
    const edge = event.currentTarget
    const startX = event.clientX
    const startWidth = heading.offsetWidth
    edge.setPointerCapture(event.pointerId)
    const widthAt = (x: number) => startWidth + x - startX
    // While it is pulled only the heading is touched: the table follows it, and nothing has to be drawn anew.
    edge.onpointermove = ({ clientX }) => {
      heading.style.width = `${widthAt(clientX)}px`
    }
    edge.onpointerup = ({ clientX }) => {
      edge.onpointermove = null
      edge.onpointerup = null
      onResize(widthAt(clientX))
    }
  }
  return <span className={classes.edge} onPointerDown={handlePointerDown} aria-hidden />
}
