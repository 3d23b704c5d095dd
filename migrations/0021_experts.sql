-- Experts of a station: what they say of themselves, and who checked their licence.

create table experts (
  station_id  uuid not null,
  person_id   uuid not null,
  sealed      bytea not null,                 -- licence, firm, a line about themselves; by the station's key
  mark        text not null,                  -- blind index of country and number of the licence
  domains     text[] not null,                -- areas and themes of the rules
  countries   text[] not null default '{}',   -- ISO 3166-1
  languages   text[] not null,                -- BCP 47
  capacity    integer not null check (capacity between 0 and 50), -- cases at once
  rank        text not null default 'junior' check (rank in ('junior', 'senior')),
  state       text not null default 'unverified' check (state in ('unverified', 'verified', 'suspended')),
  note        bytea,                          -- how it was checked, or why not; sealed
  decided_by  uuid,
  decided_at  timestamptz,
  valid_until date,                           -- the last day on which a verification holds
  rev         bigint not null default 1,
  changed_at  timestamptz not null,
  primary key (station_id, person_id),
  unique (station_id, mark),
  check (state <> 'verified' or (decided_by is not null and decided_at is not null and valid_until is not null))
);
alter table experts enable row level security;
alter table experts force row level security;
create policy tenant on experts
  using (station_id = nullif(current_setting('app.station', true), '')::uuid)
  with check (station_id = nullif(current_setting('app.station', true), '')::uuid);
grant select, insert on experts to station_app;
grant update (sealed, mark, domains, countries, languages, capacity, rank, state, note, decided_by, decided_at, valid_until, rev, changed_at) on experts to station_app;

-- The worker tells whose verification ends.
create policy ending on experts for select to station_worker using (state = 'verified');
grant select (station_id, person_id, state, valid_until) on experts to station_worker;
