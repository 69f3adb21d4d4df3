// What the module part brings to each workspace: how far each follower of the log has come.
import type { PartMigrations } from '#kernel/workspace'

export const module: PartMigrations = {
  part: 'module',
  migrations: [
    {
      number: 1,
      name: 'follower',
      statements: [
        'create table follower (name text not null, seq bigint not null, constraint pk_follower primary key (name))',
      ],
    },
  ],
}
