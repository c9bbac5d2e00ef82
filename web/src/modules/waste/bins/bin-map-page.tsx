import { Loader } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconMapOff } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { FilterBar } from '#kit/list/filter-bar.tsx'
import { MapView } from '#kit/map/map-view.tsx'
import type { Mark } from '#kit/map/mark.ts'
import { MAX_ZOOM } from '#kit/map/mercator.ts'
import { usePageTitle } from '#kit/page/page-title.ts'
import { recordHref } from '#kit/resource/resource.ts'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import { binList } from './bin-list.tsx'
import { BinMapList } from './bin-map-list.tsx'
import classes from './bin-map-page.module.css'
import { useBinMapState } from './bin-map-state.ts'
import { useBinMap, useBinOverview, useBinsWithin } from './bins.api.ts'
import { bins } from './bins.resource.ts'
import { t } from './bins.text.ts'
import { Legend } from './legend.tsx'
import { byUrgency, overviewPlace, toMark } from './map-cells.ts'
import { mergeCells } from './merge-cells.ts'
import { useKnownStreets } from './use-known-streets.ts'

const MAP_FILTERS = binList.filters.filter(({ key }) => ['status', 'binType', 'size', 'customerId'].includes(key))
/** A click on a cluster comes this much closer. */
const STEP_IN = 2
/** With more in view, neither names nor streets would be readable. */
const MAX_NAMED = 300

export function BinMapPage() {
  usePageTitle(t('mapTitle'))
  const navigate = useNavigate()
  const map = useBinMapState()
  const { ref, width, height } = useElementSize()
  const [highlighted, setHighlighted] = useState<string>()
  const overview = useBinOverview(map.filters)
  const zoom = map.place?.zoom ?? 0
  const inView = useBinMap(map.bounds, zoom, map.filters)
  const { data } = inView
  const cells = useMemo(() => mergeCells(data?.cells ?? [], zoom), [data, zoom])
  const marks = useMemo(() => cells.map(toMark), [cells])
  const total = data?.total ?? 0
  const near = useBinsWithin(map.bounds, map.filters, total > 0 && total <= MAX_NAMED)
  const streets = useKnownStreets(near.bins)
  const fitted = overview.data && width > 0 ? overviewPlace(overview.data.cells, { width, height }) : undefined
  const place = map.place ?? fitted

  const handleSelect = (mark: Mark) => {
    if (mark.count === 1) return void navigate({ to: recordHref(bins, mark.key) })
    map.setPlace({
      latitude: mark.latitude,
      longitude: mark.longitude,
      zoom: Math.min(MAX_ZOOM, (place?.zoom ?? 0) + STEP_IN),
    })
  }
  return (
    <div className={classes.page}>
      <div className={classes.stage}>
        <div className={classes.bar}>
          <h1 className={classes.heading}>{t('mapTitle')}</h1>
          <FilterBar fields={MAP_FILTERS} list={map} />
        </div>
        <div className={classes.map} ref={ref}>
          {overview.error && !overview.data && (
            <Failure
              text={sentenceOf(overview.error)}
              requestId={requestIdOf(overview.error)}
              onRetry={() => void overview.refetch()}
            />
          )}
          {!overview.error && !overview.data && <Loader size="sm" pos="absolute" top="50%" left="50%" />}
          {overview.data && !place && <Empty icon={IconMapOff} title={t('noneAtAll')} text={t('noneInViewText')} />}
          {place && width > 0 && (
            <MapView
              label={t('mapLabel')}
              place={place}
              marks={marks}
              streets={streets}
              highlighted={highlighted}
              onRest={map.rest}
              onHover={(mark) => setHighlighted(mark?.key)}
              onSelect={handleSelect}
              onFit={() => fitted && map.setPlace(fitted)}
            />
          )}
          <Legend />
        </div>
      </div>
      <BinMapList
        cells={cells}
        bins={near.bins.length === total ? byUrgency(near.bins) : []}
        total={total}
        isLoading={inView.isPending || inView.isPlaceholderData || near.isLoading}
        highlighted={highlighted}
        onHighlight={setHighlighted}
        onSelect={handleSelect}
      />
    </div>
  )
}
