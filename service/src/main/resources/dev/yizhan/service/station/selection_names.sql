-- selection_names.sql: what the words of a selection are called.
-- in    :networks, :tiers, :amenities codes
-- out   kind network | tier | amenity, code, name_zh, name_en (null where it has none); by kind and code. A tier that
--       several of the networks have is called by all its names
select 'network' as kind, code, name_zh, name_en from network where code = any(:networks)
union all
select 'tier', code, string_agg(distinct name_zh, ' / '), string_agg(distinct name_en, ' / ')
from tier
where code = any(:tiers) and (cardinality(cast(:networks as text[])) = 0 or network = any(:networks))
group by code
union all
select 'amenity', code, name_zh, name_en from amenity where code = any(:amenities)
order by kind, code
