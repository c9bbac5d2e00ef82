// `npm run client`: writes the typed client from the routes the server has.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROUTES } from '../server/src/app.ts'
import { clientSource } from '../server/src/platform/http/client-types.ts'

const path = join(import.meta.dirname, '../client/src/operations.ts')
writeFileSync(path, clientSource(ROUTES))
console.info(`Wrote ${ROUTES.length} operations`)
