import { Link } from '@tanstack/react-router'
import { Face } from '#ui/face.tsx'
import { type BaseRecord, type Resource, recordHref } from '../resource/resource.ts'
import type { Column } from './list-view.ts'
import classes from './record-table.module.css'

/** The first column of every list: what the record is called, a second line, and the link to it. */
export function faceColumn<T extends BaseRecord>(resource: Resource<T>, title: string, sort?: string): Column<T> {
  return {
    key: 'face',
    title,
    ...(sort ? { sort } : {}),
    cell: (record) => <FaceCell resource={resource} record={record} />,
  }
}

function FaceCell<T extends BaseRecord>({ resource, record }: { resource: Resource<T>; record: T }) {
  const name = resource.titleOf(record)
  const second = resource.subtitleOf?.(record)
  return (
    <span className={classes.face}>
      <Face name={name} icon={resource.icon} />
      <span className={classes.names}>
        <Link to={recordHref(resource, record.id)} className={classes.name} tabIndex={-1} title={name}>
          {name}
        </Link>
        {second && <span className={classes.second}>{second}</span>}
      </span>
    </span>
  )
}
