-- isochrone_keep.sql: the area of a station by one mode's default standard.
-- in    :station, :mode, :graph, :lon :lat, :snapped_m and :wkb, both null where there is no road
-- out   nothing
insert into service_isochrone (station, mode, graph, location, snapped_m, area)
values (
  :station, :mode, :graph, st_setsrid(st_point(:lon, :lat), 4326), :snapped_m, st_multi(st_geomfromwkb(:wkb, 4326)))
on conflict (station, mode) do update set
  graph = excluded.graph, location = excluded.location, snapped_m = excluded.snapped_m, area = excluded.area
