-- Monthly briefs: what analysts write about one published release. A brief that is published never changes; a correction is another one that
-- names it. The words are sealed by the station's key: a draft may say what may not leave.
create table briefs (
  station_id   uuid not null references stations,
  id           uuid not null,
  version      int not null default 1 check (version between 1 and 99),
  corrects     uuid,                       -- the published one that this puts right
  release      text not null check (release ~ '^[0-9a-f]{64}$'), -- by its hash
  cut          date not null,              -- of that release
  sealed       bytea not null,             -- title, opening, sections
  state        text not null default 'draft' check (state in ('draft', 'published')),
  rev          bigint not null default 1,
  author       uuid not null,
  at           timestamptz not null,       -- of the beginning
  changed_at   timestamptz not null,
  published_by uuid,
  published_at timestamptz,
  primary key (station_id, id),
  unique (station_id, corrects),
  foreign key (station_id, corrects) references briefs (station_id, id),
  check ((corrects is null) = (version = 1)),
  check ((state = 'published') = (published_at is not null and published_by is not null))
);
create index on briefs (station_id, at desc, id desc);
alter table briefs enable row level security;
alter table briefs force row level security;
create policy tenant on briefs
  using (station_id = nullif(current_setting('app.station', true), '')::uuid)
  with check (station_id = nullif(current_setting('app.station', true), '')::uuid);
create policy published_stays on briefs as restrictive for update using (state = 'draft') with check (true);
create policy published_is_kept on briefs as restrictive for delete using (state = 'draft');
grant select, insert, delete on briefs to station_app;
grant update (sealed, state, rev, changed_at, published_by, published_at) on briefs to station_app;
