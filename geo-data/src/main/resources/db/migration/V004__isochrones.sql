-- The area from which a station is reached over roads by the default standards, beside its circles. Filled by a
-- service that has roads, after a publish: a row holds for the graph it was made from and the place its station had.
create table service_isochrone (
  station   text not null references station (id) on delete cascade,
  mode      text not null check (mode in ('walk', 'ebike')),
  graph     text not null,
  location  geometry(Point, 4326) not null,
  snapped_m double precision,
  area      geometry(MultiPolygon, 4326),
  primary key (station, mode)
);
comment on column service_isochrone.graph is 'names the extract of OpenStreetMap and the profiles that the area was made with';
comment on column service_isochrone.area is 'null where no road is near enough: then the circle counts';
comment on column service_isochrone.snapped_m is 'how far the station is from the nearest road; null where there is none for about a kilometre';
create index service_isochrone_area_gix on service_isochrone using gist (area);
