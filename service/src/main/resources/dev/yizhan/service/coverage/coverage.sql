-- coverage.sql: how much of some districts the default standard of a mode serves.
-- in    :mode, :adcodes text[]
-- out   number of the newest publication, adcode, name, level, stations, area_m2, covered_area_m2, worst_lon, worst_lat,
--       worst_distance_m; a row without an adcode where nothing is found; no row before the first publish
-- index district_pkey
select newest.number, page.*
from (select number from publication order by number desc limit 1) newest
left join lateral (
  select
    d.adcode, d.name, d.level, c.stations, d.area_m2, c.covered_area_m2,
    st_x(c.worst_point) as worst_lon, st_y(c.worst_point) as worst_lat, c.worst_distance_m
  from district d
  join coverage c on c.adcode = d.adcode and c.mode = :mode
  where d.adcode = any(cast(:adcodes as text[]))
) page on true
