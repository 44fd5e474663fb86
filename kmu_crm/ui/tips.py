"""Tooltips show what customers wrote as it is: Qt takes what looks like markup for markup, and looks for what it names."""

from html import escape


def tip(text: str) -> str:
    if "<" not in text and "&lt;" not in text:
        return text
    return f"<span>{escape(text).replace(chr(10), '<br>')}</span>"
