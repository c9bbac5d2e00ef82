import sharp from 'sharp'

interface Drawn {
  width?: number
  height?: number
  colour?: string
}

/** A real photo, as a camera sends it: with a place and a name in its metadata, lying on its side. */
export function photo({ width = 640, height = 480, colour = '#7a8f6a' }: Drawn = {}): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .withExif({ IFD0: { Artist: 'Secret Photographer' }, IFD3: { GPSLatitude: '39/1 57/1 0/1', GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .toBuffer()
}

export function png({ width = 8, height = 8, colour = '#336699' }: Drawn = {}): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer()
}
