-- what_if_adcodes.sql: the districts that changes at some places may touch: the one asked about, those below it, and
-- those of the same levels that a box around a change meets.
-- in    :adcode, :west :south :east :north float8[] degrees EPSG:4326, a box each
-- out   adcode
-- index district_geom_gix
select d.adcode
from district d
where d.adcode = :adcode
  or (d.parent = :adcode
    or d.level in (select near.level from district near where near.adcode = :adcode or near.parent = :adcode))
  and (cardinality(cast(:west as float8[])) = 0 and d.parent = :adcode
    or exists (
      select from unnest(
        cast(:west as float8[]), cast(:south as float8[]), cast(:east as float8[]), cast(:north as float8[])
      ) as box (west, south, east, north)
      where d.geom && st_makeenvelope(box.west, box.south, box.east, box.north, 4326)))
order by d.adcode
