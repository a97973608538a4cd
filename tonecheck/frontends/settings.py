"""From options and configuration files to the `Checker` of each source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tonecheck.config import NAMES, Config, Layer, Origin, Setting, Settings, merge
from tonecheck.discovery import is_mail, project_layer, user_layer
from tonecheck.errors import ConfigError, SuppressionError
from tonecheck.findings import Severity

if TYPE_CHECKING:
    from tonecheck.engine import Checker
    from tonecheck.findings import Report
    from tonecheck.message import Message

HERE = "-"
"""Names no file: standard input, or the folder in which a command runs."""
_NAMED = ("profile", "select", "ignore")


class Files(NamedTuple):
    """How the user's own configuration is read, and that of the project of a folder."""

    user: Callable[[], Layer | None] = user_layer
    project: Callable[[Path], Layer | None] = project_layer


def settings_of(
    name: str, options: Mapping[str, Any], *, mail: bool | None = None, files: Files | None = None
) -> Settings:
    """What holds for the source `name` under `options`, those of `shell.rule_options`.

    `mail` says that it is one, whatever it is called. Raises ConfigError for a wrong file.
    """
    path = Path.cwd() if name == HERE else Path(name).absolute()
    is_a_mail = is_mail(path) if mail is None else mail
    files = files or Files()
    if is_a_mail and not options.get("trust_config"):
        files = files._replace(project=lambda _: None)
    return merge([*_layers(path, options, files), _said(options)], path)


def _layers(path: Path, options: Mapping[str, Any], files: Files) -> list[Layer]:
    given = options.get("config_file")
    if given is not None and options.get("isolated"):
        raise ConfigError("contradict each other; expected one", key="--config and --no-config")
    if options.get("isolated"):
        return []
    if given is not None:
        from tonecheck.config_file import read_layer

        layer = read_layer(given, "config")
        if layer is None:
            raise ConfigError("has no [tool.tonecheck] section; expected one", path=given)
        return [layer]
    folder = path if path.is_dir() else path.parent
    return [layer for layer in (files.user(), files.project(folder)) if layer is not None]


def _said(options: Mapping[str, Any]) -> Layer:
    """The settings among `options` that were given."""
    said = {name: options[name] for name in NAMES if options.get(name)}
    if "fail_on" in said:
        said["fail_on"] = Severity(said["fail_on"])
    if options.get("no_suppressions"):
        said["suppressions"] = False
    return Layer({name: Setting(value, Origin("option")) for name, value in said.items()})


@dataclass
class Checkers:
    """A `Checker` for every source; sources with equal settings share one.

    Those of `names` are there from the start, so that what is wrong shows before any report.
    Standard input has the settings of a file called `stdin`.
    """

    options: Mapping[str, Any]
    names: Iterable[str] = ()
    mail: bool | None = None
    stdin: str = HERE
    _files: Files = field(init=False)
    _settings: dict[str, Settings] = field(default_factory=dict, init=False)
    _of: dict[str, Checker] = field(default_factory=dict, init=False)
    _by_config: dict[Config, Checker] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._files = Files(cache(user_layer), cache(project_layer))
        for name in self.names:
            self.of(name)

    def of(self, name: str) -> Checker:
        """The one for the source `name`; its `config` holds what was settled.

        Raises ConfigError for a setting that means nothing, at the place where it was made.
        """
        if name not in self._of:
            called = self.stdin if name == HERE else name
            settings = settings_of(called, self.options, mail=self.mail, files=self._files)
            self._settings[name] = settings
            config = settings.config()
            if config not in self._by_config:
                self._by_config[config] = _checker(settings)
            self._of[name] = self._by_config[config]
        return self._of[name]

    def report(self, name: str, message: Message) -> Report:
        """The report on `message`, which is of the source `name`.

        Raises SuppressionError for a comment in it that should silence something and cannot.
        """
        try:
            report = self.of(name).check_message(message)
        except SuppressionError as err:
            raise err.at(name) from err
        origin = self._settings[name].values["ignore"].origin
        return report if origin.path is None else _naming(origin, report)


def _naming(origin: Origin, report: Report) -> Report:
    """`report`, in which what the configuration suppressed names the file that said so."""
    suppressed = (
        replace(item, reason=f"{origin}: ignore") if item.reason == "config: ignore" else item
        for item in report.suppressed
    )
    return replace(report, suppressed=tuple(suppressed))


def _checker(settings: Settings) -> Checker:
    from tonecheck.engine import Checker

    try:
        return Checker(config=settings.config())
    except ConfigError as err:
        placed = _at_origin(settings) if err.path is None else None
        if placed is None:
            raise
        raise placed from err


def _at_origin(settings: Settings) -> ConfigError | None:
    """The error that one setting of a file brings about alone, at the line that made it."""
    from tonecheck.engine import Checker

    rules = settings.values["rules"].value
    for name in _NAMED:
        origin = settings.values[name].origin
        if origin.path is not None:
            try:
                Checker(config=Config(rules=rules, **{name: settings.values[name].value}))
            except ConfigError as alone:
                problem = f"is wrong: {alone.problem}"
                return ConfigError(problem, path=origin.path, line=origin.line, key=name)
    return None
