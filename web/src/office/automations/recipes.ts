import type { ConditionRow } from '@groundwork/contract/office/automation-conditions.ts'
import { NO_ROWS } from '@groundwork/contract/office/automation-conditions.ts'
import { type Icon, IconFileAlert, IconTool, IconTrash } from '@tabler/icons-react'
import { t } from './automations.text.ts'
import { type Draft, EMPTY_DRAFT } from './draft.ts'

// Ready-made beginnings. The person who starts from one is who the mails go to, until they write somebody else.

interface Recipe {
  key: string
  icon: Icon
  title: string
  text: string
  event: string
  draftFor(email: string): Draft
}

const row = (field: string, comparison: ConditionRow['comparison'], value: ConditionRow['value'] = null) => ({
  field: `payload.${field}`,
  comparison,
  value,
})

export const RECIPES: readonly Recipe[] = [
  {
    key: 'full',
    icon: IconTrash,
    title: t('recipe_full'),
    text: t('recipe_full_text'),
    event: 'waste.bin.updated',
    draftFor: (to) => ({
      ...EMPTY_DRAFT,
      name: t('recipe_full'),
      events: ['waste.bin.updated'],
      rows: { ...NO_ROWS, rows: [row('record.fillPercent', 'more-than', 90), row('record.status', 'is-not', 'full')] },
      actions: [
        { type: 'change-record', resource: 'waste.bins', record: '{{event.subjectId}}', values: { status: 'full' } },
        { type: 'send-mail', to, subject: t('recipe_full_subject'), text: t('recipe_full_body') },
      ],
    }),
  },
  {
    key: 'maintenance',
    icon: IconTool,
    title: t('recipe_maintenance'),
    text: t('recipe_maintenance_text'),
    event: 'waste.bin.updated',
    draftFor: (to) => ({
      ...EMPTY_DRAFT,
      name: t('recipe_maintenance'),
      events: ['waste.bin.updated'],
      rows: { ...NO_ROWS, rows: [row('record.status', 'has-changed'), row('record.status', 'is', 'maintenance')] },
      actions: [
        { type: 'send-mail', to, subject: t('recipe_maintenance_subject'), text: t('recipe_maintenance_body') },
      ],
    }),
  },
  {
    key: 'import',
    icon: IconFileAlert,
    title: t('recipe_import'),
    text: t('recipe_import_text'),
    event: 'import.finished',
    draftFor: (to) => ({
      ...EMPTY_DRAFT,
      name: t('recipe_import'),
      events: ['import.finished'],
      rows: { ...NO_ROWS, rows: [row('failed', 'more-than', 0)] },
      actions: [{ type: 'send-mail', to, subject: t('recipe_import_subject'), text: t('recipe_import_body') }],
    }),
  },
]

export function recipeDraft(key: string | undefined, email: string): Draft | undefined {
  return RECIPES.find((recipe) => recipe.key === key)?.draftFor(email)
}
