-- A company is told once a day that the staff looked at it: the worker counts the looks of the last days.
create policy told on looks for select to station_worker using (at > now() - interval '4 days');
grant select (company_id) on looks to station_worker;
