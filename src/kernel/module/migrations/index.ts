// What the module part brings to each workspace: how far each follower of the log has come, and what is counted of fields.
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
    {
      number: 2,
      name: 'field tally',
      statements: [
        `create table field_tally (
           day date not null,
           object text not null,
           field text not null,
           kind text not null,
           person uuid not null,
           amount bigint not null,
           constraint pk_field_tally primary key (object, day, field, kind, person)
         )`,
        'create index ix_field_tally_day on field_tally (day)',
      ],
    },
    {
      number: 3,
      name: 'field quality',
      statements: [
        `create table field_quality (
           day date not null,
           object text not null,
           person uuid not null,
           counts jsonb not null,
           constraint pk_field_quality primary key (object, day, person)
         )`,
        'create index ix_field_quality_day on field_quality (day)',
      ],
    },
  ],
}
