-- What the lists of profiles and checks show: how many items of a profile are to be verified, and of
-- which revision of the answers it was made. A check is never closed; closed_at was never set.
alter table profiles add column open_items integer not null default 0;
alter table profiles add column check_rev bigint not null default 0;

alter table profiles no force row level security;
alter table answers no force row level security;
update profiles p set
  check_rev = (select coalesce(max(a.rev), 0) from answers a where a.company_id = p.company_id and a.check_id = p.check_id and a.at <= p.at),
  open_items = (select count(distinct case when o.place like 'suppliers[%' or o.place like 'employees[%'
                                           then regexp_replace(o.place, '\[.*\]\.', '[].') else o.place end)
                  from jsonb_array_elements(case jsonb_typeof(d.doc->'open') when 'array' then d.doc->'open' else '[]' end) as e(part), lateral (select part->>'place') as o(place))
             + (select count(*) from jsonb_array_elements(d.doc->'verdicts') as v(verdict)
                 where verdict->>'outcome' = 'unanswered' and verdict->>'because' <> 'answers')
  from (select company_id, id, convert_from(document, 'UTF8')::jsonb as doc from profiles) d
 where d.company_id = p.company_id and d.id = p.id;
alter table profiles force row level security;
alter table answers force row level security;

create index on profiles (company_id, check_id, at desc, id desc);
alter table self_checks drop column closed_at;
