"""The small widgets that pages are put together from. Every text they show is plain text, never markup.

Each is imported when it is first asked for: the first paint needs only a few of them."""

from importlib import import_module

_MODULES = {
    "bars": ("ConfidenceBar", "EvidenceBar", "FunnelRow", "SplitBar"),
    "buttons": ("Button", "ChipButton", "Segments"),
    "choices": ("Picker", "StayingMenu"),
    "inputs": ("FormRow", "SearchField"),
    "labels": ("Avatar", "Chip", "ElidedLabel", "IconLabel", "Keys", "Label", "WrappedLabel"),
    "layouts": (
        "FlowLayout",
        "clear",
        "column",
        "lay_out",
        "nest",
        "pieces",
        "row",
        "refilled",
        "scrolled",
        "tab_after",
        "tab_stops",
    ),
    "states": ("Banner", "EmptyState", "SkeletonBars", "UndoBar"),
    "steps": ("NumberedStep", "Steps", "ToggleTile"),
    "surfaces": ("Card", "Note", "SectionHeader", "Surface", "Tile", "line"),
    "tabs": ("Tabs",),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
