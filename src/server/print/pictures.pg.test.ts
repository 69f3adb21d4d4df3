// Pictures on paper: a logo, photographs of lines, what cannot be drawn, and what its reader may not see.
import sharp from 'sharp'
import { extractImages } from 'unpdf'
import { expect, test } from 'vitest'
import type { Publication } from '#kernel/module'
import { sheetsOf } from '#test/printed'
import { type Login, stockUp, testServer } from '#test/server'

const server = await testServer({ at: '2026-06-15T02:00:00.000Z' })
const goods = await stockUp(server, { motor: '400' })
const { li, admin } = server.people

const label = (text: string) => ({ 'zh-CN': text, en: text })
const plain = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 4, background } })

async function kept(name: string, type: string, bytes: Uint8Array): Promise<string> {
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(bytes)], { type }), name)
  const answer = await fetch(`${server.url}/api/files`, {
    method: 'POST',
    body,
    headers: await bearing('admin'),
  })
  expect(answer.status).toBe(201)
  return (await answer.json()).id
}

const bearing = async (login: Login) => ({ authorization: `Bearer ${await server.token(login)}` })

async function printed(login: Login, path: string, body?: object): Promise<Uint8Array> {
  const json = { 'content-type': 'application/json' }
  const answer = await fetch(`${server.url}${path}`, {
    headers: { ...(await bearing(login)), ...(body ? json : {}) },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  })
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

/** The pictures of the first page: their sizes, and the colour in their middle. */
async function drawn(bytes: Uint8Array): Promise<readonly string[]> {
  const images = await extractImages(new Uint8Array(bytes), 1)
  return images.map(({ width, height, channels, data }) => {
    const at = (Math.floor(height / 2) * width + Math.floor(width / 2)) * channels
    // As a JPEG leaves it: near what it was.
    const colour = [...data.slice(at, at + 3)].map((part) => Math.round(part / 51) * 51)
    return `${width}×${height} ${colour.join(',')}`
  })
}
const textOf = async (bytes: Uint8Array): Promise<string> =>
  (await sheetsOf(bytes)).map(({ text }) => text).join('')

test('[UX-29] [PN10] a quote bears the logo of whoever quotes, as small as paper needs it; without one it stands as before', async () => {
  const company = await admin.create('masterdata.company', { name: '接力机电有限公司', code: 'JL' })
  const quote = await li.create('sales.quote', {
    ...{ customer: goods.customer, company: company.id, validUntil: '2026-07-30' },
    lines: [{ item: goods.motor, quantity: '4', price: '1250', taxRate: '0.13' }],
  })
  const path = `/api/records/sales.quote/${quote.id}/print/quote`
  const before = await printed('li', path)
  expect(await drawn(before)).toEqual([])
  const logo = await kept('logo.png', 'image/png', await plain(3000, 1000, '#ff0000').png().toBuffer())
  await admin.update('masterdata.company', company.id, { logo: [logo] })
  const after = await printed('li', path)
  expect(await drawn(after)).toEqual(['1400×467 255,0,0'])
  expect(await textOf(after)).toBe(await textOf(before))
  const order = await li.create('sales.order', {
    ...{ customer: goods.customer, company: company.id, promisedDate: '2026-08-01' },
    lines: [{ item: goods.motor, quantity: '1', price: '99', taxRate: '0.13' }],
  })
  for (const sheet of ['confirmation', 'contract', 'delivery'])
    expect(await drawn(await printed('li', `/api/records/sales.order/${order.id}/print/${sheet}`))).toEqual([
      '1400×467 255,0,0',
    ])
})

const parts = (value: string): Publication => ({
  objects: [
    {
      ...{ name: 'x.part', label: label('零件'), kind: 'record', title: 'title' },
      fields: [
        { type: 'text', name: 'title', label: label('名称') },
        { type: 'file', name: 'photos', label: label('照片') },
        { type: 'file', name: 'inside', label: label('内部照片') },
        { type: 'lines', name: 'lines', label: label('明细'), object: 'x.partLine', by: 'part' },
      ],
      prints: [
        {
          name: 'sheet',
          label: label('零件单'),
          blocks: [
            { kind: 'picture', value, height: 40, side: 'center' },
            { kind: 'facts', facts: [{ value: 'title' }, { value: 'photos' }, { value: 'inside' }] },
            { kind: 'lines', of: 'lines', columns: [{ value: 'item' }, { value: 'photo' }] },
          ],
        },
      ],
    },
    {
      ...{ name: 'x.partLine', label: label('零件明细'), kind: 'record', title: 'item' },
      fields: [
        { type: 'reference', name: 'part', label: label('零件'), to: 'x.part', owner: true },
        { type: 'text', name: 'item', label: label('事项') },
        { type: 'file', name: 'photo', label: label('图') },
      ],
    },
  ],
  policies: [
    {
      ...{ name: 'x.part.sales', object: 'x.part', who: { roles: ['sales'] } },
      ...{ operations: ['read', 'print'], fields: { read: { except: ['inside'] } } },
    },
    {
      ...{ name: 'x.partLine.sales', object: 'x.partLine', operations: ['read'] },
      ...{ who: { roles: ['sales'] }, via: 'part' },
    },
  ],
})
test('[PN9] [PN10] photographs stand in blocks, facts and lines, upright; what is no picture or a broken one stands by its name, and nobody sees more than their own', async () => {
  await expect(admin.publish(parts('title'))).rejects.toMatchObject({ codes: ['print.noPictures'] })
  await admin.publish(parts('photos'))
  // Where there is no record yet, words show where pictures will stand.
  const [layout] = parts('photos').objects?.[0]?.prints ?? []
  const sample = await printed('admin', '/api/definitions/prints/draft', { object: 'x.part', layout })
  expect((await textOf(sample)).match(/（图片）/g)).toHaveLength(6)
  const png = await plain(40, 20, '#00ff00').png().toBuffer()
  const files = {
    // A telephone held upright writes what it saw lying, and says so.
    lying: await kept(
      'lying.jpg',
      'image/jpeg',
      await plain(60, 30, '#0000ff').jpeg().withMetadata({ orientation: 6 }).toBuffer(),
    ),
    webp: await kept('sign.webp', 'image/webp', await plain(20, 20, '#ff00ff').webp().toBuffer()),
    broken: await kept('broken.png', 'image/png', png.subarray(0, png.length - 20)),
    drawing: await kept(
      'drawing.png',
      'image/png',
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
      ),
    ),
    paper: await kept('contract.pdf', 'application/pdf', Buffer.from('%PDF-1.4 contract')),
    inside: await kept('inside.png', 'image/png', await plain(44, 22, '#00ffff').png().toBuffer()),
    line: await kept('line.png', 'image/png', png),
  }
  const { lying, webp, broken, drawing, paper, inside, line } = files
  const part = await admin.create('x.part', {
    ...{ title: '法兰', photos: [lying, webp, broken, drawing, paper], inside: [inside] },
    lines: [{ item: '上盖', photo: [line] }, { item: '下盖' }],
  })
  const path = `/api/records/x.part/${part.id}/print/sheet`
  const whole = await printed('admin', path)
  expect(new Set(await drawn(whole))).toEqual(
    new Set(['30×60 0,0,255', '20×20 255,0,255', '44×22 0,255,255', '40×20 0,255,0']),
  )
  for (const name of ['broken.png', 'drawing.png', 'contract.pdf', '上盖', '下盖', '内部照片：'])
    expect(await textOf(whole)).toContain(name)
  const seen = await printed('li', path)
  expect(await textOf(seen)).not.toContain('内部照片')
  expect((await drawn(seen)).join()).not.toContain('44×22')
})
