"""How two values of one field agree, in grades; what each grade is worth stands in `weights`."""

from enum import IntEnum


class Level(IntEnum):
    MISSING = 0  # one side says nothing
    SAME = 1
    SHARED = 2  # the same, but others with another name hold it too
    CROWDED = 3  # the same, but a crowd holds it
    VARIANT = 4  # nickname, other legal spelling, extension number
    PART = 5  # one holds the other: double names, short firm names
    INITIAL = 6
    SWAPPED = 7
    TYPO = 8
    NEAR = 9  # same town, same domain
    CLOSE = 10  # written alike, and yet both are usual values of their own
    SISTER = 11  # the same firm's name with a mark of another firm
    DIFFERENT = 12
    CONTRARY = 13  # differs where one person can have only one
    NUMBERED = 14  # the same but for a number: Kunde 17 and Kunde 18


COUNT = len(Level)
