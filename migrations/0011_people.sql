-- Stations, their units and staff; invitations, links that are sent, and sessions that can be listed.

-- The stations of this installation: a directory without tenant, for a visitor's host names one.
create table stations (
  id          uuid primary key,
  host        text unique check (host = lower(host) and length(host) between 1 and 253), -- null = any host that no other names
  name_zh     text not null check (length(name_zh) between 2 and 60),
  name_en     text not null check (length(name_en) between 2 and 120),
  short_zh    text not null default '' check (length(short_zh) <= 20),
  short_en    text not null default '' check (length(short_en) <= 40),
  desk_phone  text not null default '' check (length(desk_phone) <= 40),
  districts   jsonb not null, -- [{key, zh, en}], in their order
  icp_record  text not null default '' check (length(icp_record) <= 60),  -- 备案号, shown in the footer
  police_record text not null default '' check (length(police_record) <= 60),
  rev         bigint not null default 1,
  created_at  timestamptz not null
);
create unique index stations_one_for_any_host on stations ((host is null)) where host is null;
grant select, insert on stations to station_app;
grant update (host, name_zh, name_en, short_zh, short_en, desk_phone, districts, icp_record, police_record, rev) on stations to station_app;

-- The station of what was there before there were several; its words come with the first start.
insert into stations (id, name_zh, name_en, districts, created_at)
values ('01935e00-0000-7000-8000-000000000001', '出入境管理', 'Exit-entry police', '[]', now());

-- The units of a station, such as a district's desk.
create table units (
  station_id uuid not null,
  id         uuid not null,
  name_zh    text not null check (length(name_zh) between 1 and 60),
  name_en    text not null check (length(name_en) between 1 and 120),
  district   text not null default '', -- key of the district it serves; empty = all
  closed_at  timestamptz,
  primary key (station_id, id),
  unique (station_id, name_zh)
);
alter table units enable row level security;
alter table units force row level security;
create policy tenant on units
  using (station_id = nullif(current_setting('app.station', true), '')::uuid)
  with check (station_id = nullif(current_setting('app.station', true), '')::uuid);
grant select, insert on units to station_app;
grant update (name_zh, name_en, district, closed_at) on units to station_app;

alter table companies add column station_id uuid not null default '01935e00-0000-7000-8000-000000000001' references stations;
alter table companies alter column station_id drop default;
alter table companies add column verified_at timestamptz;
create index on companies (station_id, created_at);
grant update (verified_at) on companies to station_app;

alter table staff add column unit_id uuid;
alter table staff drop constraint staff_role_check;
alter table staff add constraint staff_role_check check (role in ('expert', 'officer', 'dispatcher', 'analyst', 'rule_author', 'rule_approver', 'editor', 'administrator', 'security', 'auditor'));
update staff set station_id = '01935e00-0000-7000-8000-000000000001' where station_id not in (select id from stations);
alter table staff add foreign key (station_id) references stations;
alter table staff add foreign key (station_id, unit_id) references units (station_id, id);
create index on staff (station_id, person_id);
grant update (role, unit_id) on staff to station_app;

grant update (role) on memberships to station_app;

alter table logins add column password_at timestamptz;
update logins set password_at = created_at;
grant update (email, password_at) on logins to station_app;

-- A session is listed and ended by its id; pending = the second factor is still to be shown. Whoever was signed in
-- signs in again.
delete from sessions;
alter table sessions add column id uuid not null unique;
alter table sessions add column station_id uuid not null;
alter table sessions add column pending boolean not null default false;
alter table sessions add column strong boolean not null default false;
alter table sessions add column proved_at timestamptz not null;
alter table sessions add column agent text not null default '' check (length(agent) <= 60); -- browser and system, in two words
drop index sessions_person_id_idx;
create index on sessions (person_id, seen_at desc);

-- Who is asked to join: a company by its owner, or the staff by the administrator of security.
create table invitations (
  id          uuid primary key,
  token_hash  bytea not null unique,
  company_id  uuid references companies,
  station_id  uuid not null references stations,
  unit_id     uuid,
  role        text not null,
  email       text not null check (email = lower(email)),
  by_person   uuid not null,
  at          timestamptz not null,
  expires_at  timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid,
  revoked_at  timestamptz,
  check ((company_id is not null) = (role in ('owner', 'member')))
);
create index on invitations (company_id, at desc) where company_id is not null;
create index on invitations (station_id, at desc) where company_id is null;
grant select, insert on invitations to station_app;
grant update (token_hash, expires_at, accepted_at, accepted_by, revoked_at) on invitations to station_app;

-- Links that prove something once: a new password, a new address.
create table links (
  token_hash bytea primary key,
  purpose    text not null check (purpose in ('recover', 'email')),
  person_id  uuid not null references logins,
  email      text, -- the new address
  by_person  uuid not null,
  at         timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index on links (person_id, purpose);
create index on links (expires_at);
grant select, insert, update, delete on links to station_app;
grant select (token_hash, expires_at), delete on links to station_worker;

-- How long the next try has to wait. Unlogged: after a crash everybody may try again.
create unlogged table waits (
  what     text primary key,
  failures integer not null,
  last_at  timestamptz not null,
  until    timestamptz not null
);
create index on waits (last_at);
grant select, insert, update, delete on waits to station_app;

-- The audit trail is kept for companies and for stations: one chain each.
alter table audit rename column company_id to tenant_id;
alter policy tenant on audit
  using (tenant_id in (nullif(current_setting('app.company', true), '')::uuid, nullif(current_setting('app.station', true), '')::uuid))
  with check (tenant_id in (nullif(current_setting('app.company', true), '')::uuid, nullif(current_setting('app.station', true), '')::uuid));
