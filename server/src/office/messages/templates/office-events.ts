import { EVENTS } from '@groundwork/contract/events.ts'
import { Customer } from '@groundwork/contract/office/customers.ts'
import { offerMessageEvent } from './message-events.ts'

/** What a message by hand may say: it is about nothing but the customer. */
export const CUSTOMER_SCOPES = { customer: Customer }

export const EXAMPLE_CUSTOMER = {
  name: 'Short North Bakery',
  kind: 'business',
  businessName: 'Short North Bakery',
  firstName: null,
  lastName: null,
  email: 'orders@example.com',
  phone: '+16145550123',
  serviceAddress: { street: '120 E Broad St', city: 'Columbus', state: 'OH', zipCode: '43215', country: 'US' },
  createdAt: '2026-11-20T09:30:00Z',
}

offerMessageEvent({
  event: 'customer.created',
  title: 'Welcome',
  description: 'To a new customer. Customers from imports and restored ones are not welcomed.',
  audience: 'customer',
  scopes: CUSTOMER_SCOPES,
  read: (payload) => {
    const { record } = EVENTS['customer.created'].payload.parse(payload)
    return { scopes: { customer: record }, customerId: record.id }
  },
  example: { customer: EXAMPLE_CUSTOMER },
  builtIn: {
    email: {
      en: {
        subject: 'Welcome to {{business.name}}',
        body: 'Hello {{customer.firstName | and welcome}},\n\n{{customer.name}} is now on our books, and we are glad to work for you.\n\nQuestions? Answer this mail or call {{business.phone | us}}.\n\n{{business.name}}',
      },
      es: {
        subject: 'Bienvenido a {{business.name}}',
        body: 'Hola {{customer.firstName | y bienvenido}}:\n\n{{customer.name}} ya figura entre nuestros clientes, y nos alegra trabajar para usted.\n\n¿Preguntas? Responda a este correo o llame a {{business.phone | nosotros}}.\n\n{{business.name}}',
      },
    },
    sms: {
      en: {
        subject: null,
        body: 'Welcome to {{business.name}}. We write here when we are on our way. Reply STOP to end.',
      },
      es: {
        subject: null,
        body: 'Bienvenido a {{business.name}}. Le escribiremos aquí cuando vayamos. Responda STOP para no recibir más.',
      },
    },
  },
})

offerMessageEvent({
  event: 'import.finished',
  title: 'Import finished',
  description: 'To whoever started the import.',
  audience: 'member',
  scopes: { import: EVENTS['import.finished'].payload },
  read: (payload) => ({ scopes: { import: EVENTS['import.finished'].payload.parse(payload) }, customerId: null }),
  example: { import: { resource: 'office.customers', created: 180, updated: 12, failed: 3 } },
  builtIn: {
    email: {
      en: {
        subject: 'Your import has finished',
        body: 'The import is done: {{import.created}} new, {{import.updated}} changed, {{import.failed}} not taken.\n\nRows that were not taken can be downloaded, mended and uploaded again under Imports.',
      },
      es: {
        subject: 'Su importación ha terminado',
        body: 'La importación ha terminado: {{import.created}} nuevos, {{import.updated}} cambiados, {{import.failed}} no aceptados.\n\nLas filas no aceptadas se pueden descargar, corregir y volver a subir en Importaciones.',
      },
    },
  },
})

offerMessageEvent({
  event: 'export.finished',
  title: 'Export finished',
  description: 'To whoever asked for the export. The file is fetched from the console, never sent.',
  audience: 'member',
  scopes: { export: EVENTS['export.finished'].payload },
  read: (payload) => ({ scopes: { export: EVENTS['export.finished'].payload.parse(payload) }, customerId: null }),
  example: { export: { resource: 'office.customers', rows: 1200 } },
  builtIn: {
    email: {
      en: {
        subject: 'Your export is ready',
        body: 'The file has {{export.rows}} rows and can be downloaded for 24 hours under Exports.',
      },
      es: {
        subject: 'Su exportación está lista',
        body: 'El archivo tiene {{export.rows}} filas y se puede descargar durante 24 horas en Exportaciones.',
      },
    },
  },
})
