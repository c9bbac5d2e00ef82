import sharp, { type Sharp } from 'sharp'
import { MAX_PIXELS } from './max-pixels.ts'

// libvips keeps nothing between pictures, and one picture uses one core: the machine has requests to answer too.
sharp.cache(false)
sharp.concurrency(1)

const THUMBNAIL_PX = 320
const LARGE_PX = 1600

export interface Encoded {
  content: Buffer
  width: number
  height: number
}

export interface EncodedVariant extends Encoded {
  size: 'thumbnail' | 'large'
  type: 'image/webp' | 'image/avif'
}

/** What the header says. Nothing is decoded: a header may promise more pixels than any machine has. */
export async function measure(content: Buffer): Promise<{ width: number; height: number }> {
  const { width, height, pages = 1 } = await sharp(content, { limitInputPixels: false }).metadata()
  return { width, height: pages > 1 ? height * pages : height }
}

/** The picture written anew in its own format, upright, with nothing of what cameras write into it: places, times, names. */
export async function strip(content: Buffer, type: string): Promise<Encoded> {
  const picture = open(content, true).autoOrient()
  const { data, info } = await inFormat(picture, type).toBuffer({ resolveWithObject: true })
  // Of moving pictures all frames stand below each other.
  return { content: data, width: info.width, height: info.pageHeight ?? info.height }
}

export async function makeVariants(stripped: Buffer): Promise<EncodedVariant[]> {
  const made: EncodedVariant[] = []
  for (const [size, px] of [
    ['thumbnail', THUMBNAIL_PX],
    ['large', LARGE_PX],
  ] as const) {
    const smaller = () => open(stripped, false).resize(px, px, { fit: 'inside', withoutEnlargement: true })
    made.push({ size, type: 'image/webp', ...(await encode(smaller().webp({ quality: 78 }))) })
    made.push({ size, type: 'image/avif', ...(await encode(smaller().avif({ quality: 52, effort: 2 }))) })
  }
  return made
}

function open(content: Buffer, animated: boolean): Sharp {
  return sharp(content, { limitInputPixels: MAX_PIXELS, failOn: 'error', animated })
}

function inFormat(picture: Sharp, type: string): Sharp {
  switch (type) {
    case 'image/png':
      return picture.png({ compressionLevel: 9 })
    case 'image/webp':
      return picture.webp({ quality: 88 })
    case 'image/avif':
      return picture.avif({ quality: 65, effort: 2 })
    case 'image/gif':
      return picture.gif()
    default:
      return picture.jpeg({ quality: 88, mozjpeg: false })
  }
}

async function encode(picture: Sharp): Promise<Encoded> {
  const { data, info } = await picture.toBuffer({ resolveWithObject: true })
  return { content: data, width: info.width, height: info.height }
}
