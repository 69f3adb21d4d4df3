// The directory of workspaces; runs in the platform schema only.
import type { Migration } from '../migration.ts'

export const platform: Migration = {
  number: 1,
  name: 'platform',
  statements: [
    `create table workspaces (
       id text not null,
       name text not null,
       namespace text not null,
       zone text not null,
       created_at timestamptz(3) not null,
       removed_at timestamptz(3),
       constraint pk_workspaces primary key (id),
       constraint uq_workspaces_namespace unique (namespace)
     )`,
  ],
}
