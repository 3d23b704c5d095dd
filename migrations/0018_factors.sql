-- The second factor: apps that show codes, keys, and recovery codes. Of no tenant, as logins are: a person shows
-- them before a company is known.

create table factors (
  person_id  uuid not null references logins,
  id         uuid not null,
  kind       text not null check (kind in ('totp', 'webauthn')),
  name       text not null check (length(name) between 1 and 60), -- given by the person
  sealed     bytea not null,             -- the secret of an app, or the credential of a key; by the installation's key
  host       text not null default '',   -- of a key: the name that it is bound to
  mark       text unique,                -- of a key: blind index of its id, so that no key is taken twice
  last_step  bigint not null default 0,  -- of an app: the newest code that was taken; none before it is taken again
  sign_count bigint not null default 0,  -- of a key: how often it has signed, as it says
  created_at timestamptz not null,
  used_at    timestamptz,
  primary key (person_id, id),
  check ((kind = 'webauthn') = (mark is not null)),
  check ((kind = 'webauthn') = (host <> ''))
);
grant select, insert, delete on factors to station_app;
grant update (name, last_step, sign_count, used_at) on factors to station_app;

-- Codes for who has lost the rest, each for once. mark is a keyed digest of person and code.
create table recovery_codes (
  person_id  uuid not null references logins,
  mark       text not null,
  created_at timestamptz not null,
  used_at    timestamptz,
  primary key (person_id, mark)
);
grant select, insert, delete on recovery_codes to station_app;
grant update (used_at) on recovery_codes to station_app;

-- What a session is in the middle of, sealed: a challenge that a key is to sign, for once and for one purpose, and
-- the secret of an app that is being set up and does not count yet.
alter table sessions
  add column challenge bytea,
  add column challenge_for text check (challenge_for in ('add', 'show')),
  add column challenge_until timestamptz,
  add column setup bytea,
  add column setup_until timestamptz,
  add check ((challenge is null) = (challenge_for is null) and (challenge is null) = (challenge_until is null)),
  add check ((setup is null) = (setup_until is null)),
  add check (not (pending and strong));
