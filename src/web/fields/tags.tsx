// Short words that people make up as they go; those used lately are offered.
import { useState } from 'react'
import type { TagsField } from '#kernel/schema'
import { useLabel } from '../data/metadata.ts'
import { usePage } from '../data/records.ts'
import { Tag } from '../ui/small.tsx'
import { Blank } from './blank.tsx'
import { Choice } from './choice.tsx'
import { type FieldView, inputProps, textOf } from './field-view.ts'
import { idsOf } from './ids.ts'

const mostOffered = 30

/** The words that records of the same object were given last, those used most in front. */
export function useUsedTags(object: string, field: string, isOpen: boolean): readonly string[] {
  const page = usePage(
    {
      ...{ object, fields: [field], limit: 200, sort: ['-updatedAt'] },
      filter: { field, is: 'notBlank' },
    },
    isOpen && object !== '',
  )
  const uses = new Map<string, number>()
  for (const row of page.data?.rows ?? [])
    for (const word of idsOf(row[field])) uses.set(word, (uses.get(word) ?? 0) + 1)
  return [...uses]
    .sort(([, one], [, other]) => other - one)
    .slice(0, mostOffered)
    .map(([word]) => word)
}

export const tagsView: FieldView<TagsField> = {
  width: 180,
  reads: () => ['$object'],
  Show: ({ value }) => {
    const words = idsOf(value)
    if (words.length === 0) return <Blank />
    return (
      <span className="tags">
        {words.map((word) => (
          <Tag key={word}>{word}</Tag>
        ))}
      </span>
    )
  },
  Edit: (props) => {
    const label = useLabel()
    const [isOpen, setOpen] = useState(false)
    const used = useUsedTags(textOf(props.row.$object), props.field.name, isOpen)
    return (
      <Choice
        {...inputProps(props)}
        listLabel={label(props.field.label)}
        mode="tags"
        tokenSeparators={[',', '，', '、', ';', '；']}
        value={[...idsOf(props.value)]}
        options={used.map((value) => ({ value, label: value }))}
        onOpenChange={setOpen}
        onChange={(words: string[]) => props.onChange(words.map((word) => word.trim()).filter(Boolean))}
      />
    )
  },
}
