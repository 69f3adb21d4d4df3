// By which days records stand in calendars and timelines, and the choice that says how they stand. Pure.
import type { FieldMetadata, ObjectMetadata } from '#kernel/module'

export type DayField = { readonly from: FieldMetadata; readonly to: FieldMetadata | undefined }
export type StateField = Extract<FieldMetadata, { type: 'select' }>

/** The choice by whose colour a record is known. */
export const stateField = (object: ObjectMetadata): StateField | undefined => {
  const name = object.path?.field ?? object.list?.board
  const field = object.fields.find((one) => one.name === name)
  return field?.type === 'select' ? field : undefined
}
