import { addSteps } from '#office/checklist/checklist.ts'
import { hasBins } from './bins/bins.queries.ts'

addSteps({
  key: 'waste.bins',
  title: 'Put your bins on the map',
  description: 'Import them with their coordinates, or set the first one by hand.',
  href: '/imports/new?resource=waste.bins',
  module: 'waste',
  isDone: async ({ tx, actor }) => (await hasBins(tx, { tenantId: actor.tenant.id }))?.exists === true,
})
