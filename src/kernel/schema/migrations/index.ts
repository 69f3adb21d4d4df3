// What the schema part brings to each workspace: the definitions as they were published last, what a customer published each time, and where values are kept that were made anew.
import type { PartMigrations } from '#kernel/workspace'

export const schema: PartMigrations = {
  part: 'schema',
  migrations: [
    {
      number: 1,
      name: 'definition',
      statements: [
        `create table definition (
           layer text not null,
           kind text not null,
           name text not null,
           body jsonb not null,
           constraint pk_definition primary key (layer, kind, name)
         )`,
        'create table definition_version (name text not null, version integer not null, constraint pk_definition_version primary key (name))',
        `insert into definition_version (name, version) values ('current', 0)`,
      ],
    },
    {
      number: 2,
      name: 'publication',
      statements: [
        `create table publication (
           version integer not null,
           at timestamptz not null,
           by uuid,
           restores integer,
           content jsonb not null,
           constraint pk_publication primary key (version)
         )`,
      ],
    },
    {
      number: 3,
      name: 'conversion',
      statements: [
        `create table conversion (
           version integer not null,
           object text not null,
           field text not null,
           former jsonb not null,
           kept text not null,
           constraint pk_conversion primary key (object, field, version)
         )`,
      ],
    },
    { number: 4, name: 'conversion-made', statements: ['alter table conversion add column made text'] },
  ],
  appendOnly: ['publication', 'conversion'],
}
