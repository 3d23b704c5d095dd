-- The keys of tenants, and room beside every column of the self-checks that tells of a company for what
-- is sealed with them. A data key lies here wrapped by a master key, which never does. What was given before
-- this file stays readable where it is until the station has sealed it row by row and emptied its column.

create table data_keys (
  tenant_id    uuid not null,          -- a company or a station
  key_id       uuid not null,          -- named by everything that it sealed
  generation   integer not null check (generation > 0),
  suite        text not null,
  master       text not null,          -- the master key that wraps it, to look for those that hang on an older one
  wrapped      bytea,                  -- null: destroyed, and with it what it sealed
  made_at      timestamptz not null,
  retired_at   timestamptz,            -- a newer one seals; this one still opens
  destroyed_at timestamptz,
  primary key (tenant_id, key_id),
  unique (tenant_id, generation),      -- so that two who make the first key at once make one
  check ((wrapped is null) = (destroyed_at is not null))
);
alter table data_keys enable row level security;
alter table data_keys force row level security;
create policy tenant on data_keys
  using (tenant_id in (nullif(current_setting('app.company', true), '')::uuid, nullif(current_setting('app.station', true), '')::uuid))
  with check (tenant_id in (nullif(current_setting('app.company', true), '')::uuid, nullif(current_setting('app.station', true), '')::uuid));
create policy destroyed on data_keys as restrictive for update using (wrapped is not null) with check (true); -- once gone it stays gone
grant select, insert on data_keys to station_app;
grant update (wrapped, master, retired_at, destroyed_at) on data_keys to station_app;

-- The worker opens profiles of all companies to count, wraps keys anew and makes the yearly ones.
create policy kept on data_keys for select to station_worker using (true);
create policy made on data_keys for insert to station_worker with check (true);
create policy wrapped on data_keys for update to station_worker using (true) with check (wrapped is not null);
grant select, insert on data_keys to station_worker;
grant update (wrapped, master, retired_at) on data_keys to station_worker;

-- Of no tenant: the keys for secrets of the installation and of logins.
create table installation_keys (
  key_id     uuid primary key,
  generation integer not null unique check (generation > 0),
  suite      text not null,
  master     text not null,
  wrapped    bytea not null,
  made_at    timestamptz not null,
  retired_at timestamptz
);
grant select, insert on installation_keys to station_app, station_worker;
grant update (wrapped, master, retired_at) on installation_keys to station_app, station_worker;
grant update (value) on settings to station_app; -- a secret that lies there in plain is sealed

-- How far the sealing of what was there before got, a company at a time. Of no tenant.
create table sealing_steps (
  step    text primary key,
  reached uuid not null,
  clean   boolean not null, -- this pass found nothing yet
  done_at timestamptz
);
grant select, insert on sealing_steps to station_app;
grant update (reached, clean, done_at) on sealing_steps to station_app;

-- Answers: which question of which country was answered how is sealed; mark is a blind index of the place,
-- so that the newest answer to it is found. A row that is sealed is never changed, as none was before.
alter table answers
  alter column scope drop not null, alter column subject drop not null, alter column subject drop default,
  alter column key drop not null, alter column said drop not null,
  add column mark text not null default '',
  add column sealed bytea,
  add check (sealed is null or (scope is null and subject is null and key is null and said is null and value is null)),
  add check (sealed is not null or (scope is not null and subject is not null and key is not null and said is not null));
drop index answers_company_id_check_id_scope_subject_key_rev_idx;
create index on answers (company_id, check_id, mark, asked_since, rev desc);
create policy sealing on answers as restrictive for update using (sealed is null) with check (sealed is not null);
grant update (scope, subject, key, said, value, mark, sealed) on answers to station_app;

-- Commands: what held a plain digest of what was said, from which a yes or no could be guessed.
create policy sealing on commands as restrictive for update using (what !~ ' sealed1\.') with check (what ~ ' sealed1\.');
grant update (what) on commands to station_app;

-- Lists: the key of a row is the name of a supplier or the number of an employee, so it gives way to
-- a blind index and is sealed with the cells.
alter table lists add column sealed bytea;
alter table list_rows
  alter column cells drop not null,
  add column sealed bytea,
  add check ((sealed is null) = (cells is not null)),
  add check (sealed is null or asked = '{}');
create index on list_rows (company_id, list) where sealed is null;
alter table list_changes
  add column sealed bytea,
  add check (sealed is null or (cells is null and asked = '{}'));
create policy sealing on list_changes as restrictive for update using (sealed is null) with check (sealed is not null);
grant update (row_key, cells, asked, sealed) on list_changes to station_app;

-- Files: body is in sealed, name and choices in sealed_head.
alter table uploads
  alter column file_name drop not null, alter column body drop not null,
  add column sealed bytea check (length(sealed) <= 5242880 + 1024),
  add column sealed_head bytea,
  add check ((sealed is null) = (body is not null)),
  add check ((sealed is null) = (sealed_head is null)),
  add check (sealed is null or (file_name is null and choices = '{}'));
grant update (file_name, body, sealed, sealed_head) on uploads to station_app;

-- Profiles: the document, and beside it the line that lists show of it.
alter table profiles
  alter column document drop not null, alter column completeness drop not null, alter column worst drop not null,
  alter column best drop not null, alter column shown drop not null, alter column findings drop not null,
  alter column open_items drop not null, alter column open_items drop default,
  add column sealed bytea,
  add column sealed_line bytea,
  add check ((sealed is null) = (document is not null)),
  add check ((sealed is null) = (sealed_line is null)),
  add check (sealed is null or (completeness is null and worst is null and best is null and shown is null and findings is null and open_items is null));
create policy sealing on profiles as restrictive for update using (sealed is null) with check (sealed is not null);
grant update (document, completeness, worst, best, shown, findings, open_items, sealed, sealed_line) on profiles to station_app;
grant select (sealed) on profiles to station_worker;

-- Judgements: digests of what was judged and of what came out are blind indexes, the digests themselves sealed.
alter table judgements add column sealed bytea;
create index on judgements (company_id, check_id) where sealed is null;
create policy sealing on judgements as restrictive for update using (sealed is null) with check (sealed is not null);
grant update (input_digest, outcome_digest, sealed) on judgements to station_app;
