// The addresses under which publications are looked back on, a part of the table of operations.
import { PublicationAddress, PublicationsQuery } from './definition-shapes.ts'

export const publicationOperations = {
  publications: {
    method: 'GET',
    path: '/api/definitions/publications',
    summary: 'What was published when and by whom, newest first; for administrators',
    query: PublicationsQuery,
  },
  publication: {
    method: 'GET',
    path: '/api/definitions/publications/:version',
    summary: 'What had been published at a version; for administrators',
    params: PublicationAddress,
  },
} as const
