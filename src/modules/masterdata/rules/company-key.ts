// One spelling for one company, so that a name typed with or without its legal form is found again.

const endings =
  /(?:股份有限公司|有限责任公司|有限公司|集团公司|总公司|分公司|公司|集团|corporation|incorporated|company|limited|gmbh|corp|inc|llc|ltd|co)$/u
const longest = 120

/**
 * A company's name without what people leave out when they type it: width, case, spaces and punctuation, and the legal
 * form at the end. Null when nothing remains.
 */
export function companyKey(name: string | null | undefined): string | null {
  const plain = (name ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  const key = withoutEnding(withoutEnding(plain)).slice(0, longest)
  return key === '' ? null : key
}

/** Twice at most (Co., Ltd.); a name that is nothing but a legal form keeps it. */
const withoutEnding = (name: string): string => name.replace(endings, '') || name
