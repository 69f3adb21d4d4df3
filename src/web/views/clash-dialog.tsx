// A value that somebody else changed first: theirs is taken, or mine, or what is put together from both.
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'
import type { Row, Value } from '#kernel/schema'
import { askAbout, type Clash } from '../data/clash.ts'
import { useCatalog, useHelp, useLabel } from '../data/metadata.ts'
import { keepUnsaved } from '../data/unsaved.ts'
import { Edit, Show } from '../fields/index.tsx'
import { useCame } from './clashes.tsx'
import { useSaveField } from './use-save-field.ts'

export default function ClashDialog({ clash }: { readonly clash: Clash }) {
  const object = useCatalog().object(clash.object)
  const field = object?.fields.find(({ name }) => name === clash.field)
  return object === undefined || field === undefined ? null : (
    <Choosing object={object} field={field} clash={clash} />
  )
}

function Choosing({
  object,
  field,
  clash,
}: {
  readonly object: ObjectMetadata
  readonly field: FieldMetadata
  readonly clash: Clash
}) {
  const { t } = useTranslation()
  const label = useLabel()
  const help = useHelp()(field)
  const came = useCame()
  const save = useSaveField(object)
  const [mine, setMine] = useState<{ readonly value: Value; readonly title?: string }>({
    value: clash.mine,
    ...(clash.mineTitle === undefined ? {} : { title: clash.mineTitle }),
  })
  const { id } = clash
  // Written on top of theirs, which has been seen now.
  const seen: Row = { id, version: clash.version, [field.name]: clash.theirs }
  const typed: Row = { ...seen, $object: object.name, [`${field.name}$title`]: mine.title ?? null }
  const close = (): void => askAbout(null)
  return (
    <Modal
      open
      title={t('conflict.titleOne', { field: label(field.label) })}
      onCancel={close}
      destroyOnHidden
      footer={[
        <Button
          key="theirs"
          onClick={() => {
            keepUnsaved(id, field.name, null)
            close()
          }}
        >
          {t('conflict.takeTheirs')}
        </Button>,
        <Button
          key="mine"
          type="primary"
          onClick={() => {
            close()
            void save(field, seen, mine.value, mine.title)
          }}
        >
          {t('conflict.saveMine')}
        </Button>,
      ]}
    >
      <dl className="clash-sides">
        <div>
          <dt>{t('conflict.before')}</dt>
          <dd>
            <Show field={field} value={clash.before} row={{}} />
          </dd>
        </div>
        <div>
          <dt>
            {t('conflict.theirs')} <small>{came(clash)}</small>
          </dt>
          <dd>
            <Show field={field} value={clash.theirs} row={{}} />
          </dd>
        </div>
      </dl>
      <div className="clash-merge">
        <label htmlFor="clash-mine">{t('conflict.mineOr')}</label>
        <Edit
          field={field}
          value={mine.value}
          row={typed}
          id="clash-mine"
          help={help}
          autoFocus
          onChange={(value, title) => setMine({ value, ...(title === undefined ? {} : { title }) })}
        />
      </div>
    </Modal>
  )
}
