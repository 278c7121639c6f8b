-- tile_bounds.sql: where anything is to be drawn.
-- in    :layer 'districts' or 'stations'
-- out   west, south, east, north in degrees; null where nothing is
select
  st_xmin(box) as west, st_ymin(box) as south, st_xmax(box) as east, st_ymax(box) as north
from (
  select case
    when :layer = 'districts' then (select st_extent(geom) from district)
    else (select st_extent(location) from station where not removed)
  end as box
) drawn
