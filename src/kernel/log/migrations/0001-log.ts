// Events, the committed ones that wait for a place, and the chain of places.
import type { Migration } from '#kernel/workspace'

export const createLog: Migration = {
  number: 1,
  name: 'log',
  statements: [
    `create table log (
       id uuid not null,
       write_id uuid not null,
       at timestamptz(3) not null,
       object text not null,
       record uuid not null,
       version integer not null,
       kind text not null,
       action text,
       actor uuid not null,
       on_behalf_of uuid,
       source text not null,
       ip text,
       cause uuid,
       reason text,
       before jsonb not null,
       after jsonb not null,
       definition_version integer not null,
       constraint pk_log primary key (id),
       constraint ck_log_kind check (kind in ('create', 'update', 'remove'))
     )`,
    'create index ix_log_record on log (object, record, at, id)',
    'create index ix_log_at on log (at, id)',
    'create index ix_log_actor on log (actor, at)',
    'create index ix_log_write on log (write_id)',
    'create table log_pending (event_id uuid not null, constraint pk_log_pending primary key (event_id))',
    `create table log_seal (
       seq bigint not null,
       event_id uuid not null,
       hash bytea not null,
       constraint pk_log_seal primary key (seq),
       constraint uq_log_seal_event unique (event_id)
     )`,
    `insert into lock (name) values ('seal')`,
  ],
}
