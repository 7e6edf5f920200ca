"""Words for XML: the few characters that no XML document may hold, not even escaped, are left out."""

import re

#: Everything outside the Char production of XML 1.0, section 2.2.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_words(text: str) -> str:
    """The text without them: a pasted `\\x0b` would break a whole feed."""
    return NOT_XML.sub("", text)
