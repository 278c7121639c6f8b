-- districts_tile.sql: the districts of one level that lie in a tile, and their names as points, as two layers.
-- in    :z :x :y of the tile, :west :south :east :north of it and a little more, degrees EPSG:4326, :level, :extent of the tile's grid, :names whether they are wanted
-- out   tile as MVT, empty where no district is; layers districts and district_names
-- index district_geom_gix
-- Corners are put on the tile's grid before anything else is done to them: neighbours share theirs and go on sharing
-- them, which no simplification of one shape after another would see to.
with asked as (
  select
    st_tileenvelope(:z, :x, :y) as box,
    st_makeenvelope(:west, :south, :east, :north, 4326) as reach,
    360 / (2.0 ^ :z) / :extent as step
),
found as (
  select d.adcode, d.name, d.parent, cast(d.area_m2 as bigint) as area_m2, d.geom, d.label_point, a.box, a.reach, a.step
  from asked a
  join district d on d.geom && a.reach
  where d.level = :level
),
shapes as (
  select
    adcode, name, parent, area_m2,
    st_asmvtgeom(
      st_transform(st_clipbybox2d(st_snaptogrid(geom, step), reach), 3857), box, cast(:extent as integer),
      cast(:extent as integer) / 64) as geom
  from found
),
names as (
  select adcode, name, area_m2, st_asmvtgeom(st_transform(label_point, 3857), box, cast(:extent as integer), 0) as geom
  from found
  where :names
)
select
  (select st_asmvt(shapes, 'districts', cast(:extent as integer), 'geom') from shapes where geom is not null)
  || (select st_asmvt(names, 'district_names', cast(:extent as integer), 'geom') from names where geom is not null) as tile
