-- How people are reached beside their mail address, and from where they sign in. Of no tenant, as logins are.

create table contacts (
  person_id   uuid primary key references logins,
  lang        text not null default '' check (lang in ('', 'zh', 'en')), -- in which they are told; empty = they never chose
  phone       bytea,            -- a confirmed number, E.164, by the installation's key
  phone_mark  text unique,      -- blind index: whose number it is, it tells to nobody without the key
  phone_at    timestamptz,
  asked       bytea,            -- a number that waits for its code
  asked_at    timestamptz,
  code_mark   text,             -- keyed digest of person, number and code
  code_until  timestamptz,
  code_tries  integer not null default 0,
  asked_on    date,             -- codes asked for on a day
  asked_times integer not null default 0,
  check ((phone is null) = (phone_mark is null) and (phone is null) = (phone_at is null)),
  check ((asked is null) = (code_mark is null) and (asked is null) = (code_until is null) and (asked is null) = (asked_at is null))
);
grant select, insert, delete on contacts to station_app;
grant update (lang, phone, phone_mark, phone_at, asked, asked_at, code_mark, code_until, code_tries, asked_on, asked_times) on contacts to station_app;

-- Browser and system from which somebody signed in, in two words, as sessions have them. Each person's latest is kept.
create table devices (
  person_id uuid not null references logins,
  agent     text not null check (length(agent) <= 60),
  seen_at   timestamptz not null,
  primary key (person_id, agent)
);
create index on devices (seen_at);
grant select, insert, delete on devices to station_app;
grant update (seen_at) on devices to station_app;
grant select (person_id, agent, seen_at), delete on devices to station_worker;

-- The device that is there now is known; nobody is told of it at the next sign-in.
insert into devices (person_id, agent, seen_at) select person_id, agent, max(seen_at) from sessions where not pending group by person_id, agent;
