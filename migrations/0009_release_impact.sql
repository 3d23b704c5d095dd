-- What a release would change in the newest profiles of all companies, counted in the background
-- against the rules that were in force. Of no tenant: told holds numbers only, none below five.
-- While it is counted, so_far holds small numbers and reached the company that was counted last:
-- the worker alone reads those two, and they are taken away at the end.
create table rule_impacts (
  revision   bigint not null references rule_releases,
  in_force   text not null,        -- digest of the rules that it is compared with
  against    text not null,        -- and their revision
  state      text not null check (state in ('counting', 'counted', 'failed')),
  asked_at   timestamptz not null, -- of this count; an earlier one is kept until it ends
  moved_at   timestamptz not null, -- when the worker was last heard of
  counted_at timestamptz,
  told       jsonb,
  why        text not null default '' check (why in ('', 'rules', 'changed')), -- it failed
  so_far     jsonb,
  reached    uuid,
  primary key (revision, in_force)
);
grant select (revision, in_force, against, state, asked_at, moved_at, counted_at, told, why) on rule_impacts to station_app;
grant insert (revision, in_force, against, state, asked_at, moved_at) on rule_impacts to station_app;
grant update (state, asked_at, moved_at, why, so_far, reached) on rule_impacts to station_app;
grant select on rule_impacts to station_worker;
grant update (state, moved_at, counted_at, told, why, so_far, reached) on rule_impacts to station_worker;
grant select (revision, digest) on rule_releases to station_worker;
