import type { Business, MadeRecord } from './business.ts'
import type { Examples } from './examples.ts'

const text = (business: Business) => `${business.marker} ${business.number()}`

async function uploaded(business: Business): Promise<MadeRecord> {
  const answer = await business.owner.upload(`/files?fileName=${business.marker}.txt`, text(business), {
    'content-type': 'application/octet-stream',
  })
  if (answer.status !== 201) throw new Error(`Uploading for a census example answers ${answer.status}: ${answer.text}`)
  return answer.body.data
}

const ofFile = async (business: Business) => ({ params: { id: (await uploaded(business)).id } })

export const FILE_EXAMPLES: Examples = {
  'GET /files': async (business) => {
    await uploaded(business)
    return {}
  },
  'POST /files': async (business) => ({ query: { fileName: `${business.marker}.txt` }, file: text(business) }),
  'GET /files/:id': ofFile,
  'GET /files/:id/uses': async (business) => {
    const { fileId } = await attached(business)
    return { params: { id: fileId } }
  },
  'GET /files/content/:token': async (business) => {
    const { url } = await uploaded(business)
    return { params: { token: String(url).split('/').at(-1) ?? '' } }
  },
}

const onCustomer = async (business: Business) => ({
  params: { resource: 'office.customers', recordId: (await business.record('office.customers')).id },
})

async function attached(business: Business) {
  const { params } = await onCustomer(business)
  const { id: fileId } = await uploaded(business)
  await withVariant(business, fileId)
  const { id } = await business.create(`/records/${params.resource}/${params.recordId}/attachments`, { fileId })
  return { params, fileId, id }
}

/** As the job that prepares pictures would have left it. */
async function withVariant(business: Business, fileId: string): Promise<void> {
  const { tenantId, marker } = business
  await business.asAdmin(
    `insert into file_variants (tenant_id, file_id, size, type, width, height, size_bytes, file_key)
     values ($1, $2, 'thumbnail', 'image/webp', 1, 1, 1, $3)`,
    [tenantId, fileId, `${tenantId}/${marker}`],
  )
}

async function commented(business: Business) {
  const { params } = await onCustomer(business)
  const { userId } = await business.person()
  const body = { body: text(business), mentionIds: [userId] }
  const { id } = await business.create(`/records/${params.resource}/${params.recordId}/comments`, body)
  return { params, id, body }
}

export const ON_RECORD_EXAMPLES: Examples = {
  'GET /records/:resource/:recordId/attachments': async (business) => ({ params: (await attached(business)).params }),
  'POST /records/:resource/:recordId/attachments': async (business) => ({
    ...(await onCustomer(business)),
    body: { fileId: (await uploaded(business)).id },
  }),
  'DELETE /attachments/:id': async (business) => ({ params: { id: (await attached(business)).id } }),
  'GET /records/:resource/:recordId/comments': async (business) => ({ params: (await commented(business)).params }),
  'POST /records/:resource/:recordId/comments': async (business) => ({
    ...(await onCustomer(business)),
    body: { body: text(business), mentionIds: [(await business.person()).userId] },
  }),
  'PATCH /comments/:id': async (business) => {
    const { id, body } = await commented(business)
    return { params: { id }, body: { ...body, body: text(business) } }
  },
  'DELETE /comments/:id': async (business) => ({ params: { id: (await commented(business)).id } }),
  'GET /colleagues': async () => ({}),
}

const tag = async (business: Business) => ({
  params: { id: (await business.create('/tags', { name: text(business) })).id },
})

export const TAG_EXAMPLES: Examples = {
  'GET /tags': async (business) => {
    await tag(business)
    return {}
  },
  'POST /tags': async (business) => ({ body: { name: text(business) } }),
  'PATCH /tags/:id': async (business) => ({ ...(await tag(business)), body: { colour: 'red' } }),
  'DELETE /tags/:id': tag,
  'GET /tags/uses': async (business) => {
    await tag(business)
    return {}
  },
  'GET /tags/:id/uses': tag,
  'POST /tags/:id/merge': async (business) => ({
    ...(await tag(business)),
    body: { intoId: (await tag(business)).params.id },
  }),
}
