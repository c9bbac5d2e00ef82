import type { Import } from '@groundwork/contract/office/imports.ts'
import { Button, Group, Skeleton } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { requestIdOf, sentenceOf } from '#kit/api/problem.ts'
import { Failure } from '#ui/failure.tsx'
import classes from './import-page.module.css'
import { errorsFile, useRowErrors } from './imports.api.ts'
import { t } from './imports.text.ts'
import tableClasses from './row-errors.module.css'

const FORMATS = ['csv', 'xlsx'] as const

/** Row by row what is wrong, and the file to mend them in. */
export function RowErrors({ record: { id, state, failed } }: { record: Import }) {
  const errors = useRowErrors(id, `${state} ${failed}`)
  const rows = errors.data?.pages.flatMap((page) => page.rows)
  return (
    <section className={classes.section}>
      <Group justify="space-between" align="flex-end" gap="sm">
        <div>
          <h2 className={classes.title}>{t('errorsTitle')}</h2>
          <p className={classes.text}>{t('downloadErrorsText')}</p>
        </div>
        <Group gap="xs" mb={14}>
          {FORMATS.map((format) => (
            <Button
              key={format}
              component="a"
              href={errorsFile(id, format)}
              download
              variant="default"
              leftSection={<IconDownload size={16} stroke={1.7} aria-hidden />}
            >
              {t(`downloadErrors_${format}`)}
            </Button>
          ))}
        </Group>
      </Group>
      {errors.error && !rows && (
        <Failure
          text={sentenceOf(errors.error)}
          requestId={requestIdOf(errors.error)}
          onRetry={() => void errors.refetch()}
        />
      )}
      {!errors.error && !rows && <Skeleton h={160} radius={8} />}
      {rows && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <section className={tableClasses.scroll} tabIndex={0} aria-label={t('errorsTitle')}>
          <table className={tableClasses.table}>
            <thead>
              <tr>
                <th scope="col">{t('errorRow')}</th>
                <th scope="col">{t('errorColumn')}</th>
                <th scope="col">{t('errorValue')}</th>
                <th scope="col">{t('errorMessage')}</th>
              </tr>
            </thead>
            {rows.map(({ row, problems }) => (
              <tbody key={row}>
                {problems.map(({ column, value, message }, index) => (
                  <tr key={`${column} ${message}`}>
                    {index === 0 && (
                      <th scope="rowgroup" rowSpan={problems.length}>
                        {row}
                      </th>
                    )}
                    <td>{column ?? t('wholeRow')}</td>
                    <td className={tableClasses.value}>{value}</td>
                    <td>{message}</td>
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </section>
      )}
      {errors.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          mt="sm"
          onClick={() => void errors.fetchNextPage()}
          loading={errors.isFetchingNextPage}
        >
          {t('showMore')}
        </Button>
      )}
    </section>
  )
}
