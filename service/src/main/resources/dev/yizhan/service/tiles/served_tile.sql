-- served_tile.sql: what circles around places cover in a tile, united; or what they leave over, a feature for each county.
-- in    :z :x :y of the tile, :west :south :east :north of it and a little more, degrees EPSG:4326,
--       :radius_m of the circles, :lons :lats float8[] of all places whose circle may reach the
--       tile, in degrees, :gaps whether what is left over is wanted
-- out   tile as MVT, empty where there is none of it; layer circles or gaps
-- index district_geom_gix
-- A circle on the ground is an ellipse on the map: its axes are stretched by the scale of Mercator on the ellipsoid at
-- the station. That is right to a tenth of a per cent of the radius, and no question of degrees.
with asked as (
  select
    st_tileenvelope(:z, :x, :y) as box,
    st_makeenvelope(:west, :south, :east, :north, 4326) as reach,
    40075016.69 / (2.0 ^ :z) / 4096 as step,
    st_buffer(st_setsrid(st_point(0, 0), 3857), 1, case when :radius_m < 40000000 / (2.0 ^ :z) / 64 then 4 else 12 end) as disc
),
near as (
  select
    st_transform(st_setsrid(st_point(p.lon, p.lat), 4326), 3857) as place, sin(radians(p.lat)) as sine, a.step, a.disc
  from asked a
  cross join unnest(cast(:lons as float8[]), cast(:lats as float8[])) p(lon, lat)
),
-- Those that stand on one pixel draw one circle.
apart as (
  select distinct on (st_snaptogrid(place, step * 8)) * from near
),
served as (
  select
    st_union(
      st_translate(
        st_scale(
          disc,
          :radius_m * sqrt(1 - 0.00669437999014 * sine * sine) / sqrt(1 - sine * sine),
          :radius_m * (1 - 0.00669437999014 * sine * sine) ^ 1.5 / (1 - 0.00669437999014) / sqrt(1 - sine * sine)),
        st_x(place), st_y(place)),
      step) as area
  from apart
),
circles as (
  select st_asmvtgeom(area, (select box from asked), 4096, 64) as geom from served
),
counties as materialized (
  select d.adcode, d.name, a.box, a.step, st_makevalid(st_transform(st_clipbybox2d(d.geom, a.reach), 3857)) as shape
  from asked a
  join district d on d.geom && a.reach
  where d.level = 'county'
),
gaps as (
  select
    c.adcode, c.name,
    st_asmvtgeom(
      case when s.area is null then c.shape else st_difference(c.shape, s.area, c.step) end, c.box, 4096, 64) as geom
  from counties c
  cross join served s
  where not st_isempty(c.shape)
)
select case
  when :gaps then (select st_asmvt(gaps, 'gaps', 4096, 'geom') from gaps where geom is not null)
  else (select st_asmvt(circles, 'circles', 4096, 'geom') from circles where geom is not null)
end as tile
