"""Draws the curves of docs/scoring.md from what trainingzip-score-validity measured: AFTER, BEFORE, FOLDER."""

import sys
from pathlib import Path

from tables import read

panels = [
    ("all limbs turned", "Every limb turned by, degrees", 0, 90, None),
    ("amplitude", "Extent of the movements", 0, 1, None),
    ("late", "Late by, seconds", -0.5, 1.2, None),
    ("lost by yaw", "Camera further round by, degrees", -60, 60, "nothing wrong"),
    ("lost by pitch", "Camera from above by, degrees", -40, 40, "nothing wrong"),
    ("speed", "Share of the trainer's speed", 0.5, 1, None),
]
classes = ["expert", "good", "half-hearted", "poor"]
width, height, left, top = 250, 150, 40, 26
style = """
text { font: 12px sans-serif; fill: #555; }
.title { font-weight: bold; }
.grid { stroke: #8884; }
.spread { fill: #2a78d633; }
.mean { fill: none; stroke: #2a78d6; stroke-width: 2.5; }
.before { fill: none; stroke: #b5530f; stroke-width: 2; stroke-dasharray: 5 4; }
.wanted { fill: #2e8b5733; stroke: #2e8b57; }
.dot { fill: #2a78d6; }
.dot-before { fill: #b5530f; }
"""


def held_out(rows, kind, baseline=None):
    """Amounts with the scores of the clips that were held out; what was lost is taken from the baseline."""
    straight = {row[1]: row[2] for row in rows.get((baseline, 0.0), [])} if baseline else {}
    found = {}
    for (name, amount), measured in rows.items():
        if name != kind:
            continue
        scores = [(straight[row[1]] - row[2] if baseline else row[2]) for row in measured if row[0]]
        if scores:
            found[amount] = scores
    if baseline and straight:
        found[0.0] = [
            score for name, score in straight.items() if name in {row[1] for row in rows[kind, max(found)] if row[0]}
        ]
    return dict(sorted(found.items()))


def text(x, y, words, anchor="start", kind=""):
    """A text element."""
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" class="{kind}">{words}</text>'


def line(points, kind):
    """A line through points."""
    return f'<polyline class="{kind}" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'


def mean(values):
    """The arithmetic mean."""
    return sum(values) / len(values)


def frame(x0, y0, title):
    """Lines at 0, 50 and 100 with their numbers."""
    parts = [text(x0, y0 - 9, title, kind="title")]
    for score in (0, 50, 100):
        y = y0 + height * (1 - score / 100)
        parts.append(f'<line class="grid" x1="{x0}" x2="{x0 + width}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(text(x0 - 6, y + 4, score, "end"))
    return parts


def panel(x0, y0, after, before, spec):
    """One kind of error: mean and spread of the held-out clips, and the mean before."""
    kind, title, low, high, baseline = spec
    parts = frame(x0, y0, title)

    def place(amount, score):
        return x0 + width * (amount - low) / (high - low), y0 + height * (1 - max(0, min(100, score)) / 100)

    now = held_out(after, kind, baseline)
    area = [place(a, max(s)) for a, s in now.items()] + [place(a, min(s)) for a, s in reversed(now.items())]
    parts.append(f'<polygon class="spread" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in area)}"/>')
    was = held_out(before, kind, baseline)
    parts.append(line([place(a, mean(s)) for a, s in was.items()], "before"))
    parts.append(line([place(a, mean(s)) for a, s in now.items()], "mean"))
    for amount in (low, (low + high) / 2, high):
        parts.append(text(place(amount, 0)[0], y0 + height + 17, f"{amount:g}", "middle"))
    return parts


def curves(after, before):
    """All kinds of error, three in a row."""
    parts = []
    for i, spec in enumerate(panels):
        parts += panel(left + (i % 3) * (width + 60), top + 12 + (i // 3) * (height + 70), after, before, spec)
    return document(
        3 * (width + 60) + 10, 2 * (height + 70) + 20, "How the score falls with one kind of error at a time", parts
    )


def performers(after, before):
    """Those who try: a dot for each clip that was held out, and the band that is wanted."""
    parts = frame(left, top + 12, "Means of twelve performers a clip")
    step = width * 2 / len(classes)
    for row in range(3):
        y = top + 12 + height * row / 2
        parts.append(f'<line class="grid" x1="{left + width}" x2="{left + 2 * width}" y1="{y:.1f}" y2="{y:.1f}"/>')
    for i, name in enumerate(classes):
        rows = after[f"class {name}", float(i)]
        low, high = rows[0][3:5]
        x = left + step * (i + 0.5)
        y = top + 12 + height * (1 - high / 100)
        parts.append(
            f'<rect class="wanted" x="{x - 44:.0f}" y="{y:.1f}" width="88" height="{height * (high - low) / 100:.1f}"/>'
        )
        for measured, kind, shift in ((rows, "dot", 12), (before[f"class {name}", float(i)], "dot-before", -20)):
            held = [row[2] for row in measured if row[0]]
            for j, score in enumerate(held):
                cy = top + 12 + height * (1 - max(0, score) / 100)
                parts.append(f'<circle class="{kind}" cx="{x + shift + j % 3 * 4:.0f}" cy="{cy:.1f}" r="3.5"/>')
        parts.append(text(x, top + height + 30, name, "middle"))
    return document(left + 2 * width + 20, top + height + 45, "What performers of four classes get", parts)


def document(total_width, total_height, title, parts):
    """A whole picture."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total_width} {total_height}" role="img">'
        f"<title>{title}</title><style>{style}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def main():
    after, before, folder = read(sys.argv[1]), read(sys.argv[2]), Path(sys.argv[3])
    (folder / "score_curves.svg").write_text(curves(after, before))
    (folder / "score_performers.svg").write_text(performers(after, before))


if __name__ == "__main__":
    main()
