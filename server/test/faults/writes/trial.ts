import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from './client.ts'
import { Product } from './product.ts'
import { judge, openJobs, type Verdict } from './verdict.ts'
import { runWorkload, type Written } from './workload.ts'

const LANES = 16
const DRAIN_WITHIN_MS = 60_000

export interface Plan {
  writes: number
  apiKills: number
  workerKills: number
  withKeys: boolean
  loseAnswer?: () => boolean
}

export interface Outcome {
  tenantId: string
  verdict: Verdict
  ledger: Written[]
  apiKills: number
  workerKills: number
  repetitions: number
  seconds: number
  drainedInSeconds: number
}

interface Hauler {
  tenantId: string
  customerId: string
  tokens: string[]
}

/** A product with a business in it; several trials may be run on one, each in a business of its own. */
export class FaultBench {
  readonly product: Product

  private constructor(product: Product) {
    this.product = product
  }

  static async open(): Promise<FaultBench> {
    const product = await Product.create()
    await product.start()
    return new FaultBench(product)
  }

  close(): Promise<void> {
    return this.product.stop()
  }

  async run(plan: Plan): Promise<Outcome> {
    const { product } = this
    const client = new Client(product.url)
    const hauler = await this.#openHauler()
    const faults = new Faults(product, plan)
    const startedAt = performance.now()
    const ledger = await runWorkload({
      ...plan,
      ...hauler,
      client,
      onWritten: (count) => faults.after(count),
      ready: () => faults.workerKilled,
    })
    await faults.settled()
    const writtenAt = performance.now()
    await this.#drain(hauler.tenantId)
    const drainedAt = performance.now()
    const verdict = await judge(product, client, hauler.tenantId, ledger, plan.withKeys)
    return {
      tenantId: hauler.tenantId,
      verdict,
      ledger,
      apiKills: faults.apiKills,
      workerKills: faults.workerKills,
      repetitions: client.repetitions,
      seconds: (writtenAt - startedAt) / 1000,
      drainedInSeconds: (drainedAt - writtenAt) / 1000,
    }
  }

  /** Signs up and makes a key for each lane: exports are five at a time for each caller. */
  async #openHauler(): Promise<Hauler> {
    const suffix = randomBytes(4).toString('hex')
    const { accessToken, tenant } = await this.#post<{ accessToken: string; tenant: { id: string } }>(
      '/auth/sign-up',
      '',
      {
        email: `ana-${suffix}@example.com`,
        password: 'the gate code is on a postcard',
        name: 'Ana Torres',
        tenant: { name: `Hauling ${suffix}` },
      },
    )
    const customer = await this.#post<{ id: string }>('/customers', accessToken, {
      kind: 'business',
      businessName: 'Short North Bakery',
    })
    const permissions = [
      'waste.bins.read',
      'waste.bins.create',
      'waste.bins.update',
      'waste.bins.export',
      'office.customers.read',
    ]
    const tokens: string[] = []
    for (let lane = 0; lane < LANES; lane++)
      tokens.push(
        (await this.#post<{ key: string }>('/api-keys', accessToken, { name: `Lane ${lane}`, permissions })).key,
      )
    return { tenantId: tenant.id, customerId: customer.id, tokens }
  }

  async #post<T>(path: string, token: string, body: unknown): Promise<T> {
    const response = await fetch(`${this.product.url}/api${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    })
    if (!response.ok) throw new Error(`POST ${path} answers ${response.status}: ${await response.text()}`)
    // The caller names what it needs of the answer; a wrong name fails with the next request.
    const { data } = (await response.json()) as { data: T }
    return data
  }

  async #drain(tenantId: string): Promise<void> {
    const until = performance.now() + DRAIN_WITHIN_MS
    while (performance.now() < until && (await openJobs(this.product, tenantId)) > 0) await sleep(100)
  }
}

/** Kills after certain numbers of writes, one after the other, and starts the product again as an operator would. */
class Faults {
  apiKills = 0
  workerKills = 0
  readonly #product: Product
  readonly #due = new Map<number, () => Promise<void>>()
  /** Lanes wait for it: where there is no worker yet, the writes would be over before there is one to kill. */
  workerKilled: Promise<void> = Promise.resolve()
  #going: Promise<void> = Promise.resolve()

  constructor(product: Product, { writes, apiKills, workerKills }: Plan) {
    this.#product = product
    for (const count of spread(writes, workerKills, 0.25))
      this.#due.set(count, () => (this.workerKilled = this.#killWorker()))
    for (const count of spread(writes, apiKills, 0.5)) this.#due.set(count, () => this.#killApi())
  }

  after(count: number): void {
    const kill = this.#due.get(count)
    if (kill) this.#going = Promise.all([this.#going, kill()]).then(() => {})
  }

  settled(): Promise<void> {
    return this.#going
  }

  async #killApi(): Promise<void> {
    // One after the other: the writes go on, and the next kill may be due before this one is over.
    await this.#going
    await this.#product.kill()
    this.apiKills += 1
    await this.#product.start()
  }

  async #killWorker(): Promise<void> {
    await this.#going
    if (await this.#product.killWorker()) this.workerKills += 1
  }
}

/** So many points, evenly over the writes; `offset` keeps one kind of kill away from the other. */
function spread(writes: number, kills: number, offset: number): number[] {
  return Array.from({ length: kills }, (_, index) => Math.floor((writes * (index + offset)) / kills))
}
