// How every button of the component library behaves.

import type { ConfigProvider } from 'antd'
import type { ComponentProps } from 'react'

/**
 * A button that waits keeps its name for whoever hears it. Its sign is ours: the library's leaves by a transition, and one that was
 * hardly begun never ends.
 */
export const buttons: NonNullable<ComponentProps<typeof ConfigProvider>['button']> = {
  autoInsertSpace: false,
  loadingIcon: <span className="spinner" aria-hidden="true" />,
}
