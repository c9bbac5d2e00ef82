import type { MessageEvent } from '@groundwork/contract/office/message-templates.ts'
import { SegmentedControl, Skeleton } from '@mantine/core'
import { IconTemplateOff } from '@tabler/icons-react'
import { useState } from 'react'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { ButtonLink } from '#kit/page/links.tsx'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { useUrlState } from '#kit/page/url-state.ts'
import { Empty } from '#ui/empty.tsx'
import { Failure } from '#ui/failure.tsx'
import classes from './template-editor.module.css'
import { TemplateEditor } from './template-editor.tsx'
import { useMessageEvents } from './templates.api.ts'
import { t } from './templates.text.ts'

/** Which template, stands in the address: event, channel and language. */
export function TemplatePage() {
  const { state } = useUrlState()
  const { data, error, refetch } = useMessageEvents()
  const event = data?.find((one) => one.event === state['event'])
  return (
    <>
      <PageHeader title={event?.title ?? t('title')}>
        <ButtonLink to="/messages/templates" variant="default">
          {t('backToList')}
        </ButtonLink>
      </PageHeader>
      <PageBody>
        {error && !data && (
          <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
        )}
        {!error && !data && <Skeleton h={360} aria-busy />}
        {data && !event && <Empty icon={IconTemplateOff} title={t('missing')} text={t('missingText')} />}
        {event && <Choice event={event} />}
      </PageBody>
    </>
  )
}

function Choice({ event }: { event: MessageEvent }) {
  const { state, patch } = useUrlState()
  const shownFor = useState<string | null>(null)
  const { templates } = event
  const channels = [...new Set(templates.map(({ channel }) => channel))]
  const channel = channels.find((one) => one === state['channel']) ?? channels[0]
  const inChannel = templates.filter((one) => one.channel === channel)
  const template = inChannel.find(({ language }) => language === state['language']) ?? inChannel[0]
  if (!template) return <Empty icon={IconTemplateOff} title={t('missing')} text={t('missingText')} />
  return (
    <>
      <div className={classes.choices}>
        <SegmentedControl
          aria-label={t('channels')}
          value={template.channel}
          onChange={(value) => patch({ channel: value })}
          data={channels.map((value) => ({ value, label: t(`channel_${value}`) }))}
        />
        <SegmentedControl
          aria-label={t('languages')}
          value={template.language}
          onChange={(value) => patch({ language: value })}
          data={inChannel.map(({ language }) => ({ value: language, label: t(`language_${language}`) }))}
        />
      </div>
      <TemplateEditor
        key={`${template.channel} ${template.language} ${template.version}`}
        event={event}
        template={template}
        shownFor={shownFor}
      />
    </>
  )
}
