// What the jobs part brings to each workspace: the progress of its long work. The queue's tables are the library's own.
import type { PartMigrations } from '#kernel/workspace'

export const jobs: PartMigrations = {
  part: 'jobs',
  migrations: [
    {
      number: 1,
      name: 'progress',
      statements: [
        `create table job_progress (
           id uuid not null,
           kind text not null,
           done integer not null,
           total integer,
           state text not null,
           cursor jsonb not null,
           result jsonb not null,
           error text,
           created_by uuid not null,
           created_at timestamptz(3) not null,
           updated_at timestamptz(3) not null,
           constraint pk_job_progress primary key (id),
           constraint ck_job_progress_state check (state in ('running', 'cancelling', 'done', 'failed', 'cancelled'))
         )`,
        'create index ix_job_progress_updated on job_progress (updated_at)',
      ],
    },
  ],
  transient: ['job_progress'],
}
