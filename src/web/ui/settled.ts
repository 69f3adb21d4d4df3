// A value once it has stopped changing.
import { useEffect, useState } from 'react'

/** The latest value that has stood for so many milliseconds; an empty one counts at once. */
export function useSettled(value: string, ms: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), value === '' ? 0 : ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}
