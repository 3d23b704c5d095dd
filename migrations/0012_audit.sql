-- The audit trail is searched, and its heads are witnessed outside the database.
create index on audit (tenant_id, at desc, seq desc);
create index on audit using brin (at); -- append-only: what is new lies together
create policy witnessed on audit for select to station_worker using (true);
grant select (tenant_id, seq, at, hash) on audit to station_worker;
create policy audited on audit for select to station_auditor using (true);
grant select on audit to station_auditor;
