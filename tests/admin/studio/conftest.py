"""Someone who looks after templates."""

import pytest

from engine.store import tables
from tests.admin.staff import Browser, Staff
from tests.site import ORGANISATION

KEEPERS = (
    "people:\n",
    "people:\n  kit: {name: Kit, email: kit@acme.example, grants: [{right: publish}, {right: administer}]}\n",
)


@pytest.fixture
def keeper(staff: Staff) -> Browser:
    """Someone who may write and publish."""
    assert KEEPERS[0] in ORGANISATION
    staff.site.change(KEEPERS)
    row = staff.site.all(tables.Person, email="kit@acme.example")[0]
    staff.site.people = {**staff.site.people, "kit": row.id}
    return staff.browser("kit")
