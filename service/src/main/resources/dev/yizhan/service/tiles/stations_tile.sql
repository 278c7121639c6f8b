-- stations_tile.sql: the stations in a tile; below :single_from those in one cell of the tile as one point.
-- in    :z :x :y of the tile, :west :south :east :north of it and a little more, degrees EPSG:4326, :cells a side of it,
--       :single_from the zoom from which each stands alone,
--       :networks :tiers text[] any of them, :amenities text[] all of them, empty = no matter;
--       :open text[] ids of those that are meant, null = no matter; :most points
-- out   tile as MVT, empty where no station is; layer stations with count, and what a single one is
-- index station_location_gix
with asked as (
  select
    st_tileenvelope(:z, :x, :y) as box,
    st_makeenvelope(:west, :south, :east, :north, 4326) as reach,
    (st_xmax(st_tileenvelope(:z, :x, :y)) - st_xmin(st_tileenvelope(:z, :x, :y))) / :cells as cell
),
found as (
  select s.id, s.name, s.network, s.tier, s.status, s.position_quality, st_transform(s.location, 3857) as place, a.box, a.cell
  from asked a
  join station s on s.location && a.reach
  where not s.removed
    and (cardinality(cast(:networks as text[])) = 0 or s.network = any(cast(:networks as text[])))
    and (cardinality(cast(:tiers as text[])) = 0 or s.tier = any(cast(:tiers as text[])))
    and s.amenities @> cast(:amenities as text[])
    and (cast(:open as text[]) is null or s.id = any(cast(:open as text[])))
),
cells as (
  select
    count(*) as count,
    count(*) filter (where status is null or status = 'open') as serving,
    case when count(*) = 1 then min(id) end as id,
    case when count(*) = 1 then min(name) end as name,
    case when count(*) = 1 then min(network) end as network,
    case when count(*) = 1 then min(tier) end as tier,
    case when count(*) = 1 then min(status) end as status,
    case when count(*) = 1 then min(position_quality) end as position_quality,
    st_setsrid(st_point(avg(st_x(place)), avg(st_y(place))), 3857) as place
  from found
  -- Half open, so that a station on an edge stands in one tile alone.
  where st_x(place) >= st_xmin(box) and st_x(place) < st_xmax(box)
    and st_y(place) > st_ymin(box) and st_y(place) <= st_ymax(box)
  group by
    floor((st_x(place) - st_xmin(box)) / cell), floor((st_y(place) - st_ymin(box)) / cell),
    case when :z >= :single_from then id end
  limit :most
),
points as (
  select count, serving, id, name, network, tier, status, position_quality, st_asmvtgeom(place, (select box from asked), 4096, 0) as geom
  from cells
)
select st_asmvt(points, 'stations', 4096, 'geom') as tile from points where geom is not null
