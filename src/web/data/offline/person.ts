// Whose device this is at the moment: everything kept on it carries their id.
let person: string | null = null

export const whoIsHere = (): string | null => person
export const setWhoIsHere = (id: string | null): void => {
  person = id
}
