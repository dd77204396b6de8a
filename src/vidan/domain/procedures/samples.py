"""A form filled in as an example, box by box: invented people, marked as such, never a real one.

It shows how to write, it is not the form: the form itself is a file that the commune keeps (`forms`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class SampleBox:
    """One box of a form: what it asks, what is written into it, and a word of help."""

    asks: str
    written: str
    help: str = ""


@dataclass(frozen=True)
class SamplePart:
    """A part of a form, with its boxes in order."""

    title: str
    boxes: tuple[SampleBox, ...]


@dataclass(frozen=True)
class FilledSample:
    """A filled form: its key, its name, whose boxes it follows, and the keys of the procedures that use it."""

    key: str
    title: str
    source: str
    procedures: tuple[str, ...]
    parts: tuple[SamplePart, ...]


def read_samples(lines: Iterable[str]) -> Iterator[FilledSample]:
    """Samples as the table has them: `= key`, `title:`, `source:`, `for:`, `* part`, `asks | written | help`.

    ValueError for a line that is none of these.
    """
    found: list[tuple[str, dict[str, str], list[tuple[str, list[SampleBox]]]]] = []
    for line in lines:
        if line.startswith("= "):
            found.append((line[2:].strip(), {}, []))
        elif not found:
            raise ValueError(line)
        elif line.startswith("* "):
            found[-1][2].append((line[2:].strip(), []))
        elif not found[-1][2]:
            name, _colon, value = line.partition(":")
            found[-1][1][name] = value.strip()
        else:
            asks, written, *rest = (part.strip() for part in line.split("|"))
            found[-1][2][-1][1].append(SampleBox(asks, written, *rest))
    for key, told, parts in found:
        procedures = tuple(one.strip() for one in told["for"].split(","))
        shown = tuple(SamplePart(title, tuple(boxes)) for title, boxes in parts)
        yield FilledSample(key, told["title"], told["source"], procedures, shown)
