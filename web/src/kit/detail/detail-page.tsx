import type { CustomField } from '@groundwork/contract/platform/custom-fields.ts'
import { Tabs } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useParams } from '@tanstack/react-router'
import { Face } from '#ui/face.tsx'
import { Facts } from '#ui/facts.tsx'
import { When } from '#ui/format/when.tsx'
import { fieldPath, useCustomFields } from '../custom-fields/custom-fields.api.ts'
import { withCustomFields } from '../custom-fields/custom-form.ts'
import { CustomValue, customValueOf } from '../custom-fields/custom-value.tsx'
import { t as filesText } from '../files/files.text.ts'
import { FilesPanel } from '../files/files-panel.tsx'
import { t } from '../kit.text.ts'
import { usePageTitle } from '../page/page-title.ts'
import { useUrlState } from '../page/url-state.ts'
import type { BaseRecord } from '../resource/resource.ts'
import { useFieldRights } from '../session/field-rights.ts'
import { useMay } from '../session/session.ts'
import classes from './detail-page.module.css'
import type { DetailTab, DetailView } from './detail-view.ts'
import { RecordActions } from './record-actions.tsx'
import { RecordGate } from './record-gate.tsx'
import { recordTabs } from './record-tabs.ts'
import { Activity } from './timeline.tsx'
import { TrashNotice } from './trash-notice.tsx'

/** The page about one record: its face and what can be done, facts and related lists in tabs, and how it came to be. */
export function DetailPage<T extends BaseRecord>({ view }: { view: DetailView<T> }) {
  const id = String(useParams({ strict: false })['id'])
  return (
    <RecordGate resource={view.resource} id={id}>
      {(record) => <Detail key={record.id} view={view} record={record} />}
    </RecordGate>
  )
}

interface DetailProps<T extends BaseRecord> {
  view: DetailView<T>
  record: T
}

function Detail<T extends BaseRecord>({ view: whole, record }: DetailProps<T>) {
  const { resource } = whole
  const custom = useCustomFields(resource.name) ?? []
  const view = { ...whole, form: withCustomFields(whole.form, custom) }
  const isWide = useMediaQuery('(min-width: 75em)', undefined, { getInitialValueInEffect: false }) ?? true
  const subtitle = resource.subtitleOf?.(record)
  const name = resource.titleOf(record)
  usePageTitle(name)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={classes.page} tabIndex={0} aria-label={name}>
      <header className={classes.header}>
        <Face name={name} icon={resource.icon} size="lg" />
        <div className={classes.names}>
          <h1 className={classes.title}>
            {name} {view.status?.(record)}
          </h1>
          {subtitle && <div className={classes.subtitle}>{subtitle}</div>}
        </div>
        <div className={classes.actions}>
          <RecordActions resource={resource} record={record} />
        </div>
      </header>
      {record.deletedAt && <TrashNotice resource={resource} record={record} />}
      <div className={classes.columns} data-single={!isWide}>
        <div className={classes.main}>
          <DetailTabs view={view} record={record} withActivity={!isWide} />
        </div>
        {isWide && (
          <aside className={classes.side} aria-label={t('activity')}>
            <h2 className={classes.sideTitle}>{t('activity')}</h2>
            <Activity resource={resource} record={record} view={view.form} />
          </aside>
        )}
      </div>
    </section>
  )
}

function DetailTabs<T extends BaseRecord>({ view, record, withActivity }: DetailProps<T> & { withActivity: boolean }) {
  const { state, patch } = useUrlState()
  const { isHidden } = useFieldRights(view.resource.name)
  const may = useMay()
  const tabs: DetailTab<T>[] = [
    { key: 'overview', label: t('overview'), content: () => <Overview view={view} record={record} /> },
    ...(view.tabs ?? []).filter(({ field }) => field === undefined || !isHidden(field)),
    ...(may('office.attachments.read')
      ? [
          {
            key: 'files',
            label: filesText('title'),
            content: (one: T) => <FilesPanel resource={view.resource} record={one} />,
          },
        ]
      : []),
    ...recordTabs
      .filter(({ permission }) => may(permission))
      .map(({ key, label, content }) => ({ key, label, content: (one: T) => content(view.resource.name, one.id) })),
    ...(withActivity
      ? [
          {
            key: 'activity',
            label: t('activity'),
            content: () => <Activity resource={view.resource} record={record} view={view.form} />,
          },
        ]
      : []),
  ]
  const active = tabs.some((tab) => tab.key === state['tab']) ? state['tab'] : 'overview'
  return (
    <Tabs
      value={active ?? 'overview'}
      onChange={(key) => patch({ tab: key === 'overview' ? undefined : (key ?? undefined) }, { replace: true })}
      keepMounted={false}
    >
      <Tabs.List className={classes.tabs ?? ''}>
        {tabs.map(({ key, label }) => (
          <Tabs.Tab key={key} value={key}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ key, content }) => (
        <Tabs.Panel key={key} value={key} className={classes.panel ?? ''}>
          {content(record)}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

function Overview<T extends BaseRecord>({ view, record }: DetailProps<T>) {
  const { isHidden } = useFieldRights(view.resource.name)
  const facts = view.facts(record).filter(({ field }) => field === undefined || !isHidden(field))
  const custom = (useCustomFields(view.resource.name) ?? []).map((field) => ({
    field: fieldPath(field.key),
    label: field.label,
    value: customFact(field, record),
  }))
  const trail = [
    { label: t('created'), value: <When value={record.createdAt} /> },
    { label: t('updated'), value: <When value={record.updatedAt} /> },
  ]
  return (
    <>
      <Facts facts={[...facts, ...custom, ...trail]} />
      {view.below && <div className={classes.below}>{view.below(record)}</div>}
    </>
  )
}

function customFact(field: CustomField, record: BaseRecord) {
  const value = customValueOf(record, field.key)
  return value === null || value === undefined ? null : <CustomValue field={field} value={value} />
}
