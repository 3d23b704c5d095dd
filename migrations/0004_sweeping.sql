-- What the worker may take away by itself: files whose import was never confirmed, and sessions
-- that have ended. It sees nothing else of a tenant.
create policy sweeping on uploads for select to station_worker using (true);
create policy swept on uploads for delete to station_worker using (true);
grant select (company_id, id, at), delete on uploads to station_worker;
grant select (token_hash, expires_at), delete on sessions to station_worker;
grant usage on schema app to station_worker;
