import type { NotificationPreference } from '@groundwork/contract/platform/notifications.ts'
import { Skeleton, Switch } from '@mantine/core'
import { complain } from '#kit/api/complain.ts'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { Failure } from '#ui/failure.tsx'
import { Section } from '../section.tsx'
import { useChangePreference, usePreferences } from './preferences.api.ts'
import { t } from './preferences.text.ts'
import classes from './preferences-section.module.css'

export function PreferencesSection() {
  const { data: kinds, error, refetch } = usePreferences()
  return (
    <Section title={t('title')} text={t('text')}>
      {error && !kinds && (
        <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
      )}
      {!error && !kinds && <Skeleton h={180} radius={8} />}
      {kinds && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('kind')}</th>
              <th scope="col">{t('inConsole')}</th>
              <th scope="col">{t('byEmail')}</th>
            </tr>
          </thead>
          <tbody>
            {kinds.map((preference) => (
              <KindRow key={preference.kind} preference={preference} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}

function KindRow({ preference }: { preference: NotificationPreference }) {
  const change = useChangePreference()
  const { kind, title, description } = preference
  const channel = (field: 'inConsole' | 'byEmail') => (
    <Switch
      aria-label={`${title}: ${t(field)}`}
      checked={preference[field]}
      disabled={change.isPending}
      onChange={(event) => change.mutate({ kind, [field]: event.currentTarget.checked }, { onError: complain })}
    />
  )
  return (
    <tr>
      <th scope="row">
        <span className={classes.title}>{title}</span>
        <span className={classes.description}>{description}</span>
      </th>
      <td>{channel('inConsole')}</td>
      <td>{channel('byEmail')}</td>
    </tr>
  )
}
