// Who signs in, and with what. Nothing here is an object: no query, export screen or assistant reaches it.
import type { Migration } from '#kernel/workspace'

export const accounts: Migration = {
  number: 1,
  name: 'accounts',
  statements: [
    `create table account (
       person uuid not null,
       login text not null,
       password_hash text not null,
       must_change boolean not null,
       created_at timestamptz(3) not null,
       password_set_at timestamptz(3) not null,
       disabled_at timestamptz(3),
       constraint pk_account primary key (person),
       constraint uq_account_login unique (login)
     )`,
    `create table session (
       token_hash bytea not null,
       family bytea not null,
       person uuid not null,
       created_at timestamptz(3) not null,
       last_seen_at timestamptz(3) not null,
       expires_at timestamptz(3) not null,
       replaced_at timestamptz(3),
       revoked_at timestamptz(3),
       rotated_from bytea,
       ip text,
       user_agent text,
       constraint pk_session primary key (token_hash)
     )`,
    'create index ix_session_person on session (person)',
    'create index ix_session_family on session (family)',
    'create index ix_session_expires on session (expires_at)',
    `create table session_attempt (
       key text not null,
       count integer not null,
       since timestamptz(3) not null,
       constraint pk_session_attempt primary key (key)
     )`,
    `create table api_token (
       id uuid not null,
       name text not null,
       token_hash bytea not null,
       person uuid not null,
       scopes text[] not null,
       created_at timestamptz(3) not null,
       created_by uuid not null,
       expires_at timestamptz(3) not null,
       last_used_at timestamptz(3),
       revoked_at timestamptz(3),
       constraint pk_api_token primary key (id),
       constraint uq_api_token_hash unique (token_hash)
     )`,
    'create index ix_api_token_person on api_token (person)',
    `create table account_delegation (
       id uuid not null,
       principal uuid not null,
       delegate uuid not null,
       since timestamptz(3) not null,
       until timestamptz(3) not null,
       created_at timestamptz(3) not null,
       created_by uuid not null,
       ended_at timestamptz(3),
       constraint pk_account_delegation primary key (id)
     )`,
    'create index ix_account_delegation_delegate on account_delegation (delegate, until)',
  ],
}
