import { Checkbox, Skeleton } from '@mantine/core'
import { useMe } from '#kit/session/session.ts'
import { fromContract } from '#ui/text/text.ts'
import { actionWord } from '../permissions/action-words.ts'
import { actionOf, groupPermissions, type PermissionGroup } from '../permissions/permission-groups.ts'
import { usePermissions } from '../permissions/permissions.api.ts'
import classes from './rights-matrix.module.css'
import { t } from './users.text.ts'

interface RightsMatrixProps {
  value: string[]
  onChange: (permissions: string[]) => void
}

/** What records can be worked with in the usual ways stand in one table, everything else below it. */
const STANDARD = ['read', 'create', 'update', 'delete', 'purge', 'import', 'export']

/** Records down, actions across. Only what one may do oneself can be given. */
export function RightsMatrix({ value, onChange }: RightsMatrixProps) {
  const me = useMe()
  const { data } = usePermissions()
  if (!data) return <Skeleton h={240} radius={8} />
  const groups = groupPermissions(data.filter(({ name }) => me.permissions.includes(name)))
  const set = (names: string[], isOn: boolean) =>
    onChange(isOn ? [...new Set([...value, ...names])] : value.filter((name) => !names.includes(name)))
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
              <MatrixRow key={group.key} group={group} value={value} onSet={set} />
            ))}
          </tbody>
        </table>
      </section>
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
                checked={value.includes(name)}
                onChange={(event) => set([name], event.currentTarget.checked)}
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
  value: string[]
  onSet: (names: string[], isOn: boolean) => void
}

function MatrixRow({ group, value, onSet }: MatrixRowProps) {
  const names = group.permissions.map(({ name }) => name)
  const chosen = names.filter((name) => value.includes(name))
  const areAll = chosen.length === names.length
  return (
    <tr>
      <th scope="row">
        <Checkbox
          size="xs"
          label={group.title}
          aria-label={t('allOf', { group: group.title })}
          checked={areAll}
          indeterminate={chosen.length > 0 && !areAll}
          onChange={() => onSet(names, !areAll)}
        />
      </th>
      {STANDARD.map((action) => {
        const permission = group.permissions.find(({ name }) => actionOf(name) === action)
        return (
          <td key={action}>
            {permission && (
              <Checkbox
                size="xs"
                aria-label={fromContract(permission.description)}
                title={fromContract(permission.description)}
                checked={value.includes(permission.name)}
                onChange={(event) => onSet([permission.name], event.currentTarget.checked)}
              />
            )}
          </td>
        )
      })}
    </tr>
  )
}
