"""What all commands share: the store, the answer as text or JSON, progress on stderr, exit statuses."""

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

import click

from kmu_crm import i18n
from kmu_crm.cli import wording
from kmu_crm.decisions import authors
from kmu_crm.errors import Cancelled, EndedAtOnce, KmuError, cause
from kmu_crm.fields import show
from kmu_crm.i18n import N_, _
from kmu_crm.progress import Progress
from kmu_crm.store.store import Store

if TYPE_CHECKING:
    from kmu_crm.desk.derive import Derived

ENCODING = "utf-8"
AUTHOR = authors.COMMAND_LINE
Paths = click.Path(path_type=Path)


class NoFile(KmuError):
    text = N_("{file} cannot be read or written ({reason}).")
    advice = N_("Check that the folder exists and that you may read and write there.")
    code = "no_file"


class WrongUsage(KmuError):
    text = "{what}"
    code = "usage"


class Bar(Progress):
    """A line on a terminal that says what is being done and how far. `asked`: somebody wishes it to stop."""

    def __init__(self, quiet: bool):
        self._silent = quiet or not sys.stderr.isatty()
        self._title, self._shown, self.asked = "", 0.0, False

    @contextmanager
    def heeding(self) -> Iterator[None]:
        """Ctrl+C is a wish that `report` passes on, where the work can be left whole; the second one ends at once."""
        before = signal.signal(signal.SIGINT, self._wish)
        try:
            yield
        except KeyboardInterrupt as ended:
            raise EndedAtOnce() from ended
        finally:
            signal.signal(signal.SIGINT, before)

    def _wish(self, _number: int, _frame: object) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True

    def stage(self, title: str) -> None:
        self._title, self._shown = title, 0.0

    def report(self, done: int, total: int) -> None:
        if self.asked:
            raise Cancelled()
        if self._silent or time.monotonic() - self._shown < 0.1:
            return
        self._shown = time.monotonic()
        share = f"{show.number(done):>9}" + (f" / {show.number(total)}" if total else "")
        sys.stderr.write(f"\r\x1b[K{self._title} {share}")
        sys.stderr.flush()

    def done(self) -> None:
        if not self._silent:
            sys.stderr.write("\r\x1b[K")


@dataclass
class Session:
    """One call of the program."""

    file: Path
    as_json: bool
    quiet: bool
    answered: bool = False
    window: Callable[[Path], int] | None = None  # handed in by whoever starts the program: commands know no window

    def open_window(self, file: Path | None = None) -> int:
        return self.window(file or self.file) if self.window else 1

    @cached_property
    def progress(self) -> Bar:
        return Bar(self.quiet)

    def writing(self) -> Store:
        """Says on stderr, once, where a program that was killed left an import undone."""
        from kmu_crm.sources import unfinished

        store = Store(self.file)
        if left := unfinished.take(store.db):
            click.echo(str(left), err=True)
        return store

    def reading(self) -> Store:
        """Says on stderr where a program that was killed left profiles behind what is in the file."""
        from kmu_crm.desk.derive import waits

        store = Store(self.file, write=False)
        if waits(store.db):
            click.echo(
                _(
                    "Customers and figures do not show all files yet, the program was ended before; “match” makes up for it."
                ),
                err=True,
            )
        return store

    def answer(self, document: Any, text: Callable[[], str] | str = "") -> None:
        """Exactly one JSON document, or the text for people."""
        self.progress.done()
        self.answered = True
        if self.as_json:
            click.echo(json.dumps(document, ensure_ascii=False, indent=None, default=str))
        else:
            spoken = text() if callable(text) else text
            if spoken:
                click.echo(spoken)

    def refuse(self, error: KmuError) -> None:
        """A script reads why in the document too; `run` says the sentence on stderr."""
        if self.as_json and not self.answered:
            self.answer({"error": {"code": error.code, "text": str(error)}})


class Program(click.Group):
    """Ends each command that could not be done with a document, where one was wished for."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (KmuError, KeyboardInterrupt, click.Abort, OSError) as error:
            if isinstance(ctx.obj, Session) and not isinstance(error, BrokenPipeError):
                ctx.obj.refuse(_refusal(error))
            raise
        except click.UsageError as wrong:
            if isinstance(ctx.obj, Session):
                ctx.obj.refuse(WrongUsage(what=wrong.format_message()))
            raise


def decide(
    session: Session, verb: Callable[..., int], *words: object, hint: Callable[[Connection], str] = lambda _db: ""
) -> None:
    """Writes a decision down, brings everything up to date and answers with its number; `hint`: what is said of it, too."""
    from kmu_crm.desk import decided, steps

    with session.writing() as store:
        with steps.recorded(store.db, lambda: decided.sentence(store.db, decision), AUTHOR):
            decision = verb(store.db, *words, AUTHOR)
            done = follow(session, store.db)
        told = hint(store.db)
    said = _("Decision {number} noted.").format(number=decision)
    session.answer({"decision": decision, "profiles": done.profiles} | hinted(told), f"{said}\n{told}".rstrip())


def hinted(told: str) -> dict[str, str]:
    """The key of a document for a sentence that is not always there."""
    return {"hint": told} if told else {}


def follow(session: Session, db: Connection) -> "Derived":
    """What was said is written down: profiles and figures follow, also after a wish to stop."""
    from kmu_crm.desk.derive import Heard, derive

    with session.progress.heeding():
        return derive(db, progress=Heard(session.progress))


def run(command: click.Command, arguments: list[str] | None = None, window: Callable[[Path], int] | None = None) -> int:
    """Runs a command and turns what a user can cause into one sentence and an exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=ENCODING)
    wording.speak(command, i18n.preferred())
    try:
        result = command.main(arguments, prog_name="kmu-crm", standalone_mode=False, obj=window)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as finished:
        return finished.exit_code
    except click.UsageError as error:
        _tell_wrong_usage(error, arguments)
        return 2
    except BrokenPipeError:  # whoever read our answer has gone: nobody is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (KmuError, KeyboardInterrupt, click.Abort, OSError) as error:
        refusal = _refusal(error)
        click.echo(str(refusal), err=True)
        return 130 if isinstance(refusal, Cancelled) else 1


def _tell_wrong_usage(error: click.UsageError, arguments: list[str] | None) -> None:
    """Where even the options before the command could not be read, no session knows that a document is wanted."""
    session = error.ctx.find_root().obj if error.ctx else None
    answered = isinstance(session, Session) and session.answered
    if not answered and "--json" in (sys.argv[1:] if arguments is None else arguments):
        Session(Path(), as_json=True, quiet=True).refuse(WrongUsage(what=error.format_message()))
    error.show()


def _refusal(error: BaseException) -> KmuError:
    """What ended a command, as a sentence."""
    if isinstance(error, KmuError):
        return error
    if isinstance(error, OSError):
        return NoFile(file=error.filename or "?", reason=cause(error))
    return Cancelled()
