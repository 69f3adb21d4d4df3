import { extractStyle, StyleProvider } from '@ant-design/cssinjs'
import { Button } from 'antd'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { keptStyles } from './kept-styles.ts'

test('the library writes its styles into the store it is given, and what has been written stays when nobody needs it', () => {
  const styles = keptStyles()
  renderToString(createElement(StyleProvider, { cache: styles }, createElement(Button, null, 'Save')))
  expect(extractStyle(styles, true)).toContain('.ant-btn')
  const [path = ''] = [...styles.cache.keys()].filter((key) => key.startsWith('style%'))
  const kept = styles.opGet(path)?.[1]
  expect(kept).toBeDefined()
  styles.opUpdate(path, () => null)
  expect(styles.opGet(path)).toEqual([0, kept])
})

test('what is not a style, as the variables of a theme, goes with the last who needs it; what never was there does not come', () => {
  const styles = keptStyles()
  styles.opUpdate('token%dark', () => [1, {}])
  styles.opUpdate('token%dark', () => null)
  styles.opUpdate('style%never', () => null)
  expect([...styles.cache.keys()]).toEqual([])
})
