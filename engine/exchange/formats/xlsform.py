"""XLSForm, a form in a workbook."""

from engine.exchange import Carried, Format, Written
from engine.exchange.xlsform.reading import carried
from engine.exchange.xlsform.workbook import looks_like_workbook
from engine.exchange.xlsform.writing import workbook_of
from engine.template.model import FormTemplate


class XlsForm(Format):
    """Reads and writes the workbooks of ODK, Kobo and others (https://xlsform.org). Workbooks of the old sort are refused by name."""

    name = "xlsform"
    suffixes = (".xlsx", ".xlsm", ".xls")

    def recognises(self, raw: bytes) -> bool:
        """A workbook; whether it holds a form is seen when it is read."""
        return looks_like_workbook(raw)

    def read(self, raw: bytes, companion: bytes | None = None) -> Carried:
        """Title, languages, lists and form."""
        return carried(raw)

    def write(self, template: FormTemplate) -> Written:
        """The form, in all its languages."""
        return workbook_of(template)
