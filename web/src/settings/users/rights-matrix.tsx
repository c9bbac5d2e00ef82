import { Checkbox, Skeleton } from '@mantine/core'
import { useMe } from '#kit/session/session.ts'
import { fromContract } from '#ui/text/text.ts'
import { actionWord } from '../permissions/action-words.ts'
import { isOwnOnly } from '../permissions/own-rows.ts'
import { actionOf, groupPermissions, type PermissionGroup } from '../permissions/permission-groups.ts'
import { usePermissions } from '../permissions/permissions.api.ts'
import { OwnMeaning } from './own-meaning.tsx'
import { type Reach, type Rights, reachOf, withReach } from './reach.ts'
import { ReachSelect } from './reach-select.tsx'
import classes from './rights-matrix.module.css'
import { useOwnableRecords } from './roles.api.ts'
import { t } from './users.text.ts'

interface RightsMatrixProps {
  value: Rights
  onChange: (rights: Rights) => void
}

/** What records can be worked with in the usual ways stand in one table, everything else below it. */
const STANDARD = ['read', 'create', 'update', 'delete', 'purge', 'import', 'export']

/** Records down, actions across. Only what one may do oneself can be given. */
export function RightsMatrix({ value, onChange }: RightsMatrixProps) {
  const me = useMe()
  const { data } = usePermissions()
  const { data: ownable } = useOwnableRecords()
  if (!data || !ownable) return <Skeleton h={240} radius={8} />
  const groups = groupPermissions(data.filter(({ name }) => me.permissions.includes(name)))
  const set = (names: string[], reach: Reach) =>
    onChange(names.reduce((rights, name) => withReach(rights, name, reach), value))
  const rows = groups.filter(isStandard)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('roleRights')}>
        <table className={classes.matrix}>
          <thead>
            <tr>
              <td />
              {STANDARD.map((action) => (
                <th key={action} scope="col">
                  {actionWord(`x.y.${action}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((group) => (
              <MatrixRow
                key={group.key}
                group={group}
                value={value}
                ownable={ownable.find(({ resource }) => resource === group.key)?.actions ?? []}
                onSet={set}
              />
            ))}
          </tbody>
        </table>
      </section>
      <OwnMeaning ownable={ownable.filter(({ resource }) => rows.some(({ key }) => key === resource))} />
      {groups
        .filter((group) => !isStandard(group))
        .map((group) => (
          <fieldset key={group.key} className={classes.others}>
            <legend>{group.title}</legend>
            {group.permissions.map(({ name, description }) => (
              <Checkbox
                key={name}
                size="xs"
                label={fromContract(description)}
                checked={value.permissions.includes(name)}
                onChange={(event) => set([name], event.currentTarget.checked ? 'all' : 'none')}
              />
            ))}
          </fieldset>
        ))}
    </>
  )
}

function isStandard({ permissions }: PermissionGroup): boolean {
  return permissions.some(({ name }) => actionOf(name) === 'delete')
}

interface MatrixRowProps {
  group: PermissionGroup
  value: Rights
  /** The actions that can be had for one's own records alone. */
  ownable: readonly string[]
  onSet: (names: string[], reach: Reach) => void
}

function MatrixRow({ group, value, ownable, onSet }: MatrixRowProps) {
  const me = useMe()
  const names = group.permissions.map(({ name }) => name)
  const chosen = names.filter((name) => value.permissions.includes(name))
  const areAll = chosen.length === names.length
  const seesOwn = reachOf(value, `${group.key}.read`) === 'own'
  const isOwnAtMost = (name: string, action: string) => isOwnOnly(me.rows, name) || (seesOwn && action !== 'read')
  const giveAll = () => onSet(names, areAll ? 'none' : 'all')
  return (
    <tr>
      <th scope="row">
        <Checkbox
          size="xs"
          label={group.title}
          aria-label={t('allOf', { group: group.title })}
          checked={areAll}
          indeterminate={chosen.length > 0 && !areAll}
          onChange={() => giveAll()}
        />
      </th>
      {STANDARD.map((action) => {
        const permission = group.permissions.find(({ name }) => actionOf(name) === action)
        return (
          <td key={action}>
            {permission && ownable.includes(action) && (
              <ReachSelect
                label={fromContract(permission.description)}
                value={reachOf(value, permission.name)}
                isOwnAtMost={isOwnAtMost(permission.name, action)}
                onChange={(reach) => onSet([permission.name], reach)}
              />
            )}
            {permission && !ownable.includes(action) && (
              <Checkbox
                size="xs"
                aria-label={fromContract(permission.description)}
                title={fromContract(permission.description)}
                checked={value.permissions.includes(permission.name)}
                onChange={(event) => onSet([permission.name], event.currentTarget.checked ? 'all' : 'none')}
              />
            )}
          </td>
        )
      })}
    </tr>
  )
}
