-- Before rules are released, what they would change is counted over every company's newest profile.
-- The worker reads documents for that and gives back numbers only, none below five.
create policy counted on profiles for select to station_worker using (true);
grant select (company_id, id, document, at) on profiles to station_worker;
