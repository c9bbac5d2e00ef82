import type { OwnableRecords } from '@groundwork/contract/platform/roles.ts'
import type { z } from 'zod'
import { resourceTitle } from '#kit/session/resource-words.ts'
import { fromContract } from '#ui/text/text.ts'
import classes from './own-meaning.module.css'
import { t } from './users.text.ts'

/** What "own" means, said once for all records of which it means the same. */
export function OwnMeaning({ ownable }: { ownable: readonly z.infer<typeof OwnableRecords>[] }) {
  const byMeaning = Map.groupBy(ownable, ({ meaning }) => meaning)
  return (
    <div className={classes.meaning}>
      <p className={classes.title}>{t('ownMeans')}</p>
      <dl className={classes.lines}>
        {[...byMeaning].map(([meaning, its]) => (
          <div key={meaning} className={classes.line}>
            <dt>{its.map(({ resource }) => resourceTitle(resource)).join(', ')}</dt>
            <dd>{fromContract(meaning)}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.text}>{t('ownMeansText')}</p>
    </div>
  )
}
