-- gaps_tile.sql: what no circle of a station that counts reaches in a tile, a feature for each county.
-- in    :z :x :y of the tile, :radius_m of the circles,
--       :networks :tiers text[] any of them, :amenities text[] all of them, empty = no matter
-- out   tile as MVT, empty where all is covered or no county is; layer gaps
-- index district_geom_gix, station_location_gix
-- The circles are those of circles_tile.sql; see there.
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
select st_asmvt(gaps, 'gaps', 4096, 'geom') as tile from gaps where geom is not null
