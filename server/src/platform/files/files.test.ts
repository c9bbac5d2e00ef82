import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '#test/kit/app.ts'
import { anonymous, type Caller, signedIn } from '#test/kit/callers.ts'
import { runJobs } from '#test/kit/run-job.ts'
import { photo, png } from './files.factory.ts'
import { sweepFiles } from './sweep-files.ts'

const app = await testApp({ environment: { GROUNDWORK_UPLOAD_LIMIT_MB: '1' } })
let owner: Caller
let driver: Caller
const stranger = anonymous(app)

beforeAll(async () => {
  owner = await signedIn(app)
  driver = await signedIn(app, 'driver', owner.tenantId)
})

const BYTES = { 'content-type': 'application/octet-stream' }
const send = (name: string, content: string | Buffer, by = owner) =>
  by.upload(`/files?fileName=${encodeURIComponent(name)}`, content, BYTES)
const uploaded = async (name: string, content: string | Buffer, by = owner) => {
  const answer = await send(name, content, by)
  expect(answer.status, answer.text).toBe(201)
  await runJobs(app)
  return (await by.get(`/files/${answer.body.data.id}`)).body.data
}
const fetchLink = (url: string) => stranger.get(url.replace(/^\/api/, ''))
const contentsOf = async (tenantId: string) => {
  const directory = join(app.services.config.dataDir, 'files', tenantId)
  return (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length
}

/** A PNG that promises 50,000 x 50,000 pixels in its header and holds none of them. */
function pngBomb(): Buffer {
  const header = Buffer.from('IHDR\0\0\0\0\0\0\0\0\x08\x02\0\0\0', 'latin1')
  header.writeUInt32BE(50_000, 4)
  header.writeUInt32BE(50_000, 8)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(header))
  const length = Buffer.from([0, 0, 0, 13])
  const end = Buffer.from('\0\0\0\0IDAT\x35\xaf\x06\x1e\0\0\0\0IEND\xaeB`\x82', 'latin1')
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), length, header, sum, end])
}

describe('POST /files', () => {
  it('201: a document is ready at once and comes back as it went in, as a download that can run nothing', async () => {
    const file = await uploaded('Price list.txt', 'organic, 12 \u20ac')
    expect(file).toMatchObject({ name: 'Price list.txt', kind: 'document', state: 'ready', sizeBytes: 15 })
    expect(file.sha256).toBe(createHash('sha256').update('organic, 12 \u20ac').digest('hex'))
    const { status, text, headers } = await fetchLink(file.url)
    expect([status, text]).toEqual([200, 'organic, 12 \u20ac'])
    expect(headers['content-disposition']).toMatch(/^attachment; filename="Price list.txt"/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toContain('sandbox')
  })

  it('201: a picture is shown only after it was written anew: upright, without place and name', async () => {
    const sent = await photo({ width: 900, height: 600 })
    expect((await sharp(sent).metadata()).exif?.toString('latin1')).toContain('Secret Photographer')
    const fresh = (await send('dock.jpg', sent)).body.data
    expect(fresh).toMatchObject({ state: 'preparing', url: null, variants: [] })
    await runJobs(app)
    const file = (await owner.get(`/files/${fresh.id}`)).body.data
    expect(file).toMatchObject({ state: 'ready', width: 600, height: 900 })
    const { bytes, headers } = await fetchLink(file.url)
    expect(headers['content-type']).toBe('image/jpeg')
    expect(bytes.toString('latin1')).not.toContain('Secret')
    const { exif, orientation, width } = await sharp(bytes).metadata()
    expect([exif, orientation, width]).toEqual([undefined, undefined, 600])
    expect(file.variants.map(({ size, type }: { size: string; type: string }) => `${size} ${type}`).toSorted()).toEqual(
      ['large image/avif', 'large image/webp', 'thumbnail image/avif', 'thumbnail image/webp'],
    )
    for (const variant of file.variants) {
      const answer = await fetchLink(variant.url)
      expect(answer.headers['content-type']).toBe(variant.type)
      expect((await sharp(answer.bytes).metadata()).height).toBe(variant.height)
    }
  })

  it.each(['png', 'webp', 'avif', 'gif'] as const)('201: %s, too', async (format) => {
    const file = await uploaded(
      `a.${format}`,
      await sharp(await png({ width: 40, height: 30 }))
        .toFormat(format)
        .toBuffer(),
    )
    expect(file).toMatchObject({ state: 'ready', width: 40, height: 30, type: `image/${format}` })
    expect((await fetchLink(file.url)).status).toBe(200)
  })

  it('201: the same content is stored once per tenant and once more for another tenant', async () => {
    const other = await signedIn(app)
    const content = await photo({ colour: '#884422' })
    const first = await uploaded('one.jpg', content)
    const count = await contentsOf(owner.tenantId)
    const second = (await send('two.jpg', content)).body.data
    expect(second).toMatchObject({ state: 'ready', name: 'two.jpg', sha256: first.sha256 })
    expect(await contentsOf(owner.tenantId)).toBe(count)
    await uploaded('three.jpg', content, other)
    expect(await contentsOf(other.tenantId)).toBeGreaterThan(0)
  })

  it('201: the name is a name and never a path', async () => {
    const { id } = await uploaded('../../../etc/passwd\u202e.txt', 'x'.repeat(20))
    expect((await owner.get(`/files/${id}`)).body.data.name).toBe('passwd.txt')
  })

  it('201: a drawing is kept as we wrote it, and served as a download', async () => {
    const file = await uploaded(
      'plan.svg',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect width="2"/></svg>',
    )
    const { text, headers } = await fetchLink(file.url)
    expect(text).toBe('<svg xmlns="http://www.w3.org/2000/svg"><rect width="2"></rect></svg>')
    expect(headers['content-disposition']).toMatch(/^attachment/)
  })

  it('201: a picture that is a page, too, leaves the page behind', async () => {
    const polyglot = Buffer.concat([await photo(), Buffer.from('<script>alert(1)</script>')])
    const file = await uploaded('both.jpg', polyglot)
    expect((await fetchLink(file.url)).text).not.toContain('<script>')
  })

  it('201: an archive is stored and never opened, however much it unpacks to', async () => {
    const bomb = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(5000, 0)])
    expect(await uploaded('bomb.zip', bomb)).toMatchObject({ state: 'ready', sizeBytes: 5004 })
    expect(await uploaded('bomb.docx', bomb)).toMatchObject({ state: 'ready' })
  })

  it.each(['run.exe', 'page.html', 'page.xhtml', 'script.js', 'noending', '.htaccess', 'shell.php', 'old.jpg.exe'])(
    '415: %s',
    async (name) => {
      const { status, body } = await send(name, 'anything')
      expect([status, body.rule]).toEqual([415, 'file.type-not-allowed'])
    },
  )

  it.each([
    ['a page as a picture', 'photo.jpg', '<html><script>alert(1)</script></html>'],
    ['a page as a PDF', 'paper.pdf', '<html>%PDF-1.7</html>'],
    ['a drawing as text', 'note.txt', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['text as a drawing', 'plan.svg', 'just text'],
    ['a program as text', 'note.txt', Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1')],
    ['half a character as text', 'note.txt', Buffer.from([0x68, 0xc3])],
    ['a GIF as PNG', 'a.png', 'GIF89a-------'],
    ['an archive as Word', 'a.docx', '%PDF-1.7'],
  ])('400: %s', async (_, name, content) => {
    const { status, body } = await send(name, content)
    expect([status, body.rule, body.details[0].field]).toEqual([400, 'file.content-mismatch', 'file'])
  })

  it('400: nothing, and a picture without pixels', async () => {
    expect((await send('empty.txt', '')).body.rule).toBe('file.unreadable')
    expect((await send('a.png', '\x89PNG\r\n\x1a\nnothing else')).status).toBe(400)
  })

  it('422: a header that promises 50,000 x 50,000 pixels is not believed and not decoded', async () => {
    const { status, body } = await send('huge.png', pngBomb())
    expect([status, body.rule]).toEqual([422, 'file.picture-too-large'])
    expect(body.detail).toContain('50000 x 50000')
  })

  it('422: a drawing that cannot be made safe', async () => {
    const text = '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'
    expect((await send('plan.svg', text)).body.rule).toBe('file.drawing-unsafe')
  })

  it('413: more than the setting allows, whether it was announced or not', async () => {
    const { status, body } = await send('big.txt', 'x'.repeat(1024 * 1024 + 1))
    expect([status, body.rule]).toEqual([413, 'request.too-large'])
  })

  it('403: a viewer uploads nothing', async () => {
    const viewer = await signedIn(app, 'viewer', owner.tenantId)
    expect((await send('a.txt', 'x', viewer)).body.rule).toBe('access.permission-missing')
  })

  it('broken: what begins like a picture and is none says so, and is not served', async () => {
    const whole = await photo({ width: 800, height: 800 })
    const half = whole.subarray(0, Math.round(whole.length * 0.6))
    const file = await uploaded('half.jpg', half)
    expect(file).toMatchObject({ state: 'broken', url: null })
  })
})

describe('GET /files/content/:token', () => {
  it('403: a link ends, and a changed one never began', async () => {
    const { url } = await uploaded('link.txt', 'for a while')
    expect((await fetchLink(url)).status).toBe(200)
    const changed = url.replace(/.$/, (sign: string) => (sign === 'A' ? 'B' : 'A'))
    for (const wrong of [changed, url.replace(owner.tenantId, driver.userId), '/api/files/content/nonsense'])
      expect((await fetchLink(wrong)).body.rule, wrong).toBe('file.link-invalid')
    app.clock.advance(3 * 60 * 60 * 1000)
    expect((await fetchLink(url)).body.rule).toBe('file.link-invalid')
  })
})

describe('GET /files/:id', () => {
  it('404: the upload of somebody else, unless one may see all', async () => {
    const { id } = await uploaded('mine.txt', 'mine', driver)
    expect((await driver.get(`/files/${id}`)).status).toBe(200)
    expect((await owner.get(`/files/${id}`)).status).toBe(200)
    const clerk = await signedIn(app, 'clerk', owner.tenantId)
    expect((await clerk.get(`/files/${id}`)).status).toBe(404)
    expect((await clerk.get(`/files/${id}/uses`)).status).toBe(404)
  })
})

describe('the sweep', () => {
  it('takes what nobody has used for a day, row and content, and nothing before', async () => {
    const person = await signedIn(app)
    const { id } = await uploaded('orphan.txt', 'nobody wants this', person)
    await sweepFiles.run(app.services, new AbortController().signal)
    expect((await person.get(`/files/${id}`)).status).toBe(200)
    app.clock.advance(25 * 60 * 60 * 1000)
    await sweepFiles.run(app.services, new AbortController().signal)
    expect((await person.get(`/files/${id}`)).status).toBe(404)
  })
})
