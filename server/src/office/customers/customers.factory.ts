import type { CreateCustomer } from '@groundwork/contract/office/customers.ts'
import type { Random } from '#platform/random.ts'

const FIRST_NAMES = [
  'Maria',
  'James',
  'Aisha',
  'Robert',
  'Mei',
  'Carlos',
  'Linda',
  'Omar',
  'Grace',
  'Daniel',
  'Priya',
  'Thomas',
  'Elena',
  'Kwame',
  'Sarah',
  'Viktor',
]
const LAST_NAMES = [
  'Alvarez',
  'Bennett',
  'Chen',
  'Dawson',
  'Edwards',
  'Fofana',
  'Garcia',
  'Hughes',
  'Ibrahim',
  'Jankowski',
  'Kelly',
  'Larsen',
  'Morgan',
  'Nguyen',
  'Okafor',
  'Patel',
  'Quinn',
  'Russo',
  'Schmidt',
  'Turner',
]
const TRADES = [
  'Bakery',
  'Dental',
  'Auto Repair',
  'Coffee',
  'Brewing',
  'Books',
  'Grocery',
  'Florist',
  'Hardware',
  'Fitness',
  'Pharmacy',
  'Pizza',
  'Print Shop',
  'Veterinary',
  'Hotel',
  'Lofts',
  'School',
  'Clinic',
  'Furniture',
  'Catering',
]
const PLACES = [
  'Short North',
  'German Village',
  'Franklinton',
  'Arena District',
  'Olde Towne',
  'Clintonville',
  'Italian Village',
  'Brewery District',
  'Merion',
  'Scioto',
  'Buckeye',
  'Harrison West',
  'Linden',
  'Weinland',
  'King Lincoln',
]

export interface Place {
  street: string
  latitude: number
  longitude: number
}

/** A valid customer; say what the test is about and leave the rest. */
export function customerInput(random: Random, number: number, place?: Place): CreateCustomer {
  const isBusiness = random.chance(0.7)
  const firstName = random.pick(FIRST_NAMES)
  const lastName = random.pick(LAST_NAMES)
  const businessName = `${random.pick(PLACES)} ${random.pick(TRADES)}`
  return {
    kind: isBusiness ? 'business' : 'person',
    ...(isBusiness
      ? { businessName: number < 200 ? businessName : `${businessName} ${number}` }
      : { firstName, lastName }),
    email: `${firstName}.${lastName}.${number}@example.com`.toLowerCase(),
    phone: `+1614555${String(number % 10_000).padStart(4, '0')}`,
    contacts:
      isBusiness && random.chance(0.5)
        ? [
            {
              name: `${firstName} ${lastName}`,
              role: 'Facility manager',
              phone: `+1614556${String(number % 10_000).padStart(4, '0')}`,
            },
          ]
        : [],
    serviceAddress: place
      ? {
          street: place.street,
          city: 'Columbus',
          state: 'OH',
          zipCode: `432${random.int(10, 29)}`,
          country: 'US',
          latitude: place.latitude,
          longitude: place.longitude,
        }
      : null,
    notificationPreferences: { sms: random.chance(0.4), email: true, push: false },
    tags: random.chance(0.3) ? [random.pick(['downtown', 'priority', 'contract 2027', 'municipal', 'gate code'])] : [],
  }
}
