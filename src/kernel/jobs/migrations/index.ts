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
    {
      number: 2,
      name: 'stops',
      statements: [
        `create table job_stop (
           id uuid not null,
           constraint pk_job_stop primary key (id),
           constraint fk_job_stop foreign key (id) references job_progress (id) on delete cascade
         )`,
        "insert into job_stop (id) select id from job_progress where state = 'cancelling'",
        "update job_progress set state = 'running' where state = 'cancelling'",
        'alter table job_progress drop constraint ck_job_progress_state',
        `alter table job_progress add constraint ck_job_progress_state
           check (state in ('running', 'done', 'failed', 'cancelled'))`,
      ],
    },
    {
      number: 3,
      name: 'notes',
      statements: [
        `create table job_note (
           job uuid not null,
           kind text not null,
           number integer not null,
           key uuid not null,
           mark text not null,
           data jsonb not null,
           constraint pk_job_note primary key (job, kind, number),
           constraint fk_job_note foreign key (job) references job_progress (id) on delete cascade
         )`,
        'create index ix_job_note_key on job_note (key, job)',
      ],
    },
  ],
  transient: ['job_note', 'job_stop', 'job_progress'],
}
