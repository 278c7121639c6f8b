-- coverage_plots.sql: which districts a question is about, where each lies, and what of its figures no standard decides.
-- in    :parent adcode or null, :level or null
-- out   number of the newest publication, adcode, name, level, west, south, east, north, area_m2, stations, worst_lon,
--       worst_lat, worst_distance_m, by all stations that count; stations null where the record keeps nothing of it; a
--       row without an adcode where nothing is found; no row before the first publish
select newest.number, plot.*
from (select number from publication order by number desc limit 1) newest
left join lateral (
  select
    d.adcode, d.name, d.level,
    st_xmin(d.geom) as west, st_ymin(d.geom) as south, st_xmax(d.geom) as east, st_ymax(d.geom) as north,
    d.area_m2, c.stations, st_x(c.worst_point) as worst_lon, st_y(c.worst_point) as worst_lat, c.worst_distance_m
  from district d
  left join coverage c on c.adcode = d.adcode and c.mode = 'walk'
  where (cast(:level as text) is null or d.level = :level)
    and (cast(:parent as text) is null
      or d.parent = :parent
      or (cast(:level as text) is not null and d.parent in (
        select below.adcode from district below
        where below.parent = :parent
           or below.parent in (select under.adcode from district under where under.parent = :parent))))
  order by d.adcode
) plot on true
