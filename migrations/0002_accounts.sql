-- Who someone is and what they agreed to. Only the room accounts writes here.

-- What belongs to the installation: secrets made at the first start, whether it holds demo data.
create table settings (
  key   text primary key,
  value text not null
);
grant select, insert on settings to station_app;

-- The registry of companies: a directory without tenant, for sign-up must find a code that is taken.
create table companies (
  id          uuid primary key,
  credit_code text not null unique check (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  name        text not null check (length(name) between 2 and 100),
  section     text not null check (section ~ '^[A-T]$'), -- GB/T 4754
  district    text not null,
  size        text not null check (size in ('micro', 'small', 'medium', 'large')),
  group_name  text not null default '',
  countries   text[] not null default '{}',
  demo        boolean not null default false,
  created_at  timestamptz not null
);
grant select, insert on companies to station_app;
grant update (name, section, district, size, group_name, countries) on companies to station_app;

-- One human being who signs in.
create table logins (
  person_id     uuid primary key,
  email         text not null unique check (email = lower(email)),
  name          text not null check (length(name) between 1 and 60),
  password_hash text not null,
  demo          boolean not null default false,
  created_at    timestamptz not null,
  disabled_at   timestamptz
);
grant select, insert on logins to station_app;
grant update (password_hash, name, disabled_at) on logins to station_app;

-- What other rooms may know of a person: the name that stands beside an answer.
create view people with (security_invoker = true) as select person_id, name from logins;
grant select on people to station_app;

-- What a person is to a company.
create table memberships (
  person_id  uuid not null references logins,
  company_id uuid not null references companies,
  role       text not null check (role in ('owner', 'member')),
  created_at timestamptz not null,
  primary key (person_id, company_id)
);
create index on memberships (company_id);
grant select, insert, delete on memberships to station_app;

-- What a person is to the station.
create table staff (
  person_id  uuid primary key references logins,
  station_id uuid not null,
  role       text not null check (role in ('expert', 'officer', 'dispatcher', 'analyst', 'rule_author', 'rule_approver', 'editor', 'administrator', 'auditor')),
  created_at timestamptz not null
);
grant select, insert, delete on staff to station_app;

-- Server-side sessions: the browser holds a random token, the table only its hash.
create table sessions (
  token_hash bytea primary key,
  person_id  uuid not null references logins,
  company_id uuid,
  role       text not null,
  created_at timestamptz not null,
  seen_at    timestamptz not null,
  expires_at timestamptz not null
);
create index on sessions (person_id);
create index on sessions (expires_at);
grant select, insert, update, delete on sessions to station_app;

-- Attempts at something that may be tried only so often, shared by all nodes. Unlogged: after a
-- crash everybody may try again.
create unlogged table attempts (
  what     text not null,
  window_at timestamptz not null,
  count    integer not null,
  primary key (what, window_at)
);
grant select, insert, update, delete on attempts to station_app;

-- What a company agreed to, when, in which version. A withdrawal is a row of its own.
create table consents (
  company_id uuid not null,
  id         uuid not null,
  kind       text not null check (kind in ('privacy', 'employee_rows')),
  version    text not null,
  given      boolean not null,
  person_id  uuid not null,
  at         timestamptz not null,
  primary key (company_id, id)
);
create index on consents (company_id, kind, at desc);
alter table consents enable row level security;
alter table consents force row level security;
create policy tenant on consents
  using (company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert on consents to station_app;

-- The audit trail: append-only, a chain of hashes per tenant, written in the transaction of the
-- act it records. No record, no act.
create table audit (
  company_id uuid not null,
  seq        bigint not null,
  at         timestamptz not null,
  person_id  uuid,
  role       text not null,
  action     text not null,
  subject    text not null default '',
  detail     jsonb not null default '{}',
  prev_hash  bytea not null,
  hash       bytea not null,
  primary key (company_id, seq)
);
alter table audit enable row level security;
alter table audit force row level security;
create policy tenant on audit
  using (company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert on audit to station_app;
