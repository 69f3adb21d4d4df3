// Differences as sentences in the reader's language.
import { useTranslation } from 'react-i18next'
import type { Published } from '../../data/definitions.ts'
import { useLabel } from '../../data/metadata.ts'
import type { Difference, RightOf } from './differences.ts'
import type { Grant } from './grants.ts'
import { useRightsWords } from './rights-words.ts'
import { useKindName } from './use-kind-name.ts'
import { useNamesOf } from './who-select.tsx'

/** Says a difference in the reader's language. */
export function useSaying(roles: Published['roles']): (one: Difference) => string {
  const { t } = useTranslation()
  const label = useLabel()
  const kindName = useKindName()
  const names = useNamesOf(roles)
  const words = useRightsWords(roles)
  const righted = ({ object, who, operations = [], reasons = [], fieldLabels }: RightOf) => ({
    who: words.who(who),
    what: words.all(operations.map((name) => words.operation(object, name))),
    which: words.reasons(object, reasons),
    fields: words.all(fieldLabels.map(label)),
  })
  const granted = ({ who, reach, operations, hidden, fixed }: Grant) => ({
    who: names.get(who) ?? who,
    which: t(`design.reach.${reach}`),
    what: operations.map((name) => t(`design.operation.${name}`)).join('、'),
    except:
      hidden.length + fixed.length === 0
        ? ''
        : t('design.change.except', { count: hidden.length + fixed.length }),
  })
  return (one) => {
    const { key, was, wasKind, kind, of, grant, details, right } = one
    const said = t(`design.change.${key}`, {
      label: label(one.label),
      was: wasKind === undefined ? label(was) : kindName(wasKind),
      type: kind === undefined ? '' : kindName(kind),
      details: (details ?? []).map((detail) => t(`design.detail.${detail}`)).join('、'),
      ...(grant === undefined ? {} : granted(grant)),
      ...(right === undefined ? {} : righted(right)),
    })
    return of === undefined ? said : t('design.change.inPart', { of: label(of), words: said })
  }
}
