-- roads_tile.sql: roads in a tile, those of a rank as one feature.
-- in    :z :x :y of the tile, :lines text[] of stretches of road as hexadecimal WKB in degrees, :ranks text[] of each
-- out   tile as MVT, empty where none of them is seen; layer roads
with asked as (
  select st_tileenvelope(:z, :x, :y) as box, 40075016.69 / (2.0 ^ :z) / 4096 as step
),
joined as (
  select
    r.rank,
    st_linemerge(st_collect(st_transform(st_setsrid(cast(r.line as geometry), 4326), 3857))) as line
  from unnest(cast(:ranks as text[]), cast(:lines as text[])) r(rank, line)
  group by r.rank
),
roads as (
  select j.rank, st_asmvtgeom(st_simplify(j.line, a.step * 2), a.box, 4096, 64) as geom
  from joined j
  cross join asked a
)
select st_asmvt(roads, 'roads', 4096, 'geom') as tile from roads where geom is not null
