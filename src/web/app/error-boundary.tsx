// A screen that breaks says so and leaves the rest standing.
import { Component, type ReactNode } from 'react'
import { Translation } from 'react-i18next'
import { ErrorState } from '../ui/states.tsx'

type State = { readonly error: Error | null }

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <Translation>
        {(t) => (
          <ErrorState
            title={t('broken')}
            detail={error.message}
            retry={t('retry')}
            onRetry={() => this.setState({ error: null })}
          />
        )}
      </Translation>
    )
  }
}
