"""The signed-in side over the small site, and over the invented organisation of the examples."""

import pytest

from tests.admin.staff import Staff
from tests.site import Site


@pytest.fixture
def staff(site: Site) -> Staff:
    """The small organisation's signed-in side."""
    return Staff.of(site)


@pytest.fixture
def ekhamra_staff(ekhamra: Site) -> Staff:
    """The invented organisation's signed-in side."""
    return Staff.of(ekhamra)
