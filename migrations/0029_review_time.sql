-- What the passing of time brings to a review is told once for the moment that it is about: where that moment moves, as by a holiday that
-- is entered later, it is told for the new one.
alter table reviews add column soon_for timestamptz;          -- the due_at that its lead was reminded of
alter table reviews add column late_for timestamptz;          -- the due_at whose passing lead and company were told
alter table review_experts add column nudged_for timestamptz; -- the offer, by its moment, that the expert was reminded of
alter table review_experts add column silent_for timestamptz; -- the offer that the company was told to be unanswered
alter table disputes add column soon_for timestamptz;         -- the due_at that who answers was reminded of
alter table disputes add column late_for timestamptz;         -- the due_at whose passing who answers was told
alter table disputes add column all_told_at timestamptz;      -- when every expert was told that nobody answers
alter table review_overrides add column ending_for date;      -- the last day that was told a week before

-- The worker looks across tenants for what is to be told, reads no word of it, and marks it inside its tenant. Due dates move after a
-- change of the calendar.
create policy passing on reviews for select to station_worker using (state in ('asked', 'accepted', 'signed'));
create policy passing on review_experts for select to station_worker using (state in ('asked', 'accepted'));
create policy passing on disputes for select to station_worker using (state = 'filed');
grant select (station_id, id, state, asked_at, answer_due, accepted_at, due_at, due_certain, signed_at, soon_for, late_for), update (answer_due, due_at, due_certain, soon_for, late_for) on reviews to station_worker;
grant select (station_id, review_id, person_id, part, state, at, nudged_for, silent_for), update (nudged_for, silent_for) on review_experts to station_worker;
grant select (station_id, id, state, review_id, filed_at, due_at, due_certain, taken_by, soon_for, late_for, all_told_at), update (due_at, due_certain, soon_for, late_for, all_told_at) on disputes to station_worker;

-- What ends leaves a line in its company's trail, which the worker's role may not write: the worker finds it, the application ends it.
drop policy ended on review_overrides;
revoke update (state, rev) on review_overrides from station_worker;
grant select (station_id, review_id, ending_for) on review_overrides to station_worker;
grant update (ending_for) on review_overrides to station_app;
create policy passing on review_contents for select to station_worker using (state = 'open');
grant select (station_id, review_id, state) on review_contents to station_worker;
