-- How long what is kept, and the end of a company.

-- What a station decided otherwise than is usual; a kind that is not here is kept as long as usual.
create table retention (
  station_id uuid not null,
  kind       text not null check (kind ~ '^[a-z_]{1,40}$'),
  days       integer not null check (days between 1 and 36500),
  person_id  uuid not null,
  at         timestamptz not null,
  primary key (station_id, kind)
);
alter table retention enable row level security;
alter table retention force row level security;
create policy tenant on retention
  using (station_id = nullif(current_setting('app.station', true), '')::uuid)
  with check (station_id = nullif(current_setting('app.station', true), '')::uuid);
create policy applied on retention for select to station_worker using (true);
grant select, insert on retention to station_app;
grant update (days, person_id, at) on retention to station_app;
grant select (station_id, kind, days) on retention to station_worker;
grant select (id) on stations to station_worker;

-- What the worker takes away by age. Where the law sets a least, the database holds it.
grant select (company_id, station_id, expires_at, accepted_at, revoked_at), delete on invitations to station_worker;
grant select (window_at), delete on attempts to station_worker;
grant select (last_at, until), delete on waits to station_worker;
create policy aged_seen on looks for select to station_worker using (at < now() - interval '1095 days');
create policy aged on looks for delete to station_worker using (at < now() - interval '1095 days');
grant select (station_id, at) on looks to station_worker;
create policy aged on audit for delete to station_worker using (tenant_id in (select id from companies where deleted_at < now() - interval '183 days'));
grant delete on audit to station_worker;
create policy aged_seen on consents for select to station_worker using (company_id in (select id from companies where deleted_at < now() - interval '183 days'));
create policy aged on consents for delete to station_worker using (company_id in (select id from companies where deleted_at < now() - interval '183 days'));
grant select (company_id), delete on consents to station_worker;

-- A company that was deleted is looked after once more: a transaction that was under way may have written.
alter table companies add column deletion_swept_at timestamptz;
create index on companies (deleted_at) where deleted_at is not null;
grant update (deletion_swept_at) on companies to station_app;
grant select (station_id, deletion_swept_at) on companies to station_worker;

-- With a company go its licences on their way and what it said to claims. A claim itself is its claimant's.
create policy deletion_seen on verifications for select to station_worker using (company_id in (select id from companies where deletion_asked_at is not null));
create policy deletion on verifications for delete to station_worker using (company_id in (select id from companies where deletion_asked_at is not null));
grant select (company_id), delete on verifications to station_worker;
create policy deletion_seen on claims for select to station_worker using (company_id in (select id from companies where deletion_asked_at is not null));
create policy deletion on claims for update to station_worker
  using (company_id in (select id from companies where deletion_asked_at is not null))
  with check (company_id in (select id from companies where deletion_asked_at is not null) and answer is null);
grant select (station_id, id, company_id, credit_code, state, decided_at), update (state, answer, answered_by, answered_at, decided_at) on claims to station_worker;
grant select (station_id, claim_id), update (reserves, expires_at) on claim_links to station_worker;
