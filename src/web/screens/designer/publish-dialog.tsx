// Before anything is published: what will change, one sentence each, and whether anybody will see it.
import { Alert, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Published } from '../../data/definitions.ts'
import { useLabel } from '../../data/metadata.ts'
import { useDesigning } from './designing-context.ts'
import { type Difference, differences, type RightOf } from './differences.ts'
import type { Grant } from './grants.ts'
import { useKindName } from './use-kind-name.ts'
import { useRightsScope, useRightsWords } from './use-rights.ts'
import { useNamesOf } from './who-select.tsx'
import './sentences.css'

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

function useSentences(): readonly string[] {
  const { before, design, published } = useDesigning()
  const say = useSaying(published.roles)
  const scope = useRightsScope()
  return differences(before, design, scope).map(say)
}

export function PublishDialog({
  isSending,
  onPublish,
  onClose,
}: {
  readonly isSending: boolean
  readonly onPublish: () => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { design, published } = useDesigning()
  const sentences = useSentences()
  const isUnseen =
    !design.isShipped &&
    !design.object.retired &&
    !design.grants.some(({ operations }) => operations.includes('read')) &&
    !published.policies.some(({ object }) => object === design.object.name)
  return (
    <Modal
      open
      title={t('design.publishTitle')}
      okText={t('design.publishNow')}
      cancelText={t('cancel')}
      confirmLoading={isSending}
      onOk={onPublish}
      onCancel={onClose}
    >
      <div className="all-differences">
        <ul className="sentences">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
      {isUnseen ? <Alert type="warning" showIcon title={t('design.rights.none')} /> : null}
      <small className="hush">{t('design.publishHint')}</small>
    </Modal>
  )
}
