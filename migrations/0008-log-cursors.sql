-- Where a reader of the log goes on. A place that the log does not have, because the database was
-- restored to an earlier state or is another one, is refused: going on from there would leave out
-- events in silence.
create function event_place(cursor_era integer, place bigint) returns bigint
  stable parallel safe language plpgsql as $$
begin
  if place = 0 then
    if cursor_era <= coalesce((select era from journal order by id desc limit 1), 1) then
      return place;
    end if;
  elsif exists (
    select from event_position given where given.position = place and given.era = cursor_era
  ) then
    return place;
  end if;
  raise exception 'era % of the log has no position %', cursor_era, place using errcode = 'CN003';
end $$;
