// The installed modules, each after those it depends on; the only file that names them all.
import type { Module } from '#kernel/module'
import { crm } from '#modules/crm'
import { finance } from '#modules/finance'
import { masterdata } from '#modules/masterdata'
import { performance } from '#modules/performance'
import { sales } from '#modules/sales'
import { service } from '#modules/service'

export const modules: readonly Module[] = [masterdata, crm, sales, finance, service, performance]
