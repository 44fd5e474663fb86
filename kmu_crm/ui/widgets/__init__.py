"""The small widgets that pages are put together from. Every text they show is plain text, never markup.

Buttons: `Button`, `ChipButton`, `Segments`, `ToggleTile`.  Text: `Label`, `ElidedLabel`, `Chip`, `Keys`, `Avatar`.
Surfaces: `Card`, `Tile`, `Note`, `Banner`, `SectionHeader`, `line`.  Input: `SearchField`, `FormRow`, `Picker`, `StayingMenu`.  Places:
`Tabs`, `Steps`,
`NumberedStep`, `FlowLayout`, `row`, `column`, `scrolled`.  Measures: `FunnelRow`, `EvidenceBar`, `ConfidenceBar`,
`SplitBar`.  States: `EmptyState`, `SkeletonBars`, `UndoBar`."""

from kmu_crm.ui.widgets.bars import ConfidenceBar, EvidenceBar, FunnelRow, SplitBar
from kmu_crm.ui.widgets.buttons import Button, ChipButton, Segments
from kmu_crm.ui.widgets.choices import Picker, StayingMenu
from kmu_crm.ui.widgets.inputs import FormRow, SearchField
from kmu_crm.ui.widgets.labels import Avatar, Chip, ElidedLabel, IconLabel, Keys, Label
from kmu_crm.ui.widgets.layouts import FlowLayout, clear, column, row, scrolled
from kmu_crm.ui.widgets.states import Banner, EmptyState, SkeletonBars, UndoBar
from kmu_crm.ui.widgets.steps import NumberedStep, Steps, ToggleTile
from kmu_crm.ui.widgets.surfaces import Card, Note, SectionHeader, Surface, Tile, line
from kmu_crm.ui.widgets.tabs import Tabs

__all__ = [
    "Avatar",
    "Banner",
    "Button",
    "Card",
    "Chip",
    "ChipButton",
    "ConfidenceBar",
    "ElidedLabel",
    "EmptyState",
    "EvidenceBar",
    "FlowLayout",
    "FormRow",
    "FunnelRow",
    "IconLabel",
    "Keys",
    "Label",
    "Note",
    "NumberedStep",
    "Picker",
    "SearchField",
    "SectionHeader",
    "Segments",
    "SkeletonBars",
    "SplitBar",
    "StayingMenu",
    "Steps",
    "Surface",
    "Tabs",
    "Tile",
    "ToggleTile",
    "UndoBar",
    "clear",
    "column",
    "line",
    "row",
    "scrolled",
]
