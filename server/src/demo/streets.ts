import type { Random } from '#platform/random.ts'

// Streets of downtown Columbus, Ohio and around it: the line each runs along, so that demo bins stand where bins stand.
interface Street {
  name: string
  from: readonly [latitude: number, longitude: number]
  to: readonly [latitude: number, longitude: number]
  firstNumber: number
}

export const STREETS: readonly Street[] = [
  { name: 'E Broad St', from: [39.9625, -83.0007], to: [39.9678, -82.9405], firstNumber: 10 },
  { name: 'W Broad St', from: [39.9622, -83.0015], to: [39.9556, -83.0485], firstNumber: 10 },
  { name: 'N High St', from: [39.963, -83.0007], to: [40.0195, -83.0115], firstNumber: 20 },
  { name: 'S High St', from: [39.9612, -82.9996], to: [39.9185, -82.9975], firstNumber: 20 },
  { name: 'E Main St', from: [39.9573, -82.9985], to: [39.9577, -82.9301], firstNumber: 30 },
  { name: 'E Long St', from: [39.9657, -83.0003], to: [39.9702, -82.962], firstNumber: 40 },
  { name: 'E Livingston Ave', from: [39.9492, -82.9978], to: [39.9482, -82.9292], firstNumber: 15 },
  { name: 'E Whittier St', from: [39.9401, -82.9972], to: [39.9396, -82.9536], firstNumber: 25 },
  { name: 'Parsons Ave', from: [39.9638, -82.9826], to: [39.9139, -82.9856], firstNumber: 100 },
  { name: 'Cleveland Ave', from: [39.9682, -82.9886], to: [40.0178, -82.9789], firstNumber: 120 },
  { name: 'Neil Ave', from: [39.9706, -83.0092], to: [40.0064, -83.0145], firstNumber: 300 },
  { name: 'W 5th Ave', from: [39.9866, -83.0061], to: [39.9878, -83.0497], firstNumber: 20 },
  { name: 'E 5th Ave', from: [39.9863, -83.0043], to: [39.9873, -82.9535], firstNumber: 20 },
  { name: 'King Ave', from: [39.9905, -83.0072], to: [39.9905, -83.0403], firstNumber: 60 },
  { name: 'W Lane Ave', from: [40.0061, -83.0101], to: [40.0073, -83.0588], firstNumber: 40 },
  { name: 'E Hudson St', from: [40.0155, -83.0107], to: [40.0142, -82.9671], firstNumber: 10 },
  { name: 'Mohawk St', from: [39.9494, -82.9912], to: [39.9346, -82.9902], firstNumber: 500 },
  { name: 'S Third St', from: [39.9606, -82.9963], to: [39.9383, -82.9944], firstNumber: 50 },
  { name: 'N Fourth St', from: [39.9637, -82.9962], to: [40.0023, -83.0016], firstNumber: 60 },
  { name: 'Sullivant Ave', from: [39.9525, -83.0142], to: [39.9472, -83.0662], firstNumber: 200 },
]

export interface Place {
  address: string
  street: string
  latitude: number
  longitude: number
}

const NUMBERS_PER_STREET = 1800
const KERB_DEGREES = 0.00012

/** An address on one of the streets, at its number, on its side of the road. */
export function placeOnStreet(random: Random): Place {
  const street = random.pick(STREETS)
  const along = random.next()
  const side = random.chance(0.5) ? KERB_DEGREES : -KERB_DEGREES
  const number = street.firstNumber + Math.round((along * NUMBERS_PER_STREET) / 2) * 2 + (side > 0 ? 1 : 0)
  return {
    address: `${number} ${street.name}, Columbus, OH`,
    street: `${number} ${street.name}`,
    latitude: round(street.from[0] + (street.to[0] - street.from[0]) * along + side),
    longitude: round(street.from[1] + (street.to[1] - street.from[1]) * along + side),
  }
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
