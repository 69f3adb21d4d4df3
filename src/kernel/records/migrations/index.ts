// What the records part brings to each workspace: the counters behind human-readable numbers.
import type { PartMigrations } from '#kernel/workspace'

export const records: PartMigrations = {
  part: 'records',
  migrations: [
    {
      number: 1,
      name: 'counter',
      statements: [
        'create table counter (key text not null, value bigint not null, constraint pk_counter primary key (key))',
      ],
    },
  ],
}
