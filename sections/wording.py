"""Django's sentences as the desk says them."""

from __future__ import annotations


def as_we_say(sentence: str) -> str:
    """Without the blanks before a quoted name, which only English needs, and to 您. The name keeps its own; a SafeString
    stays one."""
    kind = type(sentence)  # a SafeString holds a link
    words, opening, rest = sentence.partition("“")
    name, closing, after = rest.rpartition("”")
    words = words.replace(" ", "").replace("你", "您")
    return kind(words + opening + name + closing + after.replace("你", "您"))
