-- Self-checks, their answers, the lists, and the profiles made of them. Only the room assessments writes here.

create table self_checks (
  company_id uuid not null,
  id         uuid not null,
  areas      text[] not null check (cardinality(areas) > 0),
  sheet      text not null check (sheet in ('core', 'full')),
  rev        bigint not null default 0, -- of the newest answer
  created_by uuid not null,
  created_at timestamptz not null,
  closed_at  timestamptz,
  primary key (company_id, id)
);
create index on self_checks (company_id, created_at desc, id desc);
alter table self_checks enable row level security;
alter table self_checks force row level security;
create policy tenant on self_checks
  using (company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert on self_checks to station_app;
grant update (rev, closed_at) on self_checks to station_app;

-- Every answer ever given, never changed: the newest row of a key is what holds. said is what
-- was meant: a value, "don't know", "not applicable", "taken back", or a presence that was removed.
create table answers (
  company_id uuid not null,
  check_id   uuid not null,
  rev        bigint not null,
  scope      text not null check (scope in ('company', 'presence')),
  subject    text not null default '',
  key        text not null,
  said       text not null check (said in ('value', 'dont_know', 'na', 'cleared', 'removed')),
  value      jsonb,
  person_id  uuid not null,
  at         timestamptz not null,
  primary key (company_id, check_id, rev),
  foreign key (company_id, check_id) references self_checks
);
create index on answers (company_id, check_id, scope, subject, key, rev desc);
alter table answers enable row level security;
alter table answers force row level security;
create policy tenant on answers
  using (company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert on answers to station_app;

-- Commands that were carried out, so that one sent twice acts once.
create table commands (
  company_id uuid not null,
  request_id uuid not null,
  what       text not null,
  result     text not null default '',
  at         timestamptz not null,
  primary key (company_id, request_id)
);
alter table commands enable row level security;
alter table commands force row level security;
create policy tenant on commands
  using (company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert on commands to station_app;

-- The supplier and employee lists of a company: a list that is not here is not answered.
create table lists (
  company_id uuid not null,
  list       text not null check (list in ('suppliers', 'employees')),
  version    bigint not null,
  rows       integer not null,
  mapping    jsonb not null default '{}', -- header → key, remembered for the next import
  person_id  uuid not null,
  at         timestamptz not null,
  primary key (company_id, list)
);
alter table lists enable row level security;
alter table lists force row level security;
create policy tenant on lists
  using (company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert, update on lists to station_app;

create table list_rows (
  company_id uuid not null,
  list       text not null,
  row_key    text not null,
  position   integer not null,
  cells      jsonb not null,
  primary key (company_id, list, row_key),
  foreign key (company_id, list) references lists
);
create index on list_rows (company_id, list, position);
alter table list_rows enable row level security;
alter table list_rows force row level security;
create policy tenant on list_rows
  using (company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert, update, delete on list_rows to station_app;

-- What each import changed: the cells after it, or null for a row that is gone.
create table list_changes (
  company_id uuid not null,
  list       text not null,
  version    bigint not null,
  row_key    text not null,
  cells      jsonb,
  person_id  uuid not null,
  at         timestamptz not null,
  primary key (company_id, list, version, row_key)
);
alter table list_changes enable row level security;
alter table list_changes force row level security;
create policy tenant on list_changes
  using (company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert on list_changes to station_app;

-- A file on its way in: read, matched and previewed before anything is written. Kept for a day.
create table uploads (
  company_id uuid not null,
  id         uuid not null,
  list       text not null check (list in ('suppliers', 'employees')),
  file_name  text not null,
  body       bytea not null check (length(body) <= 5242880),
  choices    jsonb not null default '{}', -- sheet, header row, mapping
  person_id  uuid not null,
  at         timestamptz not null,
  primary key (company_id, id)
);
create index on uploads (company_id, at);
alter table uploads enable row level security;
alter table uploads force row level security;
create policy tenant on uploads
  using (company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert, delete on uploads to station_app;
grant update (choices) on uploads to station_app;

-- A profile is a document: answers, context, verdicts with their wording, score, bundle and a
-- digest of itself. It is never changed by a later rule; replay makes it again bit for bit.
create table profiles (
  company_id   uuid not null,
  id           uuid not null,
  check_id     uuid not null,
  document     bytea not null,
  digest       text not null,
  completeness integer not null,
  worst        integer not null,
  best         integer not null,
  shown        boolean not null,
  findings     integer not null,
  person_id    uuid not null,
  at           timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, check_id) references self_checks
);
create index on profiles (company_id, at desc, id desc);
alter table profiles enable row level security;
alter table profiles force row level security;
create policy tenant on profiles
  using (company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert on profiles to station_app;
