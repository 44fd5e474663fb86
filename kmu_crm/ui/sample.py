"""The sample business: made in the background when it is first asked for, then opened."""

from pathlib import Path
from typing import TYPE_CHECKING

from shiboken6 import isValid

from kmu_crm.i18n import _
from kmu_crm.store import place
from kmu_crm.ui.errors import show_error
from kmu_crm.ui.tips import tip
from kmu_crm.ui.widgets import Button
from kmu_crm.ui.work import Work
from kmu_crm.ui.working import WorkBanner

if TYPE_CHECKING:
    from kmu_crm.ui.main import Desk


def own_file(desk: "Desk") -> Path:
    """The customer file left last for the sample business, else the one that the program opens by itself."""
    known = (file for file, _at in desk.state.lately() if file.resolve() != place.sample_store().resolve())
    return next(known, place.default_store())


def open_own(desk: "Desk", paths: object = None) -> None:
    def go() -> None:
        desk.open_on(own_file(desk))
        if paths:
            desk.window.go("importing", paths)

    desk.try_to(go)


def tell(desk: "Desk") -> None:
    """A banner with the way back."""
    banner = desk.window.show_banner(_("This is the sample business, with made-up customers. Try whatever you like."))
    back = Button(_("To my own customer file"), "link", "log-out", on_click=desk.open_own)
    back.setToolTip(tip(str(own_file(desk))))
    banner.insert(back)


def open_sample(desk: "Desk") -> None:
    from kmu_crm.desk import apart, demo

    file, ready = place.sample_store(), place.sample_store().with_suffix(".new.kmucrm")
    if file.exists():
        desk.try_to(lambda: desk.open_on(file))
        return
    work = Work(lambda progress: apart.call(demo.make, ready, fresh=True, progress=progress))
    banner = WorkBanner(desk.window, _("The sample business is being made …"), work)

    def made(_made: demo.Made) -> None:
        if isValid(banner):
            banner.close_up()
        ready.replace(file)  # cut short, it must not count as made
        desk.try_to(lambda: desk.open_on(file))

    def failed(error: Exception) -> None:
        if not isValid(banner):  # the window was left meanwhile, which is what ended the work
            return
        banner.close_up()
        show_error(desk.window, error)

    work.done.connect(made)
    work.failed.connect(failed)
    work.start()
