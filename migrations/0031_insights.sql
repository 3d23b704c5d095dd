-- Aggregate risk: releases of published numbers, who read them, and what only the builder may see.

-- Which companies are counted: accepted ones that agree at this moment. Their profiles, and what experts judged of them, are all that the
-- builder sees of companies.
create policy built on consents for select to station_builder using (kind = 'aggregates' and subject is null);
grant select (company_id, id, kind, subject, version, given, at) on consents to station_builder;
grant select (id, station_id, section, district, group_name, countries, verified_at, deletion_asked_at, deleted_at) on companies to station_builder;
create view agreed_to_count with (security_invoker = true) as
  select c.id as company_id, c.station_id, c.section, c.district, c.group_name, c.countries, last.version
    from companies c
    cross join lateral (
      select s.given, s.version from consents s
       where s.company_id = c.id and s.kind = 'aggregates' and s.subject is null
       order by s.at desc, s.id desc limit 1) last
   where last.given and c.verified_at is not null and c.deletion_asked_at is null and c.deleted_at is null;
grant select on agreed_to_count to station_builder;

do $$
declare
  wanted text;
begin
  foreach wanted in array array['profiles', 'review_overrides', 'disputes'] loop
    execute format('create policy built on %I for select to station_builder using (exists (select from agreed_to_count a where a.company_id = %I.company_id))', wanted, wanted);
  end loop;
end
$$;
create policy built on data_keys for select to station_builder using (exists (select from agreed_to_count a where a.company_id = data_keys.tenant_id));
create policy built on reviews for select to station_builder using (exists (select from agreed_to_count a where a.company_id = reviews.company_id));
grant select (company_id, id, document, sealed, digest, at) on profiles to station_builder;
grant select on data_keys to station_builder;
grant select (station_id, id, company_id, state) on reviews to station_builder;
grant select (company_id, id, station_id, review_id, profile_id, sealed, state, until, decided_at) on review_overrides to station_builder;
grant select (station_id, id, company_id, profile_id, sealed, state) on disputes to station_builder;
grant select (id, districts) on stations to station_builder;

-- A release: published numbers and nothing else, byte for byte as its hash says. The builder makes it; the portal publishes it, in the
-- transaction that writes the trail.
create table insight_releases (
  station_id   uuid not null references stations,
  audience     text not null check (audience in ('room', 'outside')),
  cut          date not null,
  hash         text not null,
  previous     text not null default '', -- hash of the release before
  lattice      text not null,            -- name of its list of tables
  districts    jsonb not null,           -- of the station on that day
  k            integer not null check (k >= 5 and (audience = 'room' or k >= 10)),
  synthetic    boolean not null,
  due          text[] not null,          -- tables that were cut anew; the others are carried from the release before
  withheld     text[] not null default '{}',
  document     bytea not null,
  audit        bytea not null,
  built_at     timestamptz not null,
  published_at timestamptz,
  primary key (station_id, audience, cut),
  unique (station_id, audience, hash)
);
create index on insight_releases (station_id, audience, cut desc) where published_at is not null;
alter table insight_releases enable row level security;
alter table insight_releases force row level security;
create policy tenant on insight_releases
  using (station_id = nullif(current_setting('app.station', true), '')::uuid)
  with check (station_id = nullif(current_setting('app.station', true), '')::uuid);
create policy invented on insight_releases as restrictive for insert to station_app with check (synthetic); -- the portal fills a demo and nothing else
create policy published on insight_releases as restrictive for update to station_app using (published_at is null) with check (published_at is not null);
grant select, insert on insight_releases to station_builder, station_app;
grant update (published_at) on insight_releases to station_app;

-- Who read what of which release.
create table insight_reads (
  station_id uuid not null references stations,
  id         uuid not null,
  at         timestamptz not null,
  person_id  uuid not null,
  audience   text not null check (audience in ('room', 'outside')),
  hash       text not null,
  part       text not null check (length(part) between 1 and 40),  -- a table, or release, trend, audit
  form       text not null check (form in ('page', 'csv', 'xlsx', 'json', 'docx', 'pdf')),
  primary key (station_id, id)
);
create index on insight_reads (station_id, at desc, id desc);
alter table insight_reads enable row level security;
alter table insight_reads force row level security;
create policy tenant on insight_reads
  using (station_id = nullif(current_setting('app.station', true), '')::uuid)
  with check (station_id = nullif(current_setting('app.station', true), '')::uuid);
grant select, insert on insight_reads to station_app;
create policy aged_seen on insight_reads for select to station_worker using (at < now() - interval '1095 days');
create policy aged on insight_reads for delete to station_worker using (at < now() - interval '1095 days');
grant select (station_id, at), delete on insight_reads to station_worker;

-- What is hidden: every number of a cut, sealed by the station's key, kept until the release after it is out. Nobody but the builder enters this schema.
create schema insight_secret;
revoke all on schema insight_secret from public;
grant usage on schema insight_secret to station_builder;
create table insight_secret.counts (
  station_id uuid not null,
  cut        date not null,
  sealed     bytea not null,
  made_at    timestamptz not null,
  primary key (station_id, cut)
);
alter table insight_secret.counts enable row level security;
alter table insight_secret.counts force row level security;
create policy tenant on insight_secret.counts
  using (station_id = nullif(current_setting('app.station', true), '')::uuid)
  with check (station_id = nullif(current_setting('app.station', true), '')::uuid);
grant select, insert, update, delete on insight_secret.counts to station_builder;
