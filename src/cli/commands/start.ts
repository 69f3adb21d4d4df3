// `baton start`: the database and, loaded while that starts, the server.
import { allRoles, type Role } from '#server/roles'
import type { Command } from '../command.ts'
import { openServerDatabase } from '../database.ts'
import { textOptions } from '../options.ts'
import { refused } from '../refused.ts'

export const start: Command = {
  async run(args, pages) {
    const options = textOptions(args, ['roles'])
    const roles = typeof options === 'string' ? options : rolesIn(options.roles)
    if (typeof roles === 'string') return refused(roles)
    const [database, { serve }] = await Promise.all([
      openServerDatabase((line) => console.log(line)),
      import('../serve.ts'),
    ])
    return typeof database === 'string' ? refused(database) : serve(database, roles, pages)
  },
}

function rolesIn(text: string | undefined): readonly Role[] | string {
  if (text === undefined) return allRoles
  const roles = text.split(',').map((role) => role.trim())
  const unknown = roles.find((role) => !(allRoles as readonly string[]).includes(role))
  return unknown === undefined
    ? (roles as Role[])
    : `There is no role "${unknown}". Roles are ${allRoles.join(', ')}, separated by commas.`
}
