-- coverage.sql: how much of each district the default standard of a mode serves.
-- in    :mode, :parent adcode or null, :level or null
-- out   number of the newest publication, adcode, name, level, stations, area_m2, covered_area_m2, worst_lon, worst_lat,
--       worst_distance_m; a row without an adcode where nothing is found; no row before the first publish
select newest.number, page.*
from (select number from publication order by number desc limit 1) newest
left join lateral (
  select
    d.adcode, d.name, d.level, c.stations, d.area_m2, c.covered_area_m2,
    st_x(c.worst_point) as worst_lon, st_y(c.worst_point) as worst_lat, c.worst_distance_m
  from district d
  join coverage c on c.adcode = d.adcode and c.mode = :mode
  where (cast(:level as text) is null or d.level = :level)
    and (cast(:parent as text) is null
      or d.parent = :parent
      or (cast(:level as text) is not null and d.parent in (
        select below.adcode from district below
        where below.parent = :parent
           or below.parent in (select under.adcode from district under where under.parent = :parent))))
) page on true
