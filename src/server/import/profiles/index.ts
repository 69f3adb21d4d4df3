// The profiles that come with the product.
import adventureworks from './adventureworks.json' with { type: 'json' }
import northwind from './northwind.json' with { type: 'json' }

/** By name; each still has to pass checkProfile. */
export const shippedProfiles: Readonly<Record<string, unknown>> = { adventureworks, northwind }
