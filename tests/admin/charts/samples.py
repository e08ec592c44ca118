"""One chart of each kind, small and large, with long words and with numbers that are not told; and how to read one."""

from collections.abc import Iterator
from xml.etree import ElementTree

from admin.charts import Bar, Lead, Moment, Time, Told, bars, grouped, heat, lead_times, multiples, stacked, trend

TOLD = Told("Flest: Kök", "Diagrammet visar 20 fel: 15 för Kök och 5 för Badrum.", "dold", "Dolt, så att ingen ska kunna kännas igen.")
ROOMS = ["Kök", "Badrum", "Uppehållsrummet eller biblioteket på andra våningen", "Gård", "Trappa och hiss"]
FAULTS = [
    "Vatten (dropp, läckor)",
    "El",
    "Trasiga eller smutsiga fönster",
    "Lås och nycklar",
    "Värme",
    "Ljud från grannar",
    "Lukt",
    "Annat",
]
HOURS = ["Före 8", "8–10", "10–12", "12–14", "Efter 14"]
WEEKS = [Moment(f"v. {1 + (30 + number) % 52}", "2025" if number < 22 else "2026") for number in range(53)]
MONTHS = [Moment(tick, "2026") for tick in ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov")]
YEAR = Time([*MONTHS, Moment("dec", "2026", "hittills")], [(3, "Nytt formulär"), (9, "Platserna delades upp i flera svar")])
LEADS = [
    Lead("North works", "23 ärenden. Hälften var klara inom 6 dagar, 90 % inom 14.", 6, 14, 10),
    Lead("South works", "Färre än 5 ärenden.", None, None, 10),
    Lead("East works", "140 ärenden. Hälften var klara inom 1 dag, 90 % inom 131.", 1, 131, 10),
]
CHARTS = {
    "bars": bars(
        TOLD, [Bar("Kök", 10, 5), Bar(ROOMS[2], 1999, 2140), Bar("Gård", 0, 2), Bar("Trappa", None, 3), Bar("Svar saknas", 1, faded=True)]
    ),
    "grouped": grouped(TOLD, [("Kök", [3, 1, None, 2, 5]), (ROOMS[2], [0, 0, 0, 0, 1234])], ["Ja", "Nej", "Kanske", "Vet inte", "Annat"]),
    "grouped, long": grouped(TOLD, [("Kök", [3, 1, 0, 2, 5]), ("Badrum", [0, 0, 0, 0, 0])], FAULTS[:5]),
    "stacked": stacked(TOLD, [(room, [3, 1, 0, 22, 5]) for room in ROOMS], ["Ja, det är det", "Nej", "Kanske", "Vet inte", "Annat"]),
    "heat": heat(TOLD, [(room, [0, 1, None, 40, 90, 30, 4, 128]) for room in ROOMS], FAULTS),
    "heat, short": heat(TOLD, [(room, [0, 1, 3, 4, 128]) for room in ROOMS], HOURS),
    "heat, one": heat(TOLD, [("Kök", [7])], ["Vatten"]),
    "trend": trend(TOLD, YEAR, [21, 121, 29, 22, 5, 8, None, 30, 41, 12, 18, 1199], [1] * 12),
    "trend, short": trend(TOLD, Time(MONTHS[:4]), [21, 1210, 29, 1220], [3, 4, 5, 6]),
    "trend, long": trend(TOLD, Time(WEEKS, [(1, "Nytt formulär"), (52, "Nytt svar")]), [number * 7 for number in range(53)]),
    "trend, one": trend(TOLD, Time([Moment("nov", "", "hittills")]), [7]),
    "multiples": multiples(TOLD, YEAR, [(room, [3, 0, 8, 12, None, 0, 0, 2, 1, 4, 120, 99]) for room in ROOMS]),
    "lead": lead_times(TOLD, LEADS, limit="Gränsen: 10 dagar", unit="dagar"),
    "lead, several limits": lead_times(
        TOLD, [LEADS[0], Lead("West works", "9 ärenden.", 2, 5, 3), Lead("Alla", "32 ärenden.", 5, 9)], unit="dagar"
    ),
}


def drawn(svg: object) -> ElementTree.Element:
    """The picture as a tree."""
    return ElementTree.fromstring(str(svg))  # noqa: S314 - our own picture


def each(svg: object, look: str) -> Iterator[ElementTree.Element]:
    """The shapes with a class, in the order in which they are drawn."""
    return (shape for shape in drawn(svg).iter() if look in shape.get("class", "").split())


def said(svg: object, look: str) -> list[str]:
    """The texts with a class."""
    return ["".join(shape.itertext()) for shape in each(svg, look) if shape.tag == "text"]
