// The product that this installation serves: the kernel's own module and what stands in src/modules.
import { pinyin } from 'pinyin-pro'
import { identityObjects } from '#kernel/identity'
import { platformModule } from '#kernel/module'
import type { Product } from './product.ts'

const platform = platformModule([{ objects: identityObjects, actions: [], policies: [] }])

export const product: Product = {
  modules: [platform],
  reactions: () => [],
  initials: (chinese) => pinyin(chinese, { pattern: 'first', toneType: 'none', separator: '' }),
}
