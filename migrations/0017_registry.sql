-- Licences that officers accept, claims on codes that are taken, and legal groups.

alter table companies add column code_lost_at timestamptz; -- its code was given to another company, by a claim
alter table companies drop constraint companies_check;
alter table companies add constraint companies_keep_their_code check (credit_code is not null or deleted_at is not null or code_lost_at is not null);
alter table companies add column group_confirmed_at timestamptz; -- an officer has confirmed the legal group that it states
grant update (code_lost_at, group_confirmed_at) on companies to station_app;

-- A company asks that its licence be accepted; the picture is a file of the company's.
create table verifications (
  station_id uuid not null,
  id         uuid not null,
  company_id uuid not null,
  file_id    uuid not null,
  person_id  uuid not null,
  at         timestamptz not null,
  state      text not null default 'waiting' check (state in ('waiting', 'accepted', 'refused', 'replaced')),
  reason     text not null default '' check (length(reason) <= 300),
  decided_by uuid,
  decided_at timestamptz,
  primary key (station_id, id),
  check ((state in ('accepted', 'refused')) = (decided_at is not null))
);
create unique index verifications_one_waiting on verifications (station_id, company_id) where state = 'waiting';
create index on verifications (station_id, state, at, id);
create index on verifications (company_id, at desc);
alter table verifications enable row level security;
alter table verifications force row level security;
create policy tenant on verifications
  using (station_id = nullif(current_setting('app.station', true), '')::uuid or company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (station_id = nullif(current_setting('app.station', true), '')::uuid or company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert on verifications to station_app;
grant update (state, reason, decided_by, decided_at) on verifications to station_app;

-- Somebody claims a code that another company holds. What they write is sealed by the station's key, what the holder
-- answers by the holder's.
create table claims (
  station_id  uuid not null,
  id          uuid not null,
  company_id  uuid not null, -- who holds the code
  credit_code text not null,
  claimant    bytea not null, -- name, address, company, reason
  file_id     uuid not null,  -- the licence, a file of the station's
  at          timestamptz not null,
  state       text not null default 'filed' check (state in ('filed', 'heard', 'refused', 'handed_over', 'separated')),
  answer      bytea,
  answered_by uuid,
  answered_at timestamptz,
  reason      text not null default '' check (length(reason) <= 300),
  decided_by  uuid,
  decided_at  timestamptz,
  used_at     timestamptz, -- the code that was set free was registered by the claimant
  primary key (station_id, id),
  check ((state in ('refused', 'handed_over', 'separated')) = (decided_at is not null))
);
create unique index claims_one_open on claims (station_id, company_id) where state in ('filed', 'heard');
create index on claims (station_id, state, at, id);
create index on claims (company_id, at desc);
alter table claims enable row level security;
alter table claims force row level security;
create policy tenant on claims
  using (station_id = nullif(current_setting('app.station', true), '')::uuid or company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (station_id = nullif(current_setting('app.station', true), '')::uuid or company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert on claims to station_app;
grant update (state, answer, answered_by, answered_at, reason, decided_by, decided_at, used_at) on claims to station_app;

-- By which link a claimant follows the claim, and registers the code that was set free for them.
create table claim_links (
  token_hash  bytea primary key,
  station_id  uuid not null references stations,
  claim_id    uuid not null,
  reserves    text, -- the code that only this link may register; null = none
  expires_at  timestamptz not null
);
create unique index on claim_links (reserves) where reserves is not null;
grant select, insert, delete on claim_links to station_app;
grant update (reserves, expires_at) on claim_links to station_app;
