-- isochrones_missing.sql: the next stations that count and have no area of the present roads and their present place.
-- in    :graph, :after id of a station, :limit rows
-- out   id, mode, lon, lat (degrees EPSG:4326)
-- index station_pkey, service_isochrone_pkey
select s.id, m.mode, st_x(s.location) as lon, st_y(s.location) as lat
from station s
cross join (values ('walk'), ('ebike')) m (mode)
left join service_isochrone i
  on i.station = s.id and i.mode = m.mode and i.graph = :graph and i.location = s.location
where s.id > :after and not s.removed and (s.status is null or s.status = 'open') and i.station is null
order by s.id, m.mode
limit :limit
