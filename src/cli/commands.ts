// The table of commands. A new command is a file in commands/ and a line here.
import type { CommandEntry } from './command.ts'

export const commands: Readonly<Record<string, CommandEntry>> = {
  doctor: {
    summary: 'check this installation and say what to do about what is wrong',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
}
