"""What a PDF says."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader


@pytest.fixture
def words_of_pdf() -> Callable[[bytes], str]:
    """Reads the words of a PDF, page by page."""
    return lambda content: "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
