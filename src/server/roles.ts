// What a node may do beside answering over HTTP.

export type Role = 'web' | 'worker' | 'live'
export const allRoles: readonly Role[] = ['web', 'worker', 'live']
