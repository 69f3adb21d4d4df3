// Shows where a CPU profile's time went: `node --import tsx bench/profile.ts FILE`.
import { readFileSync } from 'node:fs'

type Node = {
  readonly id: number
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
  readonly children?: readonly number[]
}
type Profile = {
  readonly nodes: readonly Node[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

const [file = '', most = '45'] = process.argv.slice(2)
const profile: Profile = JSON.parse(readFileSync(file, 'utf8'))
const byId = new Map(profile.nodes.map((node) => [node.id, node]))
const parents = new Map(
  profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)),
)
const nameOf = ({ callFrame: { functionName, url, lineNumber } }: Node): string =>
  `${functionName || '(anonymous)'} ${url.split('/').slice(-2).join('/')}:${lineNumber + 1}`
const own = new Map<string, number>()
const whole = new Map<string, number>()
let total = 0
profile.samples.forEach((id, index) => {
  const ms = (profile.timeDeltas[index] ?? 0) / 1000
  const node = byId.get(id)
  if (!node || ['(idle)', '(program)', '(root)'].includes(node.callFrame.functionName)) return
  total += ms
  own.set(nameOf(node), (own.get(nameOf(node)) ?? 0) + ms)
  const seen = new Set<string>()
  for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
    const name = nameOf(byId.get(at) as Node)
    if (!seen.has(name)) whole.set(name, (whole.get(name) ?? 0) + ms)
    seen.add(name)
  }
})
for (const [title, map] of [
  ['own', own],
  ['with what it calls', whole],
] as const) {
  console.log(`\n${title}, of ${total.toFixed(0)} ms`)
  for (const [name, ms] of [...map].sort((left, right) => right[1] - left[1]).slice(0, Number(most)))
    console.log(`${((100 * ms) / total).toFixed(1).padStart(6)} %  ${name}`)
}
