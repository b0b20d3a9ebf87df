#!/usr/bin/env python3
"""Draws `growth.csv` as an SVG: time and memory over size, both axes logarithmic.

    python3 benches/growth/plot.py benches/growth/growth.csv docs/growth.svg

Needs nothing but Python. Equal figures give an equal picture.
"""

import csv
import math
import sys
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 420, 300
LEFT, RIGHT, TOP, BOTTOM = 62, 22, 34, 44
COLOURS = ["#1f6feb", "#d1242f", "#1a7f37", "#9a6700"]
# The panels: what is measured, over what, and in which unit.
PANELS = [
    ("document", "seconds", "One schema: time", "bytes of the document", "s"),
    ("document", "peak_mb", "One schema: peak memory", "bytes of the document", "MB"),
    ("files", "seconds", "Items of 10 KB: time", "files", "s"),
    ("files", "peak_mb", "Items of 10 KB: peak memory", "files", "MB"),
]


def main(source, target):
    with open(source, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {2 * HEIGHT}" '
        f'width="{2 * WIDTH}" height="{2 * HEIGHT}" font-family="sans-serif" font-size="11">',
        f'<rect width="{2 * WIDTH}" height="{2 * HEIGHT}" fill="#ffffff"/>',
    ]
    for number, (kind, column, title, below, unit) in enumerate(PANELS):
        lines = {}
        for row in rows:
            if row["kind"] == kind:
                lines.setdefault(row["threads"], []).append((float(row["size"]), float(row[column])))
        x, y = number % 2 * WIDTH, number // 2 * HEIGHT
        parts.append(f'<g transform="translate({x} {y})">')
        parts += panel(lines, title, below, unit)
        parts.append("</g>")
    parts.append("</svg>")
    with open(target, "w", encoding="utf-8") as file:
        file.write("\n".join(parts) + "\n")


def panel(lines, title, below, unit):
    """One diagram, with a line for each number of threads."""
    points = [point for line in lines.values() for point in line]
    xs, ys = Axis(p[0] for p in points), Axis(p[1] for p in points)
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    across = lambda value: LEFT + xs.share(value) * (right - LEFT)
    up = lambda value: bottom - ys.share(value) * (bottom - TOP)
    yield f'<text x="{LEFT}" y="18" font-size="13" font-weight="bold">{escape(title)}</text>'
    for power in xs.powers():
        x = across(power)
        yield f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{bottom}" stroke="#dddddd"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 15}" text-anchor="middle">{short(power)}</text>'
    for power in ys.powers():
        y = up(power)
        yield f'<line x1="{LEFT}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}" stroke="#dddddd"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{short(power)} {unit}</text>'
    yield f'<text x="{(LEFT + right) / 2:.0f}" y="{HEIGHT - 10}" text-anchor="middle">{escape(below)}</text>'
    for number, (threads, line) in enumerate(sorted(lines.items())):
        colour = COLOURS[number % len(COLOURS)]
        places = [(across(x), up(y)) for x, y in sorted(line)]
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in places)
        if len(lines) > 1:
            name = f"{threads} thread" + ("" if threads == "1" else "s")
            yield f'<text x="{right - 62 * (len(lines) - 1 - number)}" y="18" fill="{colour}" text-anchor="end">{name}</text>'


class Axis:
    """A logarithmic axis from a power of ten to another."""

    def __init__(self, values):
        values = list(values)
        self.least = math.floor(math.log10(min(values)))
        self.most = max(math.ceil(math.log10(max(values))), self.least + 1)

    def share(self, value):
        return (math.log10(value) - self.least) / (self.most - self.least)

    def powers(self):
        return [10.0**power for power in range(self.least, self.most + 1)]


def short(number):
    """`10 k`, `0.1`."""
    for unit, letter in [(1e9, " G"), (1e6, " M"), (1e3, " k")]:
        if number >= unit:
            return f"{number / unit:g}{letter}"
    return f"{number:g}"


if __name__ == "__main__":
    main(*sys.argv[1:])
