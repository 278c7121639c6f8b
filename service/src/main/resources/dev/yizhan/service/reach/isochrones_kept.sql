-- isochrones_kept.sql: the kept areas of some stations, where they are of the present roads and place.
-- in    :graph, :mode, :stations ids
-- out   station, lon, lat of the place it was drawn for, snapped_m, area (WKB, null where there is no road)
select
  i.station, st_x(i.location) as lon, st_y(i.location) as lat, i.snapped_m, st_asbinary(i.area) as area
from service_isochrone i
where i.station = any(:stations) and i.mode = :mode and i.graph = :graph
