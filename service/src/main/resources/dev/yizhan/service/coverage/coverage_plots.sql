-- coverage_plots.sql: which districts a question is about, where each lies, and what of its figures no standard decides.
-- in    :parent adcode or null, :level or null
-- out   number of the newest publication, adcode, version of the row, name, level, west, south, east, north, area_m2,
--       stations, worst_lon, worst_lat, worst_distance_m, by all stations that count; stations null where the record
--       keeps nothing of it; a row without an adcode where nothing is found; no row before the first publish
-- A level is listed so that every place is in one row: where no district of the level is, the next wider or narrower one
-- stands for it. A province without cities is a row among cities, and so is a county right below a province that has
-- some; a city without counties is a row among counties.
with under as (
  select
    d.adcode, d.level, d.parent,
    array_position(array['province', 'city', 'county', 'town'], d.level) as step,
    array_position(array['province', 'city', 'county', 'town'], cast(:level as text)) as asked
  from district d
  where cast(:parent as text) is null
    or d.parent = :parent
    or (cast(:level as text) is not null and d.parent in (
      select below.adcode from district below
      where below.parent = :parent
         or below.parent in (select deeper.adcode from district deeper where deeper.parent = :parent)))
),
listed as (
  select d.adcode
  from under d
  left join district above on above.adcode = d.parent
  where d.asked is null
    or d.step = d.asked
    -- Narrower than asked, and no district of the level is above it or stands for it.
    or (d.step > d.asked and (
      above.adcode is null
      or (array_position(array['province', 'city', 'county', 'town'], above.level) < d.asked and (
        d.parent = cast(:parent as text)
        or exists (select from district beside where beside.parent = d.parent and beside.level = cast(:level as text))))))
    -- Wider than asked, and none that is listed is below it.
    or (d.step < d.asked and not exists (
      select from district below
      where below.parent = d.adcode
        and array_position(array['province', 'city', 'county', 'town'], below.level) <= d.asked))
)
select newest.number, plot.*
from (select number from publication order by number desc limit 1) newest
left join lateral (
  select
    d.adcode, d.version, d.name, d.level,
    st_xmin(d.geom) as west, st_ymin(d.geom) as south, st_xmax(d.geom) as east, st_ymax(d.geom) as north,
    d.area_m2, c.stations, st_x(c.worst_point) as worst_lon, st_y(c.worst_point) as worst_lat, c.worst_distance_m
  from listed
  join district d on d.adcode = listed.adcode
  left join coverage c on c.adcode = d.adcode and c.mode = 'walk'
  order by d.adcode
) plot on true
