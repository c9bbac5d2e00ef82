import type { Bin } from '@groundwork/contract/waste/bins.ts'
import { Text, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Mark } from '#kit/map/mark.ts'
import { recordHref } from '#kit/resource/resource.ts'
import { TONES } from '#ui/tone.ts'
import classes from './bin-map-page.module.css'
import { BinStatusBadge } from './bin-status.tsx'
import { bins } from './bins.resource.ts'
import { t } from './bins.text.ts'
import { type Cell, keyOf, statusWords, toMark } from './map-cells.ts'

interface BinMapListProps {
  cells: Cell[]
  /** Each bin in view, when there are few enough to name. */
  bins: Bin[]
  total: number
  isLoading: boolean
  highlighted: string | undefined
  onHighlight: (key: string | undefined) => void
  onSelect: (mark: Mark) => void
}

/** The map again as a list, for keyboards and screen readers: what is pointed at in one is marked in the other. */
export function BinMapList({
  cells,
  bins: listed,
  total,
  isLoading,
  highlighted,
  onHighlight,
  onSelect,
}: BinMapListProps) {
  const hoverOf = (key: string | undefined) => ({
    onPointerEnter: () => onHighlight(key),
    onPointerLeave: () => onHighlight(undefined),
    onFocus: () => onHighlight(key),
    onBlur: () => onHighlight(undefined),
  })
  return (
    <aside className={classes.side} aria-label={t('mapList')} aria-busy={isLoading}>
      <div className={classes.sideHead}>
        <h2>{t('inView', { count: total })}</h2>
        {listed.length === 0 && total > 0 && <span>{t('areasHint')}</span>}
      </div>
      {total === 0 && (
        <Text size="sm" c="dimmed" p="md">
          {t('noneInViewText')}
        </Text>
      )}
      <ul className={classes.list}>
        {listed.map((bin) => {
          const key = nearestKey(cells, bin)
          return (
            <li key={bin.id}>
              <Link
                to={recordHref(bins, bin.id)}
                className={classes.item}
                data-highlighted={key === highlighted}
                {...hoverOf(key)}
              >
                <span className={classes.line}>
                  <span className={classes.name}>{bins.titleOf(bin)}</span>
                  <BinStatusBadge status={bin.status} />
                </span>
                <span className={classes.second}>{bin.location.address}</span>
              </Link>
            </li>
          )
        })}
        {listed.length === 0 &&
          cells.map((cell) => (
            <li key={keyOf(cell)}>
              <CellItem
                cell={cell}
                isHighlighted={keyOf(cell) === highlighted}
                onSelect={onSelect}
                hover={hoverOf(keyOf(cell))}
              />
            </li>
          ))}
      </ul>
    </aside>
  )
}

interface CellItemProps {
  cell: Cell
  isHighlighted: boolean
  onSelect: (mark: Mark) => void
  hover: { onPointerEnter: () => void; onPointerLeave: () => void; onFocus: () => void; onBlur: () => void }
}

function CellItem({ cell, isHighlighted, onSelect, hover }: CellItemProps) {
  const mark = toMark(cell)
  const shares = TONES.toReversed().filter((tone) => mark.tones[tone])
  return (
    <UnstyledButton className={classes.item} data-highlighted={isHighlighted} onClick={() => onSelect(mark)} {...hover}>
      <span className={classes.name}>
        {cell.count === 1 ? (cell.label ?? t('unlabelled')) : t('cluster', { count: cell.count })}
      </span>
      <span className={classes.second}>{statusWords(cell)}</span>
      <span className={classes.split} aria-hidden>
        {shares.map((tone) => (
          <span key={tone} style={{ flex: mark.tones[tone], background: `var(--gw-${tone}-solid)` }} />
        ))}
      </span>
    </UnstyledButton>
  )
}

/** The mark on the map that a bin is part of. */
function nearestKey(cells: Cell[], { id, location }: Bin): string | undefined {
  const own = cells.find((cell) => cell.binId === id)
  const nearest = own ?? cells.toSorted((a, b) => distance(a, location) - distance(b, location))[0]
  return nearest && keyOf(nearest)
}

function distance(cell: Cell, { latitude, longitude }: Bin['location']): number {
  return Math.hypot(cell.latitude - latitude, cell.longitude - longitude)
}
