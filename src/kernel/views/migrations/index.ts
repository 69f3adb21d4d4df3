// What views bring to each workspace beside their objects: the secrets of share links.
import type { PartMigrations } from '#kernel/workspace'

export const views: PartMigrations = {
  part: 'views',
  migrations: [
    {
      number: 1,
      name: 'share',
      statements: [
        `create table share_secret (
           link uuid not null,
           token_hash bytea not null,
           password_hash text,
           constraint pk_share_secret primary key (link),
           constraint uq_share_secret_token unique (token_hash)
         )`,
      ],
    },
  ],
  // Secrets leave the database for nobody: in another installation links are made anew.
  transient: ['share_secret'],
}
