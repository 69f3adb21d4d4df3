// Logins and passwords as people type them.
import type { Problem } from '#base/problem'
import { problem } from '#base/problem'

const loginLimit = 100
export const passwordLimits = { least: 8, most: 200 } as const

/** A login as it is compared: without surrounding space, full-width forms and case. Longer ones are cut: they match nobody. */
export const foldLogin = (login: string): string =>
  login.trim().normalize('NFKC').toLowerCase().slice(0, loginLimit)

// Among the most used in published lists of leaked passwords; NIST SP 800-63B, 3.1.1.2, asks for such a list instead of rules on characters.
const common = new Set(
  (
    '12345678 123456789 1234567890 11111111 00000000 88888888 66666666 password password1 passw0rd qwertyui qwertyuiop ' +
    'qwerty123 1q2w3e4r 1qaz2wsx abcd1234 abc12345 asdfghjk iloveyou woaini1314 5201314520 a1234567 a123456789 admin123 admin888 ' +
    'administrator 87654321 123123123 12341234 123456abc letmein1 welcome1'
  ).split(' '),
)

/** Problems: identity.badLogin. */
export const loginProblems = (login: string): readonly Problem[] =>
  foldLogin(login) === '' || login.length > loginLimit || /[\s\p{Cc}]/u.test(login.trim())
    ? [problem('identity.badLogin', ['login'], { most: loginLimit })]
    : []

/** Problems: identity.passwordLength, identity.passwordCommon. */
export function passwordProblems(password: string, login: string): readonly Problem[] {
  const { least, most } = passwordLimits
  const length = [...password].length
  if (length < least || length > most)
    return [problem('identity.passwordLength', ['password'], { least, most })]
  const folded = foldLogin(password)
  return common.has(folded) || folded === foldLogin(login)
    ? [problem('identity.passwordCommon', ['password'])]
    : []
}
