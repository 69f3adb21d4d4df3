// The way to a record from wherever it is named.
import { useNavigate } from '@tanstack/react-router'
import { useCatalog } from '../data/metadata.ts'

/** Where a record is looked at: its room when it has a main line, its page otherwise. */
export function useOpenRecord(): (
  object: string,
  id: string,
  search?: Readonly<Record<string, string>>,
) => void {
  const navigate = useNavigate()
  const catalog = useCatalog()
  return (object, id, search = {}) =>
    void navigate({
      to: catalog.mainLine(object) ? '/room/$object/$id' : '/o/$object/$id',
      params: { object, id },
      search,
    })
}
