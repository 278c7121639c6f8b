-- Demand: who needs a station, as weighted points. A raster's cell is a point in its middle.
alter table dataset drop constraint dataset_kind_check;
alter table dataset add constraint dataset_kind_check check (kind in ('stations', 'districts', 'demand'));

create table demand_point (
  dataset   text not null references dataset (name),
  source_id text not null,
  location  geometry(Point, 4326) not null,
  weight    double precision not null check (weight >= 0 and weight < 'infinity'),
  unit      text not null,
  hourly    double precision[] check (hourly is null or cardinality(hourly) = 24),
  district  text,
  version   bigint not null references publication (number),
  removed   boolean not null default false,
  primary key (dataset, source_id)
);
comment on table demand_point is 'weights of different datasets are never added up: each counts on its own';
comment on column demand_point.weight is 'how much there is of the unit: people, workers, orders_per_day …; all points of a dataset have the same unit';
comment on column demand_point.hourly is 'the weight in each hour of a day, local time, from 00:00; null = the weight at all hours';
comment on column demand_point.district is 'adcode of the finest district whose shape holds the location; null = outside every district';
comment on column demand_point.version is 'number of the publication that last changed this row; a removed row is a tombstone';
create index demand_point_location_gix on demand_point using gist (location) where not removed;
create index demand_point_version on demand_point (version);
