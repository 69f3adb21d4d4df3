// An address as one text, province, city, district and street with a blank between them, and its parts. Pure.
export type Region = {
  readonly value: string
  readonly label: string
  readonly children?: Region[]
}

/** Names by a six-digit code: two digits a province, two a city, two a district. */
type AreaList = Readonly<
  Record<'province_list' | 'city_list' | 'county_list', Readonly<Record<string, string>>>
>

/** Groupings that stand in no address: 市辖区, 县, 省直辖县. */
const unspoken = /^(?:市辖区|县|省直辖县|自治区直辖县|.*直辖县级行政区划)$/

/** The tree to choose from. A city that is named like its province, or not at all in an address, is left out. */
export function regionTree(areas: AreaList): readonly Region[] {
  const under = (list: Readonly<Record<string, string>>, prefix: string): [string, string][] =>
    Object.entries(list).filter(([code]) => code.startsWith(prefix))
  const leaf = ([, name]: readonly [string, string]): Region => ({ value: name, label: name })
  return Object.entries(areas.province_list).map(([code, name]) => {
    const cities = under(areas.city_list, code.slice(0, 2)).flatMap(([city, called]): Region[] => {
      const districts = under(areas.county_list, city.slice(0, 4)).map(leaf)
      if (called === name || unspoken.test(called)) return districts
      return [{ value: called, label: called, ...(districts.length > 0 ? { children: districts } : {}) }]
    })
    return { value: name, label: name, ...(cities.length > 0 ? { children: cities } : {}) }
  })
}

/**
 * The longest way down the tree that the text begins with, and what follows it as it is typed. A text without blanks, as it is pasted, is
 * divided by the names alone.
 */
export function dividedAddress(
  text: string,
  regions: readonly Region[],
): { readonly places: readonly string[]; readonly street: string } {
  const isGlued = !text.includes(' ')
  const places: string[] = []
  let rest = text
  let choices: readonly Region[] = regions
  const leads = ({ value }: Region): boolean =>
    rest.startsWith(value) && (isGlued || rest.length === value.length || rest[value.length] === ' ')
  for (let next = choices.find(leads); next !== undefined; next = choices.find(leads)) {
    places.push(next.value)
    rest = rest.slice(next.value.length).replace(/^ /, '')
    choices = next.children ?? []
  }
  return { places, street: rest }
}

export const writtenAddress = (places: readonly string[], street: string): string =>
  [...places, street].filter((part) => part !== '').join(' ')
