// Reads the directory from the tables of the identity objects.
import type { Tx } from '#base/database'
import { ident, sql } from '#base/sql'
import {
  type Department,
  type Directory,
  directoryOf,
  type Person,
  type RoleAssignment,
} from './directory.ts'

/** Everybody, with departments and roles. Cache it by the workspace's last place in the log; it changes seldom. */
export async function loadDirectory(tx: Tx, namespace: string): Promise<Directory> {
  const people = await tx.query<Person>(sql`
    select id, name, login, email, phone, title, department, coalesce(active, true) as active
      from ${ident(namespace, 'identity_person')} order by id`)
  const departments = await tx.query<Department>(
    sql`select id, name, code, parent, head from ${ident(namespace, 'identity_department')} order by id`,
  )
  const roles = await tx.query<RoleAssignment>(
    sql`select person, role from ${ident(namespace, 'identity_role_assignment')} order by person, role`,
  )
  return directoryOf({ people: people.rows, departments: departments.rows, roles: roles.rows })
}
