"""The encodings that a page may name: those of the web, and none of Python's own.

Python's codecs include some that are no encodings of text (`zlib`, `rot13`), some that raise what
nobody expects (`undefined`, `idna`), and some that would read escapes out of a page. A name is
looked up here, never among them.
"""

from __future__ import annotations

import re
from typing import Final

# The labels of the Encoding Standard (WHATWG), without what is no letter or digit. UTF-16 is not
# among them: a page whose bytes can be searched for the name of its encoding is in none of its
# kinds. Each is read with Python's codec of its own name, not with the larger one of the standard.
_LABELS: Final = {
    "utf-8": "utf8 unicode11utf8 unicode20utf8 xunicode20utf8",
    "ascii": "ascii usascii ansix341968 iso646us",
    "latin-1": "latin1 l1 iso88591 iso885911987 isoir100 csisolatin1 cp819 ibm819",
    "iso-8859-2": "iso88592 iso885921987 isoir101 latin2 l2 csisolatin2",
    "iso-8859-3": "iso88593 iso885931988 isoir109 latin3 l3 csisolatin3",
    "iso-8859-4": "iso88594 iso885941988 isoir110 latin4 l4 csisolatin4",
    "iso-8859-5": "iso88595 iso885951988 isoir144 cyrillic csisolatincyrillic",
    "iso-8859-6": "iso88596 iso885961987 isoir127 arabic asmo708 ecma114 csisolatinarabic"
    " iso88596e iso88596i csiso88596e csiso88596i",
    "iso-8859-7": "iso88597 iso885971987 isoir126 greek greek8 ecma118 elot928 suneugreek"
    " csisolatingreek",
    "iso-8859-8": "iso88598 iso885981988 isoir138 hebrew visual csisolatinhebrew iso88598e"
    " iso88598i csiso88598e csiso88598i logical",
    "iso-8859-9": "iso88599 iso885991989 isoir148 latin5 l5 csisolatin5",
    "iso-8859-10": "iso885910 isoir157 latin6 l6 csisolatin6",
    "iso-8859-11": "iso885911",
    "iso-8859-13": "iso885913",
    "iso-8859-14": "iso885914",
    "iso-8859-15": "iso885915 l9 latin9 csisolatin9",
    "iso-8859-16": "iso885916",
    "cp866": "866 cp866 csibm866 ibm866",
    "cp874": "windows874 dos874 cp874",
    "tis-620": "tis620",
    **{f"cp{n}": f"windows{n} cp{n} xcp{n}" for n in range(1250, 1259)},
    "koi8-r": "koi koi8 koi8r cskoi8r",
    "koi8-u": "koi8u koi8ru",
    "mac-roman": "macintosh mac macroman xmacroman csmacintosh",
    "mac-cyrillic": "xmaccyrillic xmacukrainian maccyrillic",
    "gbk": "gbk xgbk cp936 ms936",
    "gb2312": "gb2312 gb231280 csgb2312 csiso58gb231280 chinese isoir58",
    "gb18030": "gb18030",
    "big5": "big5 xxbig5 cnbig5 csbig5",
    "big5hkscs": "big5hkscs",
    "euc-jp": "eucjp xeucjp cseucpkdfmtjapanese",
    "iso2022-jp": "iso2022jp csiso2022jp",
    "shift-jis": "shiftjis sjis xsjis mskanji csshiftjis",
    "cp932": "windows31j ms932 cp932",
    "euc-kr": "euckr cseuckr korean ksc5601 ksc56011987 ksc56011989 csksc56011987 isoir149",
    "cp949": "windows949 cp949",
}
_CODECS: Final = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
_NO_LETTERS = re.compile("[^a-z0-9]")


def codec_of(label: str) -> str | None:
    """Give the codec for an encoding as a page names it; None where that is no encoding of text."""
    return _CODECS.get(_NO_LETTERS.sub("", label.lower()))


def codec_named(name: str) -> str | None:
    """Give the codec for an encoding as a person names it; None where it is none of text."""
    import codecs

    if known := codec_of(name):
        return known
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    is_text = getattr(found, "_is_text_encoding", True) and found.name not in _NO_ENCODINGS
    return found.name if is_text else None


_NO_ENCODINGS: Final = frozenset(
    "idna punycode undefined unicode_escape raw_unicode_escape unicode-escape raw-unicode-escape"
    " mbcs oem".split()
)
