/** Of a picture, decoded: four bytes each. More is refused by its header, before anything is decoded. */
export const MAX_PIXELS = 40_000_000
