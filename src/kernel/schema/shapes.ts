// What a value may be shown as, and what it then has to be: a rating in stars, a duration in minutes, pictures, a signature.
import { maxDurationMinutes } from '#base/values/duration'
import type { Field } from './definition.ts'

export const numberShapes = ['rating', 'duration'] as const
export type NumberShape = (typeof numberShapes)[number]
export const percentShapes = ['progress'] as const
export type PercentShape = (typeof percentShapes)[number]
export const fileShapes = ['pictures', 'signature'] as const
export type FileShape = (typeof fileShapes)[number]
export const formulaShapes = ['lookUp'] as const
export type FormulaShape = (typeof formulaShapes)[number]
export type Shape = NumberShape | PercentShape | FileShape | FormulaShape

export const shapeOf = (field: Field): Shape | undefined => ('shownAs' in field ? field.shownAs : undefined)

/** More stars than anybody counts at a glance are not drawn. */
const mostStars = 10

/** How many stars a rating has: its largest value, 5 when it names none. */
export function starsOf({ max = '5' }: { readonly max?: string }): number {
  const most = Math.floor(Number(max))
  return Math.min(mostStars, Math.max(1, most))
}

export type Bounds = { readonly min?: string | undefined; readonly max?: string | undefined }

/** Within what a number has to be, both ends included; absent where there is no end. */
export function boundsOf(field: Field): Bounds {
  const { min, max }: Bounds = 'min' in field || 'max' in field ? field : {}
  const shape = shapeOf(field)
  if (shape === 'rating') return { min: min ?? '0', max: String(starsOf({ ...(max ? { max } : {}) })) }
  return shape === 'duration' ? { min: min ?? '0', max: max ?? String(maxDurationMinutes) } : { min, max }
}

/** Whether only whole numbers are values of it. */
export const isWhole = (field: Field): boolean => ['rating', 'duration'].includes(shapeOf(field) ?? '')

/** The media types of pictures that every browser draws. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const
