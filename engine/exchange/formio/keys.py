"""Which keys of a component say something that is not carried. Form.io writes many that only say how a form looks, or nothing at all."""

from collections.abc import Mapping
from typing import Any

from engine.exchange.formio.layout import LAYOUT, ROWS, Component, type_of
from engine.exchange.formio.types import SAYING, SILENT, TYPES
from engine.exchange.notes import Notes
from engine.exchange.values import says_nothing, truth

_READ = frozenset(
    """
    type key label title legend caption description tooltip placeholder prefix suffix content html components columns rows questions values
    data dataSrc valueProperty template defaultValue multiple validate errors conditional customConditional hidden disabled calculateValue
    customDefaultValue logic unique persistent clearOnHide inputMask inputMasks allowMultipleMasks decimalLimit currency fields minDate
    maxDate minYear maxYear minTime maxTime datePicker widget enableDate enableTime defaultDate format action case editor wysiwyg as input
    disableAddingRemovingRows addAnother rowGroups enableRowGroups initEmpty tag provider providerOptions value name inputType custom
    filePattern fileTypes fileMinSize fileMaxSize
    """.split()
)
"""What is read elsewhere, or tells only that there is a component."""

_LOOKS = frozenset(
    """
    map requireDecimals resource project searchFields defaultPermission addResource addResourceLabel filterable revision
    id tableView customClass className labelPosition labelWidth labelMargin optionsLabelPosition hideLabel tabindex autofocus overlay
    attributes attrs properties tags addons showCharCount showWordCount modalEdit validateOn errorLabel dataGridLabel dbIndex
    encrypted protected refreshOn redrawOn refreshOnChange calculateServer allowCalculateOverride inputFormat inputMode mask
    spellcheck displayMask truncateMultipleSpaces tree lazyLoad theme breadcrumb breadcrumbClickable buttonSettings collapsible
    collapsed navigateOnEnter saveOnEnter scrollToTop autoAdjust hideOnChildrenHidden inline fieldSet authenticate ignoreCache
    customOptions delimiter requireDecimal applyMaskOn selectFields autocomplete size block leftIcon rightIcon indexeddb
    selectThreshold filter searchField limit useLocaleSettings minSearch clearOnRefresh idPath fuseOptions readOnlyValue searchEnabled
    uniqueOptions lockKey keyModified isNew autoExpand useExactSearch dataType searchThreshold searchDebounce timezone allowInput
    timePicker datepickerMode displayInTimezone kickbox fixedSize storage webcam webcamSize dayFirst hideInputLabels
    inputsLabelPosition dataFormat disableOnInvalid shortcut showValidations reorder addAnotherPosition layoutFixed
    conditionalAddButton defaultOpen openWhenEmpty rowDrafts modal saveRow removeRow inlineEdit displayAsTable templates rowClass
    verticalLayout shortcutButtons footer height width penColor backgroundColor minWidth maxWidth keepOverlayRatio disableLimit
    reference selectValues enableMinDateInput enableMaxDateInput time_24hr hover header numCols numRows striped bordered cloneRows
    condensed cellAlignment enableManualMode disableClearIcon manualModeViewString switchToManualModeLabel storeas delimeter maxTags
    noFirstRow currentWidth offset push pull order source isSensitiveData showInEmail showInSummary showInPDF registration
    confirmationRecipient deriveCity derivePostcode deriveStreetName deriveHouseNumber validateWhenHidden oldKey lockedKey path
    defaultView minSelectedCountMessage maxSelectedCountMessage noRefreshOnScroll hasHeader component internal showAlert sortable
    headingSize useOriginalRevision allowCaching fileNameTemplate imageSize uploadOnly privateDownload image hideSpinner groupName
    weight headers url method buttons arrowControls allowedTypes nextPage uncollapsed isUploadEnabled attachMode renderMode
    displayAsModal autoFocus
    """.split()
)
"""What says how a form looks or works in a browser, or what a server of theirs does with it."""

_KEPT: Mapping[str, frozenset[str]] = {"file": frozenset({"dir", "options", "fileKey", "useMultipartUpload", "multipart", "capture"})}
"""What says where their server keeps what is sent, or how it gets there, by type."""

_NUMBERS, _TEXTS, _COUNTS = (
    ("min", "max"),
    ("minLength", "maxLength", "pattern", "minWords", "maxWords"),
    ("minSelectedCount", "maxSelectedCount"),
)
_READ_LIMITS: Mapping[str, tuple[str, ...]] = {
    "number": _NUMBERS,
    "currency": _NUMBERS,
    **dict.fromkeys(("textfield", "textarea", "email", "phoneNumber", "phonenumber", "url", "tags"), _TEXTS),
    **dict.fromkeys(("selectboxes", "select"), _COUNTS),
    **dict.fromkeys(ROWS, ("minLength", "maxLength")),
}
_ALL_LIMITS = (*_NUMBERS, *_TEXTS, *_COUNTS, "minDate", "maxDate", "minTime", "maxTime", "minYear", "maxYear", "day", "month", "year")
"""Limits of which each type has some. What a type does not have is told."""
_LIMITS = frozenset(
    """
    required min max minLength maxLength pattern patternMessage customMessage minSelectedCount maxSelectedCount integer onlyAvailableItems
    multiple strictDateValidation customPrivate minWords maxWords unique custom json step select plugins isUseForCopy minDate maxDate
    minTime maxTime year day month maxYear minYear skipMaskValidation row rows dateMin dateMax
    """.split()
)


def tell_of_keys(component: Component, place: str, notes: Notes) -> None:
    """Tells what a component says that a template can not say; of one that is not carried at all that is told."""
    type_ = type_of(component)
    if type_ in SILENT or type_ not in {*TYPES, *LAYOUT, *ROWS, "hidden"}:
        return
    for key, value in component.items():
        if key not in _READ | _LOOKS | _KEPT.get(type_, frozenset()) and not says_nothing(value):
            notes.lose("unknown-key", f"{place}/{key}", key=key)
    for key in ("logic", "unique"):
        if not says_nothing(component.get(key)):
            notes.lose(key, f"{place}/{key}")
    if component.get("persistent") in (False, "false", "client-only") and type_ in {*TYPES, *ROWS} and type_ not in SAYING:
        notes.lose("not-stored", f"{place}/persistent")
    if type_ in {*TYPES, *ROWS} and type_ not in SAYING:
        _tell_of_limits(component.get("validate"), f"{place}/validate", type_, notes)


def _tell_of_limits(validate: Any, place: str, type_: str, notes: Notes) -> None:
    if not isinstance(validate, Mapping):
        if not says_nothing(validate):
            notes.lose("not-understood", place)
        return
    for key, value in validate.items():
        if key not in _LIMITS and not says_nothing(value):
            notes.lose("unknown-key", f"{place}/{key}", key=key)
    for key in _ALL_LIMITS:
        if key not in _READ_LIMITS.get(type_, ()) and not says_nothing(validate.get(key)):
            notes.lose("limits", f"{place}/{key}")
    for key in ("custom", "json"):
        if not says_nothing(validate.get(key)) and str(validate[key]).strip():
            notes.lose("script", f"{place}/{key}")
    if truth(validate.get("unique")):
        notes.lose("unique", f"{place}/unique")
    if validate.get("step") not in (None, "", "any", 1, "1"):
        notes.lose("limits", f"{place}/step")
