import sharp from 'sharp'

interface Scene {
  sky: string
  ground: string
  bin: string
  lid: string
  /** How far the lid stands open, in degrees. */
  open: number
  /** Bags beside it. */
  bags: number
}

const SCENES: Record<string, Scene> = {
  'Behind the loading dock.jpg': {
    sky: '#c9d7de',
    ground: '#8d9186',
    bin: '#3d6b4f',
    lid: '#2f5540',
    open: 0,
    bags: 0,
  },
  'Overflowing.jpg': { sky: '#e3d5b8', ground: '#7d7a72', bin: '#35618c', lid: '#284b6d', open: 24, bags: 3 },
  'Cracked lid.jpg': { sky: '#b9c7cf', ground: '#9a958b', bin: '#6a6f73', lid: '#4c5054', open: 8, bags: 1 },
}

export const PHOTO_NAMES = Object.keys(SCENES)

/** A photo that nobody took: a bin in a yard, drawn and saved as a camera would. */
export function takePhoto(name: string): Promise<Buffer> {
  const scene = SCENES[name]
  if (!scene) throw new Error(`There is no scene '${name}'`)
  return sharp(Buffer.from(toSvg(scene)))
    .jpeg({ quality: 84 })
    .toBuffer()
}

function toSvg({ sky, ground, bin, lid, open, bags }: Scene): string {
  const bag = (index: number) =>
    `<ellipse cx="${300 + index * 78}" cy="${640 - (index % 2) * 18}" rx="58" ry="66" fill="#23272a"/><path d="M${290 + index * 78} ${580 - (index % 2) * 18}l10 -26 12 26" fill="#23272a"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="960">
    <rect width="1280" height="960" fill="${sky}"/>
    <rect y="120" width="1280" height="430" fill="#a8624c"/>
    ${Array.from({ length: 11 }, (_, row) => `<rect y="${155 + row * 36}" width="1280" height="3" fill="#96553f"/>`).join('')}
    <rect x="880" y="230" width="260" height="320" fill="#59636a"/><rect x="900" y="250" width="220" height="300" fill="#6d7981"/>
    <rect y="550" width="1280" height="410" fill="${ground}"/>
    <ellipse cx="640" cy="720" rx="270" ry="34" fill="#000" opacity=".22"/>
    ${Array.from({ length: bags }, (_, index) => bag(index)).join('')}
    <path d="M452 400h380l-28 310h-324z" fill="${bin}"/><path d="M500 440l14 240M580 440l6 240M700 440l-6 240M782 440l-14 240" stroke="#000" stroke-opacity=".16" stroke-width="8"/>
    <g transform="rotate(${-open} 440 396)"><rect x="436" y="366" width="412" height="36" rx="12" fill="${lid}"/></g>
    <circle cx="516" cy="716" r="26" fill="#1f2224"/><circle cx="768" cy="716" r="26" fill="#1f2224"/>
    <rect x="600" y="520" width="84" height="84" fill="#f4f4ef"/><path d="M612 532h24v24h-24zM648 532h24v24h-24zM612 568h24v24h-24zM652 572h16v16h-16z" fill="#17191b"/>
  </svg>`
}
