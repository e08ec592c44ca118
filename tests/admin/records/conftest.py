"""The signed-in side of a site whose template says whom its reports are about."""

import pytest

from engine.store.database import Database
from tests.admin.staff import Staff
from tests.engine.actions.registry import Registry


@pytest.fixture
def registry(database: Database) -> Registry:
    """The small organisation, where Hal reads records of the north and Kit those of everywhere."""
    return Registry(database)


@pytest.fixture
def people(registry: Registry) -> Staff:
    """Its signed-in side."""
    return Staff.of(registry.site)
