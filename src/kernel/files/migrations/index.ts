// What the files part brings to each workspace: the names and places of its attachments.
import type { PartMigrations } from '#kernel/workspace'

export const files: PartMigrations = {
  part: 'files',
  migrations: [
    {
      number: 1,
      name: 'file',
      statements: [
        `create table file (
           id uuid not null,
           name text not null,
           media_type text not null,
           size bigint not null,
           sha256 text not null,
           created_by uuid not null,
           created_at timestamptz(3) not null,
           object text,
           record uuid,
           field text,
           constraint pk_file primary key (id),
           constraint ck_file_place check ((object is null) = (record is null) and (object is null) = (field is null))
         )`,
        'create index ix_file_record on file (object, record)',
        'create index ix_file_sha on file (sha256)',
        'create index ix_file_free on file (created_at) where record is null',
      ],
    },
  ],
}
