// What notify brings to each workspace beside its objects: the secrets of webhooks and how far each has come in the log.
import type { PartMigrations } from '#kernel/workspace'

export const notify: PartMigrations = {
  part: 'notify',
  migrations: [
    {
      number: 1,
      name: 'webhook',
      statements: [
        `create table webhook_state (
           webhook uuid not null,
           seq bigint not null,
           secret text not null,
           former text,
           former_until timestamptz(3),
           holder text,
           held_until timestamptz(3),
           constraint pk_webhook_state primary key (webhook)
         )`,
      ],
    },
  ],
  // Secrets leave the database for nobody; in another installation each webhook gets a new one.
  transient: ['webhook_state'],
}
