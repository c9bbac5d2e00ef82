import type { Customer } from '@groundwork/contract/office/customers.ts'
import { IconUsers } from '@tabler/icons-react'
import { Empty } from '#ui/empty.tsx'
import { Face } from '#ui/face.tsx'
import classes from './contact-list.module.css'
import { t } from './customers.text.ts'

export function ContactList({ contacts }: Pick<Customer, 'contacts'>) {
  if (contacts.length === 0) return <Empty icon={IconUsers} title={t('noContacts')} text={t('noContactsText')} />
  return (
    <ul className={classes.contacts}>
      {contacts.map(({ name, role, email, phone }) => (
        <li key={`${name} ${email} ${phone}`} className={classes.contact}>
          <Face name={name} size="md" round />
          <div>
            <div className={classes.name}>{name}</div>
            {role && <div className={classes.role}>{role}</div>}
            {phone && <a href={`tel:${phone}`}>{phone}</a>}
            {email && <a href={`mailto:${email}`}>{email}</a>}
          </div>
        </li>
      ))}
    </ul>
  )
}
