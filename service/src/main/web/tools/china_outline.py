#!/usr/bin/env python3
"""Writes src/shared/chinaOutline.ts: the service's mask of shifted places, in as few points as the pages need, and
roughly the regions beside it where maps do not shift.

    npm pack world-atlas@2 && tar xzf world-atlas-2.0.2.tgz
    pip install shapely
    python3 tools/china_outline.py package/countries-10m.json

Like the mask, the outline is a technical one and says nothing about borders.
"""
import json
import sys
from pathlib import Path

from shapely import set_precision, wkt
from shapely.geometry import MultiPolygon, Point, Polygon, box
from shapely.ops import unary_union

WEB = Path(__file__).resolve().parent.parent
GEO_DATA = WEB.parents[3] / "geo-data"
sys.path.insert(0, str(GEO_DATA / "tools"))
from china_mask import UNSHIFTED, countries  # noqa: E402

ROUGH = 0.02  # degrees of the simplification where nobody looks closely, about 2 km …
NEAR = 0.002  # … around towns on the border …
FINE = 0.001  # … and where shifted and unshifted cities face each other
BESIDE = 0.05  # of the regions that are not shifted: what they share with the mask is decided by the mask
SEA = 0.25
FACING = [box(113.45, 22.05, 114.6, 22.65), box(118.0, 24.2, 118.7, 24.8)]
TOWNS = {
    "丹东": (124.38, 40.12), "集安": (126.18, 41.12), "长白": (128.20, 41.42), "图们": (129.84, 42.97), "珲春": (130.36, 42.86),
    "绥芬河": (131.15, 44.40), "虎林": (133.00, 45.40), "抚远": (134.30, 48.36), "黑河": (127.53, 50.25), "满洲里": (117.38, 49.60),
    "二连浩特": (111.98, 43.65), "霍尔果斯": (80.42, 44.21), "樟木": (85.98, 27.99), "瑞丽": (97.85, 24.01), "景洪": (100.80, 21.48),
    "河口": (103.96, 22.53), "凭祥": (106.75, 22.10), "东兴": (107.97, 21.54),
}
PRECISION = 1e-4
LINE = 118


def ring(points):
    """Steps from point to point in PRECISION, zigzag, five bits a letter: the well-known encoding of polylines."""
    letters, x, y = "", 0, 0
    for lon, lat in points:
        to = round(lon / PRECISION), round(lat / PRECISION)
        for step in (to[0] - x, to[1] - y):
            step = (step << 1) ^ (step >> 63)
            while step >= 32:
                letters += chr((step & 31 | 32) + 59)
                step >>= 5
            letters += chr(step + 59)
        x, y = to
    return letters


def rings(shape):
    return " ".join(ring(r.coords[:-1]) for p in getattr(shape, "geoms", [shape]) for r in (p.exterior, *p.interiors))


def literal(name, comment, letters):
    lines = [letters[i:i + LINE] for i in range(0, len(letters), LINE)]
    body = "".join(f"  {quoted(line)},\n" for line in lines)
    return f"/** {comment} */\nexport const {name} = [\n{body}].join('');\n"


def quoted(line):
    # The backslash is a letter of the encoding; the quote is none.
    return "'" + line.replace("\\", "\\\\") + "'"


def main(path):
    mask = wkt.loads((GEO_DATA / "src/main/resources/dev/yizhan/geo/datum/china-mask.wkt").read_text())
    facing = unary_union(FACING)
    towns = unary_union([Point(*place).buffer(0.12) for place in TOWNS.values()]).difference(facing)
    shifted = unary_union([
        mask.difference(facing).difference(towns).simplify(ROUGH),
        mask.intersection(towns).simplify(NEAR),
        mask.intersection(facing).simplify(FINE),
    ])
    shifted = MultiPolygon([
        Polygon(p.exterior, [h for h in p.interiors if Polygon(h).area > 1e-4])
        for p in set_precision(shifted, PRECISION).geoms if p.area > 1e-3
    ])
    with open(path, encoding="utf-8") as file:
        beside = unary_union([g for name, g in countries(json.load(file)) if name in UNSHIFTED])
    beside = beside.buffer(SEA).simplify(BESIDE)
    target = WEB / "src/shared/chinaOutline.ts"
    target.write_text(
        "// Written by tools/china_outline.py; not to be edited.\n\n"
        + literal("SHIFTED", "Where maps shift coordinates: rings with holes among them, encoded as polylines.", rings(shifted))
        + "\n"
        + literal("BESIDE", "Roughly, with the sea around: the regions of China where maps do not.", rings(beside)),
        encoding="utf-8",
    )
    points = sum(len(r.coords) - 1 for p in shifted.geoms for r in (p.exterior, *p.interiors))
    print(f"{points} points, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
