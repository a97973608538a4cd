"""The gate before a mail leaves: raw bytes in, a verdict out, never an exception.

The bytes are read, not changed: whoever asks sends on what it was given, headers and
attachments as they were.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Lock, Thread
from typing import TYPE_CHECKING, Literal, TypeVar

from tonecheck.config import Config
from tonecheck.errors import ConfigError, NoTextError, RuleError, ToneError
from tonecheck.findings import Finding, Report

if TYPE_CHECKING:
    from tonecheck.engine import Checker
    from tonecheck.message import Message

BUDGET_S = 5.0
"""How long the check of one mail may take."""
LOADING_S = 60.0
"""How long loading the rules may take; the very first time they are compiled."""
MAX_BYTES = 10 << 20
"""How much of a mail is looked at; the words come before the attachments."""

Detail = Literal["findings", "rewrites", "report"]
"""What is worked out of a mail: where it is sharp, also how else to say that, or all."""
Result = TypeVar("Result")


class OnError(StrEnum):
    """What becomes of a mail that could not be checked."""

    OPEN = "open"
    CLOSED = "closed"


class Trouble(StrEnum):
    """Why a mail could not be checked."""

    RULES = "rules"
    MAIL = "mail"
    TIME = "time"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of one mail.

    `findings` are those that block it, in `source`; they have rewrites, and there is a `report`,
    where that was asked for. `trouble` says that it could not be checked; `note` then tells the
    reason, or else what was not looked at. No word of the mail is ever in `note`.
    """

    findings: tuple[Finding, ...] = ()
    source: str = ""
    report: Report | None = None
    trouble: Trouble | None = None
    note: str = ""


class Gate:
    """Rules loaded once, when the first mail comes, and any number of mails judged.

    Threads may share one. `configure` gives the settings; a mail with a finding at or above
    their `fail_on` does not pass. Nothing that stands in a mail may switch a rule off.
    """

    def __init__(
        self,
        configure: Callable[[], Config] = Config,
        *,
        on_error: OnError = OnError.CLOSED,
        budget_s: float = BUDGET_S,
    ) -> None:
        self._configure = configure
        self.on_error = on_error
        self.budget_s = budget_s
        self._checker: Checker | None = None
        self._loading = Lock()

    def judge_mail(self, mail: bytes, *, detail: Detail = "findings") -> Verdict:
        """The verdict on a raw mail (RFC 5322)."""
        verdict = self.judge(lambda: _read(mail), detail=detail)
        if len(mail) > MAX_BYTES and not verdict.note:
            return replace(verdict, note=f"only its first {MAX_BYTES >> 20} MB were looked at")
        return verdict

    def judge(self, read: Callable[[], Message], *, detail: Detail = "findings") -> Verdict:
        """The verdict on the message that `read` gives."""
        try:
            checker = _within(LOADING_S, self._load)
            return _within(self.budget_s, lambda: _verdict(checker, read(), detail))
        except NoTextError:
            return Verdict(note="it has no text to check")
        except TimeoutError:
            return _failed(Trouble.TIME, f"the check took longer than {self.budget_s:g} seconds")
        except (RuleError, ConfigError) as err:
            return _failed(Trouble.RULES, str(err))
        except ToneError as err:
            return _failed(Trouble.MAIL, str(err))
        except (Exception, SystemExit) as err:  # noqa: BLE001 - whatever it was, no mail is lost
            # The type only: the text of an exception may quote the mail.
            return _failed(Trouble.INTERNAL, f"an internal error, {type(err).__name__}")

    def passes(self, verdict: Verdict) -> bool:
        """Whether a mail with this verdict is to be sent."""
        if verdict.trouble is not None:
            return self.on_error is OnError.OPEN
        return not verdict.findings

    def _load(self) -> Checker:
        from tonecheck.engine import Checker

        with self._loading:
            if self._checker is None:
                config = replace(self._configure(), suppressions=False)
                self._checker = Checker(config=config)
            return self._checker


def _verdict(checker: Checker, message: Message, detail: Detail) -> Verdict:
    report = checker.check_message(message) if detail == "report" else None
    found = report.findings if report else checker.findings(message, rewrites=detail == "rewrites")
    at_least, most = checker.config.fail_on.rank, checker.config.max_text
    note = f"only the first {most} characters of its words were looked at"
    return Verdict(
        tuple(f for f in found if f.severity.rank >= at_least),
        message.source,
        report,
        note=note if len(message.text) > most else "",
    )


def _read(mail: bytes) -> Message:
    from tonecheck.extract.mail import mail_message
    from tonecheck.extract.patch import without_patch

    return without_patch(mail_message(mail[:MAX_BYTES]))


def _failed(trouble: Trouble, note: str) -> Verdict:
    return Verdict(trouble=trouble, note=note)


def _within(seconds: float, work: Callable[[], Result]) -> Result:
    """What `work` gives; TimeoutError if that takes longer.

    It runs in a thread that the end of the process does not wait for: nothing else bounds
    Python code that also runs in threads of a server, where no alarm signal comes.
    """
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as err:  # noqa: BLE001 - it is raised where it is waited for
            future.set_exception(err)

    Thread(target=run, daemon=True).start()
    return future.result(seconds)
