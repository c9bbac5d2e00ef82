import type { BinStatus, CreateBin } from '@groundwork/contract/waste/bins.ts'
import type { Random } from '#platform/random.ts'

const STATUS_WEIGHTS: Record<BinStatus, number> = {
  empty: 30,
  partial: 34,
  full: 18,
  overflowing: 5,
  maintenance: 4,
  retired: 9,
}
const LITRES = { small: 120, medium: 360, large: 1100, extra_large: 6000 } as const
const FILL: Record<BinStatus, readonly [number, number] | null> = {
  empty: [0, 10],
  partial: [20, 75],
  full: [80, 100],
  overflowing: [100, 100],
  maintenance: null,
  retired: null,
}

export interface Place {
  address: string
  latitude: number
  longitude: number
}

/** A valid bin; say what the test is about and leave the rest. */
export function binInput(random: Random, number: number, customerId: string, place: Place): CreateBin {
  const size = random.weighted({ small: 30, medium: 35, large: 28, extra_large: 7 })
  const status = random.weighted(STATUS_WEIGHTS)
  const fill = FILL[status]
  return {
    customerId,
    binType: random.weighted({ standard: 50, recycling: 30, organic: 15, hazardous: 5 }),
    size,
    volumeLitres: LITRES[size],
    status,
    location: {
      address: place.address,
      latitude: place.latitude,
      longitude: place.longitude,
      notes: random.chance(0.2)
        ? random.pick(['Behind the loading dock', 'Gate code 4417', 'Alley side', 'Low wires', 'Beside the bike rack'])
        : null,
    },
    qrCode: `BIN-${String(number).padStart(6, '0')}`,
    rfidTag: random.chance(0.6) ? `E200${number.toString(16).toUpperCase().padStart(12, '0')}` : null,
    tags: random.chance(0.25) ? [random.pick(['gate code', 'priority', 'cracked lid', 'new 2026', 'heavy'])] : [],
    fillPercent: fill ? random.int(fill[0], fill[1]) : null,
  }
}
