// What doctor has to say of the workspaces of a test's database.
import { type Finding, inspectWorkspaces } from '../../src/cli/commands/doctor-workspaces.ts'

/** Not of the installation, which is the tests' own, nor of holidays, which are to be entered as time goes by. */
const isOfTheWorkspace = ({ subject }: Finding): boolean =>
  subject !== 'rights' && !subject.endsWith('work calendar')

export async function complaints(url: string): Promise<readonly string[]> {
  const findings = await inspectWorkspaces({ url, isEmbedded: false, stop: async () => undefined })
  return findings
    .filter(isOfTheWorkspace)
    .flatMap(({ subject, advice }) => (advice === null ? [] : [`doctor: ${subject}: ${advice}`]))
}
