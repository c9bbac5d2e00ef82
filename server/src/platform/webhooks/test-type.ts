/** No event of the catalogue: only ever sent when somebody asks for it. */
export const TEST_TYPE = 'webhook.test'
