// The installed modules, each after those it depends on; the only file that names them all.
import type { Module } from '#kernel/module'
import { coordination } from '#modules/coordination'
import { crm } from '#modules/crm'
import { finance } from '#modules/finance'
import { inventory } from '#modules/inventory'
import { masterdata } from '#modules/masterdata'
import { performance } from '#modules/performance'
import { procurement } from '#modules/procurement'
import { production } from '#modules/production'
import { sales } from '#modules/sales'
import { service } from '#modules/service'

export const modules: readonly Module[] = [
  masterdata,
  crm,
  inventory,
  finance,
  sales,
  procurement,
  production,
  service,
  performance,
  coordination,
]
