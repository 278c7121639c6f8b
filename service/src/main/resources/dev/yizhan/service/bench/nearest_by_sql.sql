-- nearest_by_sql.sql: the five nearest stations that count, as PostGIS finds them; a yardstick of the benchmark.
-- in    :lon :lat degrees EPSG:4326
-- out   the columns of station_answer
-- index station_geography_gix
select a.*
from (
  select id, location::geography <-> st_setsrid(st_point(:lon, :lat), 4326)::geography as distance_m
  from station
  where not removed and coalesce(status, 'open') = 'open'
  order by location::geography <-> st_setsrid(st_point(:lon, :lat), 4326)::geography
  limit 5
) nearest
join station_answer a using (id)
order by nearest.distance_m
