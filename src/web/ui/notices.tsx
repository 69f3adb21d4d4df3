// What stands above the fields of a form: that something was found again, and what is wrong with none of them in particular.
import { Alert, Button } from 'antd'

/** What cannot be said beside one field; nothing where there is nothing to say. */
export function Fault({ text }: { readonly text: string | undefined }) {
  return text === undefined || text === '' ? null : <Alert type="error" showIcon title={text} role="alert" />
}

/** What was typed the last time is here again, to go on with or to throw away. */
export function Restored({
  text,
  discard,
  onDiscard,
}: {
  readonly text: string
  readonly discard: string
  readonly onDiscard: () => void
}) {
  return (
    <Alert
      type="info"
      showIcon
      title={text}
      action={
        <Button size="small" onClick={onDiscard}>
          {discard}
        </Button>
      }
    />
  )
}
