// The table of commands. A new command is a file in commands/ and a line here.
import type { CommandEntry } from './command.ts'

export const commands: Readonly<Record<string, CommandEntry>> = {
  start: {
    summary: 'start Baton: the database, the server, and on a first start the demo company',
    load: async () => (await import('./commands/start.ts')).start,
  },
  'create-user': {
    summary: 'add a person who can sign in, and the workspace where there is none',
    load: async () => (await import('./commands/create-user.ts')).createUser,
  },
  export: {
    summary: 'write everything a workspace holds as lines of JSON',
    load: async () => (await import('./commands/export.ts')).exportCommand,
  },
  import: {
    summary: 'bring in customers, items, stock and orders from CSV and XLSX files by a mapping profile',
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  config: {
    summary: 'write what a workspace was made of into a folder of text, or bring it from one',
    load: async () => (await import('./commands/config.ts')).config,
  },
  doctor: {
    summary: 'check this installation and say what to do about what is wrong',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
}
