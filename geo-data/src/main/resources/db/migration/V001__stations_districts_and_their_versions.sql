-- The record of yizhan. Every geometry is EPSG:4326 (WGS 84), longitude first; lengths end in _m, areas in _m2.
create extension if not exists postgis;
create extension if not exists pg_trgm;

-- A source of rows: one network's stations, or a set of districts.
create table dataset (
  name       text primary key,
  kind       text not null check (kind in ('stations', 'districts')),
  title_zh   text not null,
  title_en   text,
  positions  text not null check (positions in ('real', 'synthetic')),
  datum      text not null,
  source     text,
  licence    text,
  as_of      date,
  notes      text
);

-- One row a publish. The newest one's version is the dataset_version of every answer.
create table publication (
  number            bigint primary key,
  version           text not null unique,
  dataset           text not null references dataset (name),
  published_at      timestamptz not null default now(),
  file_name         text not null,
  file_sha256       text not null,
  options           text not null,
  converter_version text not null,
  rows_read         integer not null,
  rows_published    integer not null,
  rows_refused      integer not null,
  rows_changed      integer not null,
  rows_removed      integer not null
);
comment on column publication.version is 'number, a dash, and a hash that chains the version before, the dataset and the file';
comment on column publication.options is 'what else decided the outcome: datum, column map, rules; the same file with the same options is a no-op';

-- What a load found wrong, row by row. Errors were not published; warnings were.
create table row_problem (
  publication bigint not null references publication (number),
  line        bigint not null,
  code        text not null,
  severity    text not null check (severity in ('error', 'warning')),
  column_name text,
  value       text,
  advice      text not null
);
create index row_problem_publication on row_problem (publication, line);

create table network (
  code     text primary key check (code ~ '^[a-z0-9][a-z0-9-]{0,63}$'),
  dataset  text not null references dataset (name),
  name_zh  text not null,
  name_en  text,
  adcode   text,
  region   geometry(MultiPolygon, 4326)
);
comment on column network.adcode is 'the district that the network serves';

create table tier (
  network text not null references network (code),
  code    text not null,
  rank    integer not null,
  name_zh text not null,
  name_en text,
  primary key (network, code)
);

-- Two levels: a category holds amenities. One closed list for all networks …
create table amenity_category (
  code    text primary key,
  rank    integer not null,
  name_zh text not null,
  name_en text not null
);
create table amenity (
  code     text primary key,
  category text not null references amenity_category (code),
  rank     integer not null,
  name_zh  text not null,
  name_en  text not null,
  osm_tag  text
);
-- … and each network's own menu of it: its own words and categories, and what a tier must have.
create table network_amenity (
  network     text not null references network (code),
  amenity     text not null references amenity (code),
  rank        integer not null,
  category_zh text,
  category_en text,
  name_zh     text,
  name_en     text,
  mandatory_for text[] not null default '{}',
  primary key (network, amenity)
);
comment on column network_amenity.mandatory_for is 'codes of the tiers whose stations all have it; {*} = every tier';

create table district (
  adcode                text primary key,
  name                  text not null,
  level                 text not null check (level in ('province', 'city', 'county', 'town')),
  parent                text,
  area_m2               double precision not null,
  geom                  geometry(MultiPolygon, 4326) not null,
  label_point           geometry(Point, 4326) not null,
  repaired              boolean not null default false,
  repair_area_change_m2 double precision,
  derived               boolean not null default false,
  dataset               text not null references dataset (name),
  version               bigint not null references publication (number),
  search_text           text not null
);
comment on column district.derived is 'the shape is the union of its children, not a shape from a file';
comment on column district.parent is 'adcode of the district above; a parent without a shape of its own may be absent here';
create index district_geom_gix on district using gist (geom);
create index district_parent on district (parent);

create table station (
  id                text primary key,
  network           text not null references network (code),
  source_id         text not null,
  tier              text,
  name              text not null,
  address           text,
  location          geometry(Point, 4326) not null,
  source_x          double precision not null,
  source_y          double precision not null,
  source_datum      text not null,
  converter_version text not null,
  position_quality  text check (position_quality in ('surveyed', 'geocoded', 'schematic', 'synthetic')),
  district          text,
  district_text     text,
  status            text check (status in ('open', 'temporarily_closed', 'locked', 'planned', 'closed')),
  entry             text check (entry in ('open', 'staffed', 'scan', 'face', 'key', 'customers')),
  hours_text        text,
  hours_osm         text,
  hours_verified_at timestamptz,
  venue             text,
  capacity          integer,
  operator          text,
  verified_at       timestamptz,
  as_of             timestamptz,
  source            text,
  description       text,
  amenities         text[] not null default '{}',
  offers            jsonb not null default '[]',
  sessions          jsonb not null default '[]',
  search_text       text not null,
  version           bigint not null references publication (number),
  removed           boolean not null default false,
  unique (network, source_id),
  foreign key (network, tier) references tier (network, code)
);
comment on column station.location is 'WGS 84, converted from source_x, source_y in source_datum by converter_version';
comment on column station.district is 'adcode of the finest district whose shape holds the location; null = outside every district';
comment on column station.offers is '[{"amenity","price_cny","condition"}] where a price or a condition is known';
comment on column station.version is 'number of the publication that last changed this row; a removed row is a tombstone';
create index station_location_gix on station using gist (location) where not removed;
create index station_geography_gix on station using gist ((location::geography)) where not removed;
create index station_version on station (version);
create index station_district on station (district) where not removed;
create index station_search on station using gin (search_text gin_trgm_ops);

-- The geodesic disc of each station for the default standards; only stations that count have one.
create table service_circle (
  station  text not null references station (id) on delete cascade,
  mode     text not null check (mode in ('walk', 'ebike')),
  radius_m double precision not null,
  area     geometry(MultiPolygon, 4326) not null,
  primary key (station, mode)
);
create index service_circle_area_gix on service_circle using gist (area);

-- Coverage of each district by the default standards, kept true by every publish.
create table coverage (
  adcode           text not null references district (adcode) on delete cascade,
  mode             text not null check (mode in ('walk', 'ebike')),
  stations         integer not null,
  covered_area_m2  double precision not null,
  worst_point      geometry(Point, 4326),
  worst_distance_m double precision,
  version          bigint not null references publication (number),
  primary key (adcode, mode)
);
comment on column coverage.worst_point is 'the place in the district farthest from every station that counts; null without any station';
