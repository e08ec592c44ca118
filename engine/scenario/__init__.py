"""Scenarios: what a case is expected to become, act by act, written beside a template and played through in memory."""

from engine.scenario.model import Scenario
from engine.scenario.playing import scenario_faults
from engine.scenario.reading import read_scenarios
from engine.scenario.schema import SCHEMA

__all__ = ["SCHEMA", "Scenario", "read_scenarios", "scenario_faults"]
