import type { Scenario } from '../scenario.ts'
import { create } from './create.ts'
import { list, listAdmin, listDeep } from './list.ts'
import { orderToCash } from './order-to-cash.ts'
import { listPlain, ownCreate, ownList } from './own.ts'
import { read, readAdmin } from './read.ts'
import { status } from './status.ts'

/** In the order in which they run: what grows the tables comes last. */
export const scenarios: readonly Scenario[] = [
  ...[read, readAdmin, list, listAdmin, listDeep, listPlain, ownList, status, create, orderToCash, ownCreate],
]
