-- How long what came later is kept: notes of reviews, claims, drafts of briefs, numbers that wait for a code. And what a company is told of readings,
-- and what the staff was told of a company.

-- An officer who opens the page of a company reads what it gave, before any picture.
alter table looks drop constraint looks_thing_check;
alter table looks add constraint looks_thing_check check (thing in ('licence', 'claim', 'report', 'case', 'trail', 'company'));

-- The company that a message to the staff tells of: it goes with that company.
alter table notices add column about uuid;
create index on notices (about) where about is not null;

-- Notes of a review that is over: threads with all that hangs on them. Half a year is the least.
create policy aged_seen on reviews for select to station_worker using (ended_at < now() - interval '183 days');
grant select (ended_at) on reviews to station_worker;
create policy aged_seen on review_threads for select to station_worker
  using (exists (select from reviews r where r.station_id = review_threads.station_id and r.id = review_threads.review_id and r.ended_at < now() - interval '183 days'));
create policy aged on review_threads for delete to station_worker
  using (exists (select from reviews r where r.station_id = review_threads.station_id and r.id = review_threads.review_id and r.ended_at < now() - interval '183 days'));
grant select (id, station_id, review_id) on review_threads to station_worker;
do $$
declare
  wanted text;
begin
  foreach wanted in array array['review_comments', 'review_anchors'] loop -- the worker sees no other threads than those
    execute format('create policy aged_seen on %I for select to station_worker using (exists (select from review_threads t where t.company_id = %I.company_id and t.id = %I.thread_id))', wanted, wanted, wanted);
    execute format('create policy aged on %I for delete to station_worker using (exists (select from review_threads t where t.company_id = %I.company_id and t.id = %I.thread_id))', wanted, wanted, wanted);
    execute format('grant select (thread_id) on %I to station_worker', wanted);
  end loop;
  foreach wanted in array array['review_comment_edits', 'review_attachments'] loop
    execute format('create policy aged_seen on %I for select to station_worker using (exists (select from review_comments c where c.company_id = %I.company_id and c.id = %I.comment_id))', wanted, wanted, wanted);
    execute format('create policy aged on %I for delete to station_worker using (exists (select from review_comments c where c.company_id = %I.company_id and c.id = %I.comment_id))', wanted, wanted, wanted);
    execute format('grant select (comment_id) on %I to station_worker', wanted);
  end loop;
end
$$;
grant select (id) on review_comments to station_worker;
grant select (file_id) on review_attachments to station_worker;

-- A claim that was decided holds the name, the address and the papers of somebody who may have nothing else here.
create policy aged_seen on claims for select to station_worker using (decided_at < now() - interval '183 days');
create policy aged on claims for delete to station_worker using (decided_at < now() - interval '183 days');
grant select (file_id), delete on claims to station_worker;
grant select (expires_at), delete on claim_links to station_worker;
-- What an officer wrote when deciding may tell of the company that held the code: it goes with that company.
grant update (reason) on claims to station_worker;

-- Drafts of briefs that nobody goes on with; what was published stays.
create policy aged_seen on briefs for select to station_worker using (state = 'draft' and changed_at < now() - interval '30 days');
create policy aged on briefs for delete to station_worker using (state = 'draft' and changed_at < now() - interval '30 days');
grant select (station_id, id, state, changed_at), delete on briefs to station_worker;

-- A number whose code ran out may be somebody else's, mistyped.
grant select (code_until), update (asked, asked_at, code_mark, code_until, code_tries) on contacts to station_worker;
