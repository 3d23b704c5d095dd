-- What a company agreed to, who looked at it, and its deletion.

alter table consents drop constraint consents_kind_check;
alter table consents add constraint consents_kind_check check (kind in ('privacy', 'employee_rows', 'aggregates', 'review'));
alter table consents add column subject uuid; -- the report that a review is consented to

-- Who of the experts and officers looked at something of a company's, when and what for. Written in the transaction
-- that reads; the company sees every line.
create table looks (
  company_id uuid not null,
  id         uuid not null,
  at         timestamptz not null,
  person_id  uuid not null,
  role       text not null,
  station_id uuid not null,
  thing      text not null check (thing in ('licence', 'claim', 'report', 'case', 'trail')),
  subject    text not null default '',
  purpose    text not null check (length(purpose) between 1 and 200),
  primary key (company_id, id)
);
create index on looks (company_id, at desc, id desc);
alter table looks enable row level security;
alter table looks force row level security;
create policy tenant on looks
  using (company_id = nullif(current_setting('app.company', true), '')::uuid)
  with check (company_id = nullif(current_setting('app.company', true), '')::uuid);
grant select, insert on looks to station_app;

-- A company that asked for its deletion: until the day it can take that back. A deleted one keeps its id and its audit
-- trail; the credit code is free again.
alter table companies alter column credit_code drop not null;
alter table companies add column deletion_asked_at timestamptz;
alter table companies add column deletion_due_at timestamptz;
alter table companies add column deleted_at timestamptz;
alter table companies add check (credit_code is not null or deleted_at is not null);
create index on companies (deletion_due_at) where deletion_due_at is not null and deleted_at is null;
grant update (credit_code, verified_at, deletion_asked_at, deletion_due_at, deleted_at, demo) on companies to station_app;

-- A company takes its list of employees back, with every profile that holds it; it may delete a profile at any time.
grant delete on list_changes, profiles to station_app;

-- What a company gave goes with it. The worker may take away what belongs to a company that asked for it, and nothing else.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['self_checks', 'answers', 'commands', 'lists', 'list_rows', 'list_changes', 'uploads', 'profiles', 'judgements', 'looks'] loop
    execute format('create policy deletion_seen on %I for select to station_worker using (company_id in (select id from companies where deletion_asked_at is not null))', wanted);
    execute format('create policy deletion on %I for delete to station_worker using (company_id in (select id from companies where deletion_asked_at is not null))', wanted);
    execute format('grant select (company_id), delete on %I to station_worker', wanted);
  end loop;
end
$$;
grant select (id, credit_code, deletion_asked_at, deletion_due_at, deleted_at) on companies to station_worker;
