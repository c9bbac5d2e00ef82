import { IconBolt } from '@tabler/icons-react'
import { ButtonLink } from '#kit/page/links.tsx'
import { useMay } from '#kit/session/session.ts'
import { Empty } from '#ui/empty.tsx'
import { useVocabulary } from './automations.api.ts'
import { automations } from './automations.resource.ts'
import { t } from './automations.text.ts'
import classes from './recipe-cards.module.css'
import { RECIPES } from './recipes.ts'

/** Nothing is here yet: three beginnings that work as they are. */
export function RecipeCards() {
  const { data } = useVocabulary()
  const mayCreate = useMay()('office.automations.create')
  const offered = RECIPES.filter(({ event }) => data?.events.some(({ type }) => type === event))
  return (
    <div className={classes.page}>
      <Empty icon={IconBolt} title={t('emptyTitle')} text={t('emptyText')}>
        {mayCreate && (
          <ButtonLink variant="default" to={`${automations.href}/new`}>
            {t('blank')}
          </ButtonLink>
        )}
      </Empty>
      {mayCreate && (
        <div className={classes.cards}>
          {offered.map(({ key, icon: Glyph, title, text }) => (
            <ButtonLink
              key={key}
              variant="default"
              className={classes.card ?? ''}
              to={`${automations.href}/new`}
              search={{ recipe: key }}
            >
              <span className={classes.inside}>
                <Glyph size={20} stroke={1.6} aria-hidden />
                <span className={classes.title}>{title}</span>
                <span className={classes.text}>{text}</span>
              </span>
            </ButtonLink>
          ))}
        </div>
      )}
    </div>
  )
}
