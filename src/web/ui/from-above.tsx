// Parts of a page that come from the top down: what is not known yet keeps what stands under it out of sight, so that nothing seen is pushed away.
import {
  Children,
  createContext,
  isValidElement,
  type ReactNode,
  useCallback,
  useContext,
  useId,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react'

type Place = { readonly place: number; readonly tell: (id: string, place: number | null) => void }

const PlaceContext = createContext<Place | null>(null)

/** Each child is a part; those under the first that waits are asked for and drawn, but not shown. */
export function FromAbove({ children }: { readonly children: ReactNode }) {
  const [waits, setWaits] = useState<ReadonlyMap<string, number>>(new Map())
  const tell = useCallback(
    (id: string, place: number | null): void =>
      setWaits((before) => {
        if ((before.get(id) ?? null) === place) return before
        const next = new Map(before)
        if (place === null) next.delete(id)
        else next.set(id, place)
        return next
      }),
    [],
  )
  const first = Math.min(...waits.values())
  return Children.toArray(children).map((child, place) => (
    <Part key={isValidElement(child) ? child.key : place} place={place} tell={tell} isHidden={place > first}>
      {child}
    </Part>
  ))
}

function Part({
  place,
  tell,
  isHidden,
  children,
}: Place & { readonly isHidden: boolean; readonly children: ReactNode }) {
  const here = useMemo(() => ({ place, tell }), [place, tell])
  return (
    <PlaceContext value={here}>
      <div hidden={isHidden}>{children}</div>
    </PlaceContext>
  )
}

/** Says of the part that this is drawn in that it is not known yet; outside of parts nothing is said. */
export function useWaits(isWaiting: boolean): void {
  const here = useContext(PlaceContext)
  const id = useId()
  useLayoutEffect(() => {
    here?.tell(id, isWaiting ? here.place : null)
    return () => here?.tell(id, null)
  }, [here, id, isWaiting])
}
