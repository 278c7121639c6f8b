-- districts.sql: a page of districts, in order of adcode.
-- in    :parent adcode or null, :level or null, :words text[] of LIKE patterns that search_text has to match, all of them,
--       or else :code, a LIKE pattern of the adcode, or null
--       :geometry whether the shapes are wanted, :after adcode of the last row before or '', :limit
-- out   dataset_version, adcode, name, level, parent, area_m2, derived, repaired, repair_area_change_m2, shape as WKB or null;
--       a row without an adcode where nothing is found; no row before the first publish
-- index district_pkey, district_parent
select newest.dataset_version, page.*
from (select version as dataset_version from publication order by number desc limit 1) newest
left join lateral (
  select
    adcode, name, level, parent, area_m2, derived, repaired, repair_area_change_m2,
    case when :geometry then st_asbinary(geom) end as shape
  from district
  where (cast(:parent as text) is null or parent = :parent)
    and (cast(:level as text) is null or level = :level)
    and (search_text like all(cast(:words as text[])) or adcode like cast(:code as text))
    and adcode > :after
  order by adcode
  limit :limit
) page on true
order by page.adcode
