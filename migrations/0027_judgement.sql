-- Experts overrule the severity of findings: proposed by one, approved by another. What was judged is sealed by the company's key, and
-- found by a blind index of the finding's key. What judgement is in force follows from the finding's inputs, not from this row alone.
create table review_overrides (
  company_id  uuid not null references companies,
  id          uuid not null,                -- given by the form: sent twice it is one
  station_id  uuid not null,
  review_id   uuid not null,
  profile_id  uuid not null,                -- the version of the report in which it was proposed
  mark        text not null,                -- blind index of the finding's key
  sealed      bytea not null,               -- finding, both severities, reason, text, citations, fingerprint of the inputs
  state       text not null default 'proposed' check (state in ('proposed', 'approved', 'refused', 'lifted', 'expired', 'to_review')),
  until       date not null,                -- the last day on which it is applied
  author_id   uuid not null,
  at          timestamptz not null,
  decided_by  uuid,                         -- who approved or refused it
  decided_at  timestamptz,
  ended_by    uuid,                         -- who lifted it
  ended_at    timestamptz,
  ending      bytea,                        -- why it was refused or lifted; sealed
  rev         bigint not null default 1,
  primary key (company_id, id),
  foreign key (station_id, review_id) references reviews (station_id, id),
  check (until <= (at at time zone 'Asia/Shanghai')::date + 366),
  check (state not in ('approved', 'refused', 'to_review') or decided_by is not null and decided_by <> author_id)
);
create unique index review_overrides_one on review_overrides (company_id, review_id, mark) where state in ('approved', 'to_review');
create index on review_overrides (company_id, review_id, at desc, id desc);
alter table review_overrides enable row level security;
alter table review_overrides force row level security;
create policy tenant on review_overrides
  using (company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert on review_overrides to station_app;
grant update (state, decided_by, decided_at, ended_by, ended_at, ending, rev) on review_overrides to station_app;

-- The worker ends what has had its time.
create policy ending on review_overrides for select to station_worker using (state in ('proposed', 'approved', 'to_review', 'expired'));
create policy ended on review_overrides for update to station_worker using (state in ('proposed', 'approved', 'to_review')) with check (state = 'expired');
grant select (company_id, id, state, until, rev), update (state, rev) on review_overrides to station_worker;

-- Which rules of a review are counted in the statistics already, by blind indexes: each counts once a report.
create table review_counted (
  company_id uuid not null references companies,
  review_id  uuid not null,
  mark       text not null,
  station_id uuid not null,
  primary key (company_id, review_id, mark),
  foreign key (station_id, review_id) references reviews (station_id, id)
);
alter table review_counted enable row level security;
alter table review_counted force row level security;
create policy tenant on review_counted
  using (company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert on review_counted to station_app;

-- How often experts overruled a rule, for who writes rules: counts without a company.
create table rule_override_counts (
  station_id uuid not null references stations,
  rule_id    text not null,
  month      date not null,
  had        integer not null default 0,    -- reviewed reports in which it found something
  overruled  integer not null default 0,    -- reports in which a finding of it was overruled
  dismissed  integer not null default 0,    -- what they were overruled to
  critical   integer not null default 0,
  high       integer not null default 0,
  medium     integer not null default 0,
  low        integer not null default 0,
  primary key (station_id, rule_id, month)
);
alter table rule_override_counts enable row level security;
alter table rule_override_counts force row level security;
create policy tenant on rule_override_counts
  using (station_id = nullif(current_setting('app.station', true), '')::uuid)
  with check (station_id = nullif(current_setting('app.station', true), '')::uuid);
grant select, insert on rule_override_counts to station_app;
grant update (had, overruled, dismissed, critical, high, medium, low) on rule_override_counts to station_app;

-- A company says that a finding is wrong; an expert answers within ten working days. Filing is the consent that the expert who
-- answers reads this finding, and nothing else.
create table disputes (
  station_id  uuid not null references stations,
  id          uuid not null,                -- given by the form
  company_id  uuid not null references companies,
  profile_id  uuid not null,
  mark        text not null,                -- blind index of the finding's key
  area        text not null check (area in ('tax', 'supply', 'employee')),
  sealed      bytea not null,               -- finding and text, by the company's key
  review_id   uuid,                         -- the review whose lead answers; null = whoever takes it
  state       text not null default 'filed' check (state in ('filed', 'upheld', 'corrected', 'partly', 'withdrawn')),
  filed_by    uuid not null,
  filed_at    timestamptz not null,
  due_at      timestamptz not null,
  due_certain boolean not null,
  taken_by    uuid,
  answered_by uuid,
  answered_at timestamptz,
  answer      bytea,                        -- sealed by the company's key
  rev         bigint not null default 1,
  primary key (station_id, id),
  check ((state in ('upheld', 'corrected', 'partly')) = (answered_at is not null and answered_by is not null and answer is not null))
);
create unique index disputes_one_open on disputes (company_id, profile_id, mark) where state = 'filed';
create index on disputes (station_id, state, due_at, id);
create index on disputes (company_id, profile_id);
alter table disputes enable row level security;
alter table disputes force row level security;
create policy tenant on disputes
  using (station_id = nullif(current_setting('app.station', true), '')::uuid or company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (station_id = nullif(current_setting('app.station', true), '')::uuid or company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert on disputes to station_app;
grant update (state, taken_by, answered_by, answered_at, answer, rev) on disputes to station_app;

-- A deleted company's overrides and disputes go with it; the counts name no company and stay.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['review_overrides', 'review_counted', 'disputes'] loop
    execute format('create policy deletion_seen on %I for select to station_worker using (company_id in (select id from companies where deletion_asked_at is not null))', wanted);
    execute format('create policy deletion on %I for delete to station_worker using (company_id in (select id from companies where deletion_asked_at is not null))', wanted);
    execute format('grant select (company_id), delete on %I to station_worker', wanted);
  end loop;
end
$$;
