-- The id that names a row in an address: found by an index, not by hashing every row of the list.
-- Its twin in Go is assessments.ListRow.ID; a test holds the two together.
create function row_id(row_key text) returns text
  language sql immutable strict parallel safe
  return left(encode(sha256(convert_to(row_key, 'UTF8')), 'hex'), 24); -- UTF8 is named, so nothing of the session decides
grant execute on function row_id to station_app;

alter table list_rows add column row_id text not null generated always as (row_id(row_key)) stored;
create unique index on list_rows (company_id, list, row_id);
