-- isochrones_kept.sql: the kept areas of some stations, where they are of the present roads and place.
-- in    :graph, :mode, :stations ids
-- out   station, snapped_m, area (WKB, null where there is no road)
select i.station, i.snapped_m, st_asbinary(i.area) as area
from service_isochrone i
join station s on s.id = i.station and s.location = i.location
where i.station = any(:stations) and i.mode = :mode and i.graph = :graph
