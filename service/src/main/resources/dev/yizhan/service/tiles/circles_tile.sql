-- circles_tile.sql: what the circles of all stations that count cover in a tile, united.
-- in    :z :x :y of the tile, :radius_m of the circles,
--       :networks :tiers text[] any of them, :amenities text[] all of them, empty = no matter
-- out   tile as MVT, empty where no circle reaches; layer circles
-- index station_location_gix
-- A circle on the ground is an ellipse on the map: its axes are stretched by the scale of Mercator on the ellipsoid at
-- the station. That is right to a tenth of a per cent of the radius, and no question of degrees.
with asked as (
  select
    st_tileenvelope(:z, :x, :y) as box,
    st_transform(st_tileenvelope(:z, :x, :y, margin => 0.03), 4326) as reach,
    40075016.69 / (2.0 ^ :z) / 4096 as step,
    st_buffer(st_setsrid(st_point(0, 0), 3857), 1, case when :radius_m < 40000000 / (2.0 ^ :z) / 64 then 4 else 12 end) as disc
),
near as (
  select
    st_transform(s.location, 3857) as place, sin(radians(st_y(s.location))) as sine, a.step, a.disc
  from asked a
  join station s on s.location && st_expand(
    a.reach,
    :radius_m / 110500.0 / greatest(0.02, cos(radians(least(89, greatest(abs(st_ymin(a.reach)), abs(st_ymax(a.reach))))))),
    :radius_m / 110500.0)
  where not s.removed
    and (s.status is null or s.status = 'open')
    and (cardinality(cast(:networks as text[])) = 0 or s.network = any(cast(:networks as text[])))
    and (cardinality(cast(:tiers as text[])) = 0 or s.tier = any(cast(:tiers as text[])))
    and s.amenities @> cast(:amenities as text[])
),
-- Those that stand on one pixel draw one circle.
apart as (
  select distinct on (st_snaptogrid(place, step * 8)) * from near
),
united as (
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
  select st_asmvtgeom(area, (select box from asked), 4096, 64) as geom from united
)
select st_asmvt(circles, 'circles', 4096, 'geom') as tile from circles where geom is not null
