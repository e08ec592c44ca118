"""The languages of a workbook: what its columns call them, and their codes (ISO 639)."""

import re

UNNAMED = ""
"""The language of a column that names none."""

_CODED = re.compile(r"\(\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-]*)?\s*\)\s*$")
_PLAIN = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-]+)?")
_NAMES: dict[str, str] = {
    name: code
    for code, names in {
        "am": "amharic amhariska አማርኛ",
        "ar": "arabic arabiska العربية عربي",
        "bg": "bulgarian bulgariska български",
        "bn": "bengali bangla বাংলা",
        "bs": "bosnian bosniska bosanski",
        "ckb": "sorani",
        "cs": "czech tjeckiska čeština",
        "da": "danish danska dansk",
        "de": "german tyska deutsch allemand alemán",
        "el": "greek grekiska ελληνικά",
        "en": "english engelska anglais inglés englisch",
        "es": "spanish spanska español espanol espagnol castellano",
        "et": "estonian estniska eesti",
        "fa": "persian farsi persiska فارسی",
        "fi": "finnish finska suomi",
        "fr": "french franska français francais francés",
        "ha": "hausa",
        "hi": "hindi हिन्दी",
        "he": "hebrew hebreiska עברית",
        "hr": "croatian kroatiska hrvatski",
        "ht": "creole kreyol haitian",
        "hu": "hungarian ungerska magyar",
        "hy": "armenian armeniska հայերեն",
        "id": "indonesian bahasa",
        "is": "icelandic isländska íslenska",
        "it": "italian italienska italiano",
        "ja": "japanese japanska 日本語",
        "ka": "georgian georgiska ქართული",
        "km": "khmer ខ្មែរ",
        "ko": "korean koreanska 한국어",
        "ku": "kurdish kurdiska kurdî kurmanji kurmanci",
        "lt": "lithuanian litauiska lietuvių",
        "lv": "latvian lettiska latviešu",
        "mk": "macedonian makedonska македонски",
        "mn": "mongolian mongoliska монгол",
        "ms": "malay malajiska melayu",
        "my": "burmese myanmar",
        "ne": "nepali नेपाली",
        "nl": "dutch nederländska nederlands holländska",
        "no": "norwegian norska norsk bokmål",
        "om": "oromo oromiska",
        "pa": "punjabi panjabi",
        "pl": "polish polska polski",
        "prs": "dari",
        "ps": "pashto pashtu پښتو",
        "pt": "portuguese portugisiska português portugues portugais",
        "ro": "romanian rumänska română",
        "ru": "russian ryska русский",
        "rw": "kinyarwanda",
        "se": "sami samiska nordsamiska davvisámegiella",
        "sk": "slovak slovakiska slovenčina",
        "sl": "slovenian slovenska slovenščina",
        "so": "somali somaliska soomaali",
        "sq": "albanian albanska shqip",
        "sr": "serbian serbiska srpski српски",
        "sv": "swedish svenska schwedisch suédois",
        "sw": "swahili kiswahili",
        "ta": "tamil தமிழ்",
        "tet": "tetun tetum",
        "th": "thai thailändska ไทย",
        "ti": "tigrinya tigrinja ትግርኛ",
        "tl": "tagalog filipino",
        "tr": "turkish turkiska türkçe",
        "uk": "ukrainian ukrainska українська",
        "ur": "urdu اردو",
        "vi": "vietnamese vietnamesiska tiếng",
        "zh": "chinese kinesiska mandarin 中文",
    }.items()
    for name in names.split()
}


def code_of(name: str) -> str | None:
    """The code of a language by what a column calls it, such as `Svenska (sv)`, `sv`, `sv-SE` or `Swedish`; None when it is not known."""
    coded = _CODED.search(name)
    if coded:
        return coded[1].lower()
    words = re.split(r"[\s,;/()]+", name.strip().lower())
    known = next((_NAMES[word] for word in words if word in _NAMES), None)
    plain = _PLAIN.fullmatch(name.strip())
    return known or (plain[1].lower() if plain else None)


def codes(names: tuple[str, ...], default: str) -> dict[str, str]:
    """The code of each language that columns name, the main one first; those that are not known are left out.

    `default` is what the settings name, or empty. Columns that name no language are in that one, else in the one of Swedish and
    English that has no columns of its own.
    """
    named = {name: code for name in names if name != UNNAMED and (code := code_of(name))}
    first = (code_of(default) or None) if default else None
    if UNNAMED in names:
        own = set(named.values())
        unnamed = first or next((code for code in ("sv", "en") if code not in own), next(iter(own), "sv"))
        first = first or unnamed
        named = {UNNAMED: unnamed, **named}
    if first is None or first not in named.values():
        return named
    return dict(sorted(named.items(), key=lambda item: item[1] != first))
