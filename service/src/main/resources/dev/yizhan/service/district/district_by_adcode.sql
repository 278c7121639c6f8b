-- district_by_adcode.sql: one district, with the dataset version it is of.
-- in    :adcode, :geometry whether its shape is wanted
-- out   the columns of districts.sql; no adcode where no district has it; no row before the first publish
select
  newest.dataset_version,
  adcode, name, level, parent, area_m2, derived, repaired, repair_area_change_m2,
  case when :geometry then st_asbinary(geom) end as shape
from (select version as dataset_version from publication order by number desc limit 1) newest
left join district on adcode = :adcode
