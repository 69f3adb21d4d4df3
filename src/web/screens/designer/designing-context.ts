// The design that the parts of the designer work on.
import { createContext, useContext } from 'react'
import type { Designing } from './use-design.ts'

export const DesigningContext = createContext<Designing | null>(null)

export function useDesigning(): Designing {
  const designing = useContext(DesigningContext)
  if (designing === null) throw new Error('drawn outside a designer')
  return designing
}
