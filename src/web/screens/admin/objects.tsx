// The definitions of the workspace as a table: every object and its fields, read only.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectMetadata } from '#kernel/module'
import { useCatalog, useLabel } from '../../data/metadata.ts'
import { Card } from '../../ui/small.tsx'
import '../../views/form.css'
import './objects.css'

export default function Objects() {
  const { t } = useTranslation()
  const label = useLabel()
  const { metadata } = useCatalog()
  const [chosen, setChosen] = useState(metadata.objects[0]?.name)
  const object = metadata.objects.find(({ name }) => name === chosen)
  return (
    <div className="page">
      <header className="page-head">
        <h1>
          {t('admin.objects')} <small>{t('admin.version', { version: metadata.version })}</small>
        </h1>
      </header>
      <div className="objects">
        <ul className="card">
          {metadata.objects.map(({ name, label: text }) => (
            <li key={name}>
              <button
                type="button"
                className="plain"
                aria-pressed={name === chosen}
                onClick={() => setChosen(name)}
              >
                {label(text)} <small className="hush">{name}</small>
              </button>
            </li>
          ))}
        </ul>
        {object === undefined ? null : <Fields object={object} />}
      </div>
    </div>
  )
}

function Fields({ object }: { readonly object: ObjectMetadata }) {
  const { t } = useTranslation()
  const label = useLabel()
  return (
    <Card title={label(object.label)} count={object.fields.length}>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th>{t('admin.field')}</th>
              <th>{t('admin.name')}</th>
              <th>{t('admin.type')}</th>
              <th>{t('admin.notes')}</th>
            </tr>
          </thead>
          <tbody>
            {object.fields.map((field) => (
              <tr key={field.name}>
                <td>{label(field.label)}</td>
                <td className="hush">{field.name}</td>
                <td>{t(`admin.types.${field.type}`)}</td>
                <td>
                  <small>
                    {[
                      field.required ? t('admin.required') : '',
                      field.unique ? t('admin.unique') : '',
                      field.readOnly ? t('admin.readOnly') : '',
                      field.type === 'reference' ? `→ ${field.to}` : '',
                      field.type === 'formula' ? `= ${field.formula}` : '',
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
