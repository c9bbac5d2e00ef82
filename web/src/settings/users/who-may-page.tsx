import { ALL_PERMISSIONS, type Permission } from '@groundwork/contract/permissions.ts'
import { Select, Skeleton, Text } from '@mantine/core'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { PageBody } from '#kit/page/page-body.tsx'
import { PageHeader } from '#kit/page/page-header.tsx'
import { useUrlState } from '#kit/page/url-state.ts'
import { Failure } from '#ui/failure.tsx'
import { fromContract } from '#ui/text/text.ts'
import { groupPermissions } from '../permissions/permission-groups.ts'
import { usePermissions } from '../permissions/permissions.api.ts'
import { PeopleTabs } from './people-tabs.tsx'
import { useWhoMay } from './roles.api.ts'
import { t } from './users.text.ts'
import classes from './who-may-page.module.css'

/** Who may do something, and by what: the answer to "why can they see this?". */
export function WhoMayPage() {
  const { state, patch } = useUrlState()
  const { data: permissions = [] } = usePermissions()
  const permission = ALL_PERMISSIONS.find((name) => name === state['permission'])
  const choices = groupPermissions(permissions).map((group) => ({
    group: group.title,
    items: group.permissions.map(({ name, description }) => ({ value: name, label: fromContract(description) })),
  }))
  return (
    <>
      <PageHeader title={t('whoMay')} />
      <PeopleTabs />
      <PageBody>
        <p className={classes.text}>{t('whoMayText')}</p>
        <Select
          label={t('whoMayPick')}
          data={choices}
          value={permission ?? null}
          onChange={(next) => patch({ permission: next ?? undefined })}
          searchable
          maw={480}
        />
        {permission && <Answer permission={permission} />}
      </PageBody>
    </>
  )
}

function Answer({ permission }: { permission: Permission }) {
  const { data, error, refetch } = useWhoMay(permission)
  if (error) return <Failure text={sentenceOf(error)} requestId={requestIdOf(error)} onRetry={() => void refetch()} />
  if (!data) return <Skeleton h={160} mt="md" radius={8} />
  const { people, keys, isCut } = data
  if (people.length + keys.length === 0) return <Text mt="md">{t('whoMayNobody')}</Text>
  return (
    <>
      <Lines
        title={t('whoMayPeople')}
        lines={people.map(({ email, name, reason }) => ({ key: email, name, reason }))}
      />
      {keys.length > 0 && (
        <Lines title={t('whoMayKeys')} lines={keys.map(({ id, name, reason }) => ({ key: id, name, reason }))} />
      )}
      {isCut && <Text c="dimmed">{t('whoMayCut')}</Text>}
    </>
  )
}

interface LinesProps {
  title: string
  lines: { key: string; name: string; reason: string }[]
}

function Lines({ title, lines }: LinesProps) {
  return (
    <section aria-label={title}>
      <h2 className={classes.title}>
        {title} <span className={classes.count}>{lines.length}</span>
      </h2>
      <ul className={classes.lines}>
        {lines.map(({ key, name, reason }) => (
          <li key={key} className={classes.line}>
            <span className={classes.name}>{name}</span>
            <span className={classes.reason}>{reason}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
