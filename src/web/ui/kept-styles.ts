// The component library writes a component's styles anew whenever its last one has left a page, as all do between two records: here what was written stays.
import { createCache } from '@ant-design/cssinjs'

const written = 'style%'

/** A store of styles for the library's provider, which forgets none; those of a theme are found again when it comes back. */
export function keptStyles(): ReturnType<typeof createCache> {
  const styles = createCache()
  const update = styles.opUpdate.bind(styles)
  styles.opUpdate = (path, change) =>
    update(path, (before) => {
      const after = change(before)
      return after === null && before && path.startsWith(written) ? [0, before[1]] : after
    })
  return styles
}
