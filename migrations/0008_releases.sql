-- Rules that were proposed for release, and when which of them came into force. One person proposes,
-- another approves; rows are never changed, so that they are their own record. Of no tenant.
create table rule_releases (
  revision  bigint primary key check (revision > 0),
  archive   bytea not null check (length(archive) <= 5242880),
  digest    text not null unique,
  rules     integer not null,
  note      text not null check (length(note) between 1 and 1000),
  author_id uuid not null,
  at        timestamptz not null
);
grant select, insert on rule_releases to station_app;

create table rule_activations (
  id          uuid primary key,
  revision    bigint not null references rule_releases,
  active_from timestamptz not null,
  approver_id uuid not null,
  at          timestamptz not null
);
create index on rule_activations (at desc);
create index on rule_activations (revision, at desc);
grant select, insert on rule_activations to station_app;
