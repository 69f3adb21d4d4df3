// Lays a document out as PDF, in a thread of its own: what takes long here keeps nobody else waiting.
import { parentPort, workerData } from 'node:worker_threads'
import pdfmake from 'pdfmake'

pdfmake.setFonts({ sans: workerData.fonts })
// Nothing is fetched, and no file but the fonts is read, whatever a document asks for.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => Object.values(workerData.fonts).includes(path))
pdfmake.addTableLayouts({
  facts: {
    hLineWidth: () => 0,
    vLineWidth: () => 0,
    paddingLeft: () => 0,
    paddingRight: () => 8,
    paddingTop: () => 1.5,
    paddingBottom: () => 1.5,
  },
  lines: {
    hLineWidth: (row, node) => (row <= 1 || row === node.table.body.length ? 0.8 : 0.4),
    vLineWidth: () => 0.4,
    hLineColor: (row) => (row <= 1 ? '#444444' : '#b8b8b8'),
    vLineColor: () => '#d0d0d0',
    paddingLeft: () => 4,
    paddingRight: () => 4,
    paddingTop: () => 3,
    paddingBottom: () => 3,
    fillColor: (row) => (row === 0 ? '#f1f3f5' : null),
  },
})

/** Functions do not travel between threads: the foot is made here from its words. */
const footer =
  ({ text, page, margin }) =>
  (number, count) => ({
    margin: [margin, 12, margin, 0],
    fontSize: 8,
    color: '#555555',
    columns: [
      { width: '*', text },
      {
        width: 'auto',
        text: page.replace('{page}', String(number)).replace('{pages}', String(count)),
        alignment: 'right',
      },
    ],
    columnGap: 12,
  })

parentPort?.on('message', ({ definition, foot }) => {
  pdfmake
    .createPdf({ ...definition, footer: footer(foot) })
    .getBuffer()
    .then((buffer) => {
      const bytes = new Uint8Array(buffer)
      parentPort?.postMessage({ bytes }, [bytes.buffer])
    })
    .catch((error) => parentPort?.postMessage({ error: String(error?.stack ?? error) }))
})
