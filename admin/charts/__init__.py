"""Charts as SVG, one file for each kind. They are given plain values and words, and decide nothing about what may be told.

Every number stands in the description of the picture as well, and a table beside says the same.
"""

from admin.charts.bars import BARS, Bar, bars
from admin.charts.grouped import grouped
from admin.charts.heat import COLUMNS, heat
from admin.charts.lead import ROWS, Lead, lead_times
from admin.charts.lines import PANELS, multiples, trend
from admin.charts.paper import on_paper
from admin.charts.scale import Moment, Time
from admin.charts.stacked import stacked
from admin.charts.svg import SERIES, Told

__all__ = [
    "BARS",
    "COLUMNS",
    "PANELS",
    "ROWS",
    "SERIES",
    "Bar",
    "Lead",
    "Moment",
    "Time",
    "Told",
    "bars",
    "grouped",
    "heat",
    "lead_times",
    "multiples",
    "on_paper",
    "stacked",
    "trend",
]
