-- What experts write together, put up for signature and sign. Content is the company's, sealed by its key; keys are the station's.

-- Conclusions, minutes and dissent: every version stays. The zero person is the team.
create table review_writings (
  company_id uuid not null references companies,
  review_id  uuid not null,
  kind       text not null check (kind in ('conclusion', 'minutes', 'dissent')),
  person_id  uuid not null,
  version    integer not null check (version > 0),
  station_id uuid not null,
  request    uuid not null,              -- the form's: sent twice it is one
  by_person  uuid not null,
  at         timestamptz not null,
  sealed     bytea not null,
  primary key (company_id, review_id, kind, person_id, version),
  unique (company_id, review_id, request),
  foreign key (station_id, review_id) references reviews (station_id, id)
);

-- Contents that were put up for signature: the bytes are frozen. What changes afterwards voids them.
create table review_contents (
  company_id uuid not null references companies,
  review_id  uuid not null,
  round      integer not null check (round > 0),
  station_id uuid not null,
  hash       text not null,              -- SHA-256 of the bytes, in hex
  profile_id uuid not null,
  report_at  timestamptz not null,       -- when that version of the report was made
  sealed     bytea not null,
  needed     integer not null check (needed between 1 and 9),
  state      text not null default 'open' check (state in ('open', 'signed', 'voided', 'superseded')),
  made_by    uuid not null,
  made_at    timestamptz not null,
  signed_at  timestamptz,
  ended_at   timestamptz,
  ended_by   uuid,                       -- nobody: it was found to have changed
  why        text[] not null default '{}', -- which parts of the content changed
  primary key (company_id, review_id, round),
  unique (company_id, hash),
  foreign key (station_id, review_id) references reviews (station_id, id),
  check ((state in ('voided', 'superseded')) = (ended_at is not null)),
  check (state <> 'open' or signed_at is null)
);
create unique index review_contents_one_open on review_contents (company_id, review_id) where state = 'open';

create table review_signatures (
  company_id uuid not null references companies,
  review_id  uuid not null,
  round      integer not null,
  person_id  uuid not null,
  station_id uuid not null,
  kind       text not null check (kind in ('internal', 'certificate')),
  key_id     text not null,              -- of the key, or of the certificate
  at         timestamptz not null,
  sealed     bytea not null,
  primary key (company_id, review_id, round, person_id),
  foreign key (company_id, review_id, round) references review_contents (company_id, review_id, round)
);

-- What has happened in a review, for those who look on: no words, only that there is something to read.
create table review_events (
  company_id uuid not null references companies,
  review_id  uuid not null,
  seq        bigint not null check (seq > 0),
  station_id uuid not null,
  kind       text not null,
  ref        text not null default '',
  person_id  uuid not null,
  at         timestamptz not null,
  primary key (company_id, review_id, seq),
  foreign key (station_id, review_id) references reviews (station_id, id)
);

do $$
declare
  wanted text;
begin
  foreach wanted in array array['review_writings', 'review_contents', 'review_signatures', 'review_events'] loop
    execute format('alter table %I enable row level security', wanted);
    execute format('alter table %I force row level security', wanted);
    execute format('create policy tenant on %I using (company_id = nullif(current_setting(''app.company'', true), '''')::uuid) with check (company_id = nullif(current_setting(''app.company'', true), '''')::uuid)', wanted);
    execute format('grant select, insert on %I to station_app', wanted);
  end loop;
end
$$;
grant update (state, signed_at, ended_at, ended_by, why) on review_contents to station_app;

-- Who has a review open at this moment.
create table review_presence (
  station_id uuid not null,
  review_id  uuid not null,
  person_id  uuid not null,
  company_id uuid not null references companies,
  seen_at    timestamptz not null,
  primary key (station_id, review_id, person_id),
  foreign key (station_id, review_id) references reviews (station_id, id)
);
alter table review_presence enable row level security;
alter table review_presence force row level security;
create policy tenant on review_presence
  using (station_id = nullif(current_setting('app.station', true), '')::uuid)
  with check (station_id = nullif(current_setting('app.station', true), '')::uuid);
grant select, insert, delete on review_presence to station_app;
grant update (seen_at) on review_presence to station_app;

-- Keys that the station keeps: one for each expert who confirms inside it, one for its lists, and those of its document seal.
create table review_keys (
  station_id uuid not null references stations,
  id         text not null,              -- SHA-256 of the public half, or of the certificate
  purpose    text not null check (purpose in ('expert', 'status', 'document', 'authority')),
  person_id  uuid not null,              -- zero: the station
  algorithm  text not null,
  public     text not null,              -- PEM
  sealed     bytea not null,             -- the private half, by the station's key
  made_at    timestamptz not null,
  revoked_at timestamptz,
  revoked_by uuid,
  reason     text not null default '',   -- for the administrator of security; one of a few words
  primary key (station_id, id),
  check ((revoked_at is null) = (revoked_by is null))
);
create unique index review_keys_one on review_keys (station_id, purpose, person_id) where revoked_at is null;

-- What became of contents that were signed: a hash and no more, so that the public list can tell it even when the company is gone.
create table review_status (
  station_id uuid not null references stations,
  hash       text not null,
  state      text not null check (state in ('signed', 'voided', 'superseded')),
  at         timestamptz not null,
  by_hash    text not null default '',
  primary key (station_id, hash)
);

do $$
declare
  wanted text;
begin
  foreach wanted in array array['review_keys', 'review_status'] loop
    execute format('alter table %I enable row level security', wanted);
    execute format('alter table %I force row level security', wanted);
    execute format('create policy tenant on %I using (station_id = nullif(current_setting(''app.station'', true), '''')::uuid) with check (station_id = nullif(current_setting(''app.station'', true), '''')::uuid)', wanted);
    execute format('grant select, insert on %I to station_app', wanted);
  end loop;
  foreach wanted in array array['review_signatures', 'review_contents', 'review_writings', 'review_events', 'review_presence'] loop
    execute format('create policy deletion_seen on %I for select to station_worker using (company_id in (select id from companies where deletion_asked_at is not null))', wanted);
    execute format('create policy deletion on %I for delete to station_worker using (company_id in (select id from companies where deletion_asked_at is not null))', wanted);
    execute format('grant select (company_id), delete on %I to station_worker', wanted);
  end loop;
end
$$;
grant update (revoked_at, revoked_by, reason) on review_keys to station_app;
grant update (state, at, by_hash) on review_status to station_app;
