import type { EventKind } from '@groundwork/contract/platform/webhooks.ts'
import { Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { sentenceOf } from '#kit/api/problem.ts'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { useUrlState } from '#kit/page/url-state.ts'
import { Failure } from '#ui/failure.tsx'
import { fromContract } from '#ui/text/text.ts'
import { CodeBlock } from './code-block.tsx'
import { WebhookTabs } from './webhook-tabs.tsx'
import { useEventKinds } from './webhooks.api.ts'
import classes from './webhooks.module.css'
import { t } from './webhooks.text.ts'

/** Everything that may happen, as receivers get it. */
export function CataloguePage() {
  const { data, error, refetch } = useEventKinds()
  const { state, patch } = useUrlState()
  const search = state['search'] ?? ''
  const shown = data?.filter(({ type, summary }) => `${type} ${summary}`.toLowerCase().includes(search.toLowerCase()))
  return (
    <>
      <PageHeader title={t('catalogue')} count={data?.length} />
      <WebhookTabs />
      <PageBody>
        <Stack gap="md" pt="md">
          <Text size="sm" c="dimmed" maw="75ch">
            {t('catalogueIntro')}
          </Text>
          <TextInput
            aria-label={t('catalogueSearch')}
            placeholder={t('catalogueSearch')}
            maw={360}
            defaultValue={search}
            onChange={(event) => patch({ search: event.currentTarget.value }, { replace: true })}
          />
          {error && !data && <Failure text={sentenceOf(error)} onRetry={() => void refetch()} />}
          {!data && !error && <Skeleton h={320} radius={8} maw={900} />}
          {shown?.length === 0 && <Text size="sm">{t('catalogueNothing')}</Text>}
          {shown && shown.length > 0 && (
            <div className={classes.kinds}>
              {shown.map((kind) => (
                <Kind key={kind.type} kind={kind} />
              ))}
            </div>
          )}
        </Stack>
      </PageBody>
    </>
  )
}

function Kind({ kind: { type, version, summary, isAllowed, example, schema } }: { kind: EventKind }) {
  return (
    <details className={classes.kind}>
      <summary>
        <code>{type}</code>
        <span>
          {fromContract(summary)} · {t('version', { version })}
          {!isAllowed && ` · ${t('notAllowed')}`}
        </span>
      </summary>
      <div>
        <CodeBlock title={t('example')} text={JSON.stringify(example, null, 2)} />
        <CodeBlock title={t('schema')} text={JSON.stringify(schema, null, 2)} />
      </div>
    </details>
  )
}
