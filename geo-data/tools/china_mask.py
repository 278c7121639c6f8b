#!/usr/bin/env python3
"""Derives the mask within which maps shift coordinates (GCJ-02) from Natural Earth's 1:10m countries.

    npm pack world-atlas@2 && tar xzf world-atlas-2.0.2.tgz
    pip install shapely
    python3 china_mask.py package/countries-10m.json > ../src/main/resources/dev/yizhan/geo/datum/china-mask.wkt

The mask is a technical one: it says where the shift applies, not where a border runs. It reaches out to sea, so that
islands and harbours that the 1:10m coast leaves out are inside, and stops where another country's or an unshifted
region's land begins.
"""
import json
import sys

from shapely import make_valid, set_precision, wkt
from shapely.geometry import MultiPolygon, Polygon, box, shape
from shapely.ops import unary_union

SEA = 0.25        # degrees that the mask reaches out from the coast
KEEP_OFF = 0.03   # degrees of sea left to other countries' and unshifted islands
TOLERANCE = 0.002  # of the simplification, about 200 m …
FINE = 0.0003      # … and where two cities face each other across a river
FINE_BOXES = [box(113.45, 22.05, 114.6, 22.65), box(118.0, 24.2, 118.7, 24.8), box(124.2, 39.8, 124.7, 40.3)]
UNSHIFTED = {"Hong Kong", "Macao", "Taiwan"}


def countries(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)

    def ring(indices):
        points = []
        for index in indices:
            line = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += line if not points else line[1:]
        return points

    for country in topology["objects"]["countries"]["geometries"]:
        parts = country.get("arcs", [])
        if country["type"] == "Polygon":
            parts = [parts]
        # Quantised to the file's grid, the smallest islands collapse to less than a triangle.
        rings = [[r for r in map(ring, part) if len(r) >= 4] for part in parts]
        polygons = [Polygon(r[0], r[1:]) for r in rings if r]
        yield country["properties"]["name"], make_valid(MultiPolygon(polygons))


def main(path):
    around = box(70, 0, 140, 56)
    china, unshifted, others = None, [], []
    with open(path, encoding="utf-8") as file:
        for name, geometry in countries(json.load(file)):
            geometry = geometry.intersection(around)
            if geometry.is_empty:
                continue
            if name == "China":
                china = geometry
            elif name in UNSHIFTED:
                unshifted.append(geometry)
            else:
                others.append(geometry)
    foreign = unary_union(unshifted + others)
    sea = china.buffer(SEA).difference(foreign.buffer(KEEP_OFF))
    mask = china.union(sea).difference(foreign)
    fine = unary_union(FINE_BOXES)
    mask = unary_union([
        mask.difference(fine).simplify(TOLERANCE),
        mask.intersection(fine).simplify(FINE),
    ]).difference(foreign.simplify(FINE))
    mask = set_precision(mask, 0.0001)
    parts = [Polygon(p.exterior, [h for h in p.interiors if Polygon(h).area > 1e-5])
             for p in getattr(mask, "geoms", [mask]) if p.area > 1e-5]
    print(wkt.dumps(MultiPolygon(parts), rounding_precision=4, trim=True))


if __name__ == "__main__":
    main(sys.argv[1])
