-- Reviews of a report by legal experts: who asked whom about what, and who may read. The station's desk and the company see
-- the row; what was written is sealed by the company's key.
create table reviews (
  station_id  uuid not null references stations,
  id          uuid not null,
  company_id  uuid not null references companies,
  profile_id  uuid not null,                -- the version of the report that it is about now
  part        text not null check (part in ('whole', 'area', 'finding')),
  area        text not null default '' check (area in ('', 'tax', 'supply', 'employee')),
  sealed      bytea not null,               -- the question, and the finding that it is about; by the company's key
  later       boolean not null,             -- later versions of the report are shown too
  state       text not null default 'asked' check (state in ('asked', 'accepted', 'signed', 'withdrawn', 'ended')),
  needed      integer not null default 1 check (needed between 1 and 9), -- how many sign
  asked_by    uuid not null,
  asked_at    timestamptz not null,
  answer_due  timestamptz not null,         -- somebody accepts until then
  accepted_at timestamptz,
  due_at      timestamptz,                  -- the conclusion is signed until then
  due_certain boolean not null default true,
  signed_at   timestamptz,
  ended_at    timestamptz,
  rev         bigint not null default 1,
  primary key (station_id, id),
  check ((state = 'asked') = (accepted_at is null) or state in ('withdrawn', 'ended')),
  check ((state in ('withdrawn', 'ended')) = (ended_at is not null))
);
create index on reviews (station_id, state, due_at, id);
create index on reviews (company_id, asked_at desc, id desc);
alter table reviews enable row level security;
alter table reviews force row level security;
create policy tenant on reviews
  using (station_id = nullif(current_setting('app.station', true), '')::uuid or company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (station_id = nullif(current_setting('app.station', true), '')::uuid or company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert on reviews to station_app;
grant update (profile_id, state, needed, accepted_at, due_at, due_certain, signed_at, ended_at, rev) on reviews to station_app;

-- Who of the experts is asked, and what became of it. Who has accepted reads the report while the review lasts and the company's consent stands.
create table review_experts (
  station_id  uuid not null,
  review_id   uuid not null,
  person_id   uuid not null,
  company_id  uuid not null references companies,
  part        text not null check (part in ('lead', 'consultant', 'junior')),
  state       text not null default 'asked' check (state in ('asked', 'accepted', 'declined', 'left')),
  by_person   uuid not null,
  at          timestamptz not null,
  terms       text not null default '',      -- version of the terms that were accepted, with the word that there is no conflict of interest
  answered_at timestamptz,
  ended_at    timestamptz,
  reason      text not null default '' check (reason in ('', 'conflict', 'load', 'domain', 'other', 'handed_over')),
  primary key (station_id, review_id, person_id),
  foreign key (station_id, review_id) references reviews (station_id, id)
);
create unique index review_experts_one_lead on review_experts (station_id, review_id) where part = 'lead' and state = 'accepted';
create index on review_experts (station_id, person_id, state, at);
create index on review_experts (company_id, person_id);
alter table review_experts enable row level security;
alter table review_experts force row level security;
create policy tenant on review_experts
  using (station_id = nullif(current_setting('app.station', true), '')::uuid or company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (station_id = nullif(current_setting('app.station', true), '')::uuid or company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert on review_experts to station_app;
grant update (part, state, by_person, at, terms, answered_at, ended_at, reason) on review_experts to station_app;

-- For whom an expert does not review: clients and opponents, as the expert declares. Found by a blind index of credit code, name or group.
create table review_conflicts (
  station_id uuid not null,
  person_id  uuid not null,
  id         uuid not null,
  mark       text not null,
  sealed     bytea not null,              -- whom, as it was written; by the station's key
  at         timestamptz not null,
  primary key (station_id, person_id, id),
  unique (station_id, person_id, mark)
);
create index on review_conflicts (station_id, mark);
alter table review_conflicts enable row level security;
alter table review_conflicts force row level security;
create policy tenant on review_conflicts
  using (station_id = nullif(current_setting('app.station', true), '')::uuid)
  with check (station_id = nullif(current_setting('app.station', true), '')::uuid);
grant select, insert, delete on review_conflicts to station_app;

-- What other rooms may know of a company that asks for something: what it does, and where.
create view company_cards with (security_invoker = true) as select id, station_id, name, section, district, countries from companies;
grant select on company_cards to station_app;

-- A deleted company's reviews go with it.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['review_experts', 'reviews'] loop
    execute format('create policy deletion_seen on %I for select to station_worker using (company_id in (select id from companies where deletion_asked_at is not null))', wanted);
    execute format('create policy deletion on %I for delete to station_worker using (company_id in (select id from companies where deletion_asked_at is not null))', wanted);
    execute format('grant select (company_id), delete on %I to station_worker', wanted);
  end loop;
end
$$;
