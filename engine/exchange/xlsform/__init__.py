"""XLSForm, the forms that ODK, Kobo and others keep in workbooks (https://xlsform.org): read into sections of a template, and written."""
