import type { MessageEvent, MessageTemplate } from '@groundwork/contract/office/message-templates.ts'
import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { PlaceLink } from '#kit/page/place-link.tsx'
import { Delayed } from '#ui/delayed.tsx'
import { Failure } from '#ui/failure.tsx'
import { StatusBadge } from '#ui/status-badge.tsx'
import classes from './template-list-page.module.css'
import { templateHref, useMessageEvents } from './templates.api.ts'
import { t } from './templates.text.ts'

export function TemplateListPage() {
  const { data, error, refetch } = useMessageEvents()
  return (
    <>
      <PageHeader title={t('title')} />
      <PageBody>
        <p className={classes.intro}>{t('text')}</p>
        {error && !data && (
          <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
        )}
        {!error && !data && (
          <Delayed>
            <Stack aria-busy>
              <Skeleton h={120} maw={820} />
              <Skeleton h={120} maw={820} />
            </Stack>
          </Delayed>
        )}
        {data?.map((event) => (
          <EventSection key={event.event} event={event} />
        ))}
      </PageBody>
    </>
  )
}

function EventSection({ event: { title, description, audience, templates } }: { event: MessageEvent }) {
  return (
    <section className={classes.event} aria-label={title}>
      <h2 className={classes.title}>
        {title} <span className={classes.audience}>{t(audience === 'customer' ? 'toCustomer' : 'toMember')}</span>
      </h2>
      <p className={classes.about}>{description}</p>
      <ul className={classes.templates}>
        {templates.map((template) => (
          <li key={`${template.channel} ${template.language}`}>
            <TemplateCard title={title} template={template} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function TemplateCard({ title, template }: { title: string; template: MessageTemplate }) {
  const { channel, language, isActive, isBuiltIn, version } = template
  const words = { channel: t(`channel_${channel}`), language: t(`language_${language}`) }
  return (
    <PlaceLink
      {...templateHref(template)}
      isCurrent={false}
      {...(classes['card'] ? { className: classes['card'] } : {})}
    >
      <span>
        <VisuallyHidden>{title}, </VisuallyHidden>
        {words.channel}, {words.language}
        <br />
        <span className={classes.second}>{isBuiltIn ? t('builtIn') : t('changed', { version })}</span>
      </span>
      <StatusBadge tone={isActive ? 'green' : 'grey'} label={t(isActive ? 'on' : 'off')} />
    </PlaceLink>
  )
}
