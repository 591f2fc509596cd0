from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from harness.config import FILE_NAME, VARIABLES, RunConfig, load
from harness.config_problems import problems
from harness.errors import ConfigError, UnknownName


def write(folder: Path, content: object) -> Path:
    """The content as the configuration file of a folder."""
    file = folder / FILE_NAME
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return file


def complaint(folder: Path, content: object) -> str:
    """What is said about a wrong configuration file, without the file's name."""
    file = write(folder, content)
    with pytest.raises(ConfigError) as caught:
        load(file=file, environment={})
    return str(caught.value).replace(f"{file}", "FILE")


def test_without_a_file_the_defaults_count(tmp_path: Path) -> None:
    """A folder without a configuration gives the documented defaults."""
    config = load(folder=tmp_path, environment={})
    assert config.output_folder == Path("ecf-output")
    assert (config.timeout, config.retries) == (60_000, 0)
    assert 1 <= config.workers <= 2
    assert [reporter.name for reporter in config.reporter] == ["list", "html"]
    assert config.use.headless
    assert config.use.screenshot == "on"
    assert (config.use.viewport.width, config.use.viewport.height) == (1024, 640)


def test_file_in_the_current_folder_is_found(tmp_path: Path) -> None:
    """A configuration in the folder counts without being named."""
    write(tmp_path, {"retries": 3})
    assert load(folder=tmp_path, environment={}).retries == 3


def test_every_key_of_the_documentation_works(tmp_path: Path) -> None:
    """A file with every key is read, and each value arrives."""
    file = write(
        tmp_path,
        {
            "$schema": "./schema.json",
            "outputDir": "evidence",
            "timeout": 1000,
            "retries": 1,
            "workers": 3,
            "reporter": [["list"], ["json", {"outputFile": "results.json"}], "junit"],
            "use": {
                "browserName": "chromium",
                "channel": "chrome",
                "headless": False,
                "viewport": {"width": 800, "height": 600},
                "screenshot": "only-on-failure",
                "actionTimeout": 10,
                "navigationTimeout": 20,
                "launchOptions": {"executablePath": "/opt/chrome", "args": ["--lang=en"], "slowMo": 50},
            },
            "projects": [{"name": "only", "use": {"headless": True}, "timeout": 5, "retries": 0}],
        },
    )
    config = load(file=file, environment={})
    assert config.output_folder == tmp_path / "evidence"
    assert [(one.name, one.output_file) for one in config.reporter] == [
        ("list", None),
        ("json", str(tmp_path / "results.json")),
        ("junit", None),
    ]
    assert (config.timeout, config.retries, config.workers) == (5, 0, 3)
    assert config.use.headless
    assert config.use.channel == "chrome"
    assert config.use.launch_options.args == ("--lang=en",)
    assert config.use.launch_options.slow_mo == 50
    assert (config.use.action_timeout, config.use.navigation_timeout) == (10, 20)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            {"use": {"viewport": {"widht": 1, "height": 1}}},
            'use.viewport.widht: unknown key; did you mean "width"?',
        ),
        ({"fullyParallel": True}, "fullyParallel: unknown key; allowed here: $schema, outputDir"),
        ({"output_dir": "x"}, 'output_dir: unknown key; did you mean "outputDir"?'),
        ({"timeout": "60"}, 'timeout: must be a whole number, not "60"'),
        ({"timeout": 0}, "timeout: must be 1 or more, not 0"),
        ({"retries": -1}, "retries: must be 0 or more, not -1"),
        ({"workers": 1.5}, "workers: must be a whole number, not 1.5"),
        ({"workers": True}, "workers: must be a whole number, not true"),
        ({"outputDir": ""}, "outputDir: must not be empty"),
        ({"reporter": "lst"}, 'reporter[0].name: must be "list" or "html" or "json" or "junit", not "lst"'),
        ({"reporter": 3}, "reporter: must be a list"),
        ({"reporter": [["html", {"outputFolder": "x"}]]}, "reporter[0].outputFolder: unknown key"),
        ({"reporter": [["html", {}, 1]]}, "reporter[0]: must be an object"),
        ({"reporter": [["html", 1]]}, "reporter[0]: must be an object"),
        ({"use": []}, "use: must be an object"),
        ({"use": {"headless": "no"}}, 'use.headless: must be true or false, not "no"'),
        ({"use": {"browserName": "firefox"}}, 'use.browserName: must be "chromium", not "firefox"'),
        ({"use": {"channel": "crome"}}, 'did you mean "chrome"?'),
        (
            {"use": {"launchOptions": {"args": "--x"}}},
            'use.launchOptions.args: must be a list, like [ … ], not "--x"',
        ),
        (
            {"use": {"launchOptions": {"args": [1]}}},
            "use.launchOptions.args[0]: must be a text in quotes, not 1",
        ),
        ({"use": {"launchOptions": {"slowMo": "1"}}}, 'use.launchOptions.slowMo: must be a number, not "1"'),
        ({"projects": [{"use": {}}]}, "projects[0].name: is missing"),
        ({"projects": [{"name": "a"}, {"name": "a"}]}, "projects: two are named a"),
        ([], "must hold an object"),
    ],
)
def test_what_is_wrong_is_said_with_its_path(tmp_path: Path, content: object, said: str) -> None:
    """A wrong key or value is named by file and path, with what would be right."""
    assert said in complaint(tmp_path, content)


def test_a_long_wrong_value_is_shortened(tmp_path: Path) -> None:
    """A message stays a line, however long the value is."""
    assert len(complaint(tmp_path, {"timeout": "x" * 500})) < 120


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    """A file with three mistakes gives three lines, each with the file's name."""
    lines = complaint(tmp_path, {"timeout": "x", "retires": 1, "use": {"headless": 1}}).splitlines()
    assert len(lines) == 3
    assert all(line.startswith("FILE: ") for line in lines)


def test_a_mistyped_key_is_not_also_called_missing(tmp_path: Path) -> None:
    """One mistake gives one line, though the key that was meant is missing."""
    assert len(complaint(tmp_path, {"use": {"viewport": {"widht": 1, "height": 1}}}).splitlines()) == 1


def test_broken_json_is_told_with_line_and_column(tmp_path: Path) -> None:
    """A file that is not JSON is named with the place of the mistake."""
    assert complaint(tmp_path, '{\n  "retries": 1,\n}').startswith("FILE:3:1: not valid JSON")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 give a message, not a traceback."""
    file = tmp_path / FILE_NAME
    file.write_bytes(b'{"outputDir": "\xff"}')
    with pytest.raises(ConfigError, match="UTF-8"):
        load(file=file, environment={})


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    """--config with a file that is not there is an error, not the defaults."""
    with pytest.raises(ConfigError, match="cannot be read"):
        load(file=tmp_path / "other.json", environment={})


def test_command_line_before_environment_before_file(tmp_path: Path) -> None:
    """The nearest source of a value counts, and each leaves the others' values alone."""
    write(tmp_path, {"retries": 1, "workers": 1, "timeout": 1, "use": {"launchOptions": {"args": ["--a"]}}})
    config = load(
        folder=tmp_path,
        environment={"ECF_WORKERS": "2", "ECF_TIMEOUT": "2", "ECF_BROWSER": sys.executable},
        overrides={"timeout": 3, "use": {"headless": False}},
    )
    assert (config.retries, config.workers, config.timeout) == (1, 2, 3)
    assert config.use.launch_options.executable_path == sys.executable
    assert config.use.launch_options.args == ("--a",)
    assert not config.use.headless


def test_every_variable_of_the_environment_reaches_its_key() -> None:
    """Each documented variable sets the key that it stands for."""
    values = {
        "ECF_BROWSER": sys.executable,
        "ECF_CHANNEL": "msedge",
        "ECF_HEADED": "1",
        "ECF_OUTPUT_DIR": "/tmp/evidence",  # noqa: S108  # a name only: nothing is written
        "ECF_RETRIES": "2",
        "ECF_SCREENSHOT": "off",
        "ECF_TIMEOUT": "7",
        "ECF_WORKERS": "4",
    }
    assert set(values) == set(VARIABLES)
    config = load(folder=Path("no-such-folder"), environment=values)
    assert config.use.launch_options.executable_path == sys.executable
    assert config.use.channel == "msedge"
    assert not config.use.headless
    assert config.output_dir == values["ECF_OUTPUT_DIR"]
    assert (config.retries, config.timeout, config.workers) == (2, 7, 4)
    assert config.use.screenshot == "off"


def test_an_empty_variable_asks_for_nothing() -> None:
    """A variable that is set to nothing is as if it were not set."""
    assert load(folder=Path("no-such-folder"), environment={"ECF_RETRIES": ""}).retries == 0


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("ECF_WORKERS", "many", 'ECF_WORKERS: must be a whole number, not "many"'),
        ("ECF_WORKERS", "0", "ECF_WORKERS: must be 1 or more, not 0"),
        ("ECF_RETRIES", "-1", "ECF_RETRIES: must be 0 or more, not -1"),
        ("ECF_BROWSER", "/no/such/browser", "ECF_BROWSER: no program is at /no/such/browser"),
        ("ECF_HEADED", "maybe", 'ECF_HEADED: must be true or false, not "maybe"'),
        ("ECF_SCREENSHOT", "onn", 'ECF_SCREENSHOT: must be "on" or "off" or "only-on-failure", not "onn"'),
    ],
)
def test_a_bad_variable_is_named(variable: str, value: str, said: str) -> None:
    """A wrong value in the environment is told with the name of its variable."""
    with pytest.raises(ConfigError) as caught:
        load(folder=Path("no-such-folder"), environment={variable: value})
    assert said in str(caught.value)


PROJECTS = {
    "timeout": 100,
    "use": {"headless": False, "viewport": {"width": 10, "height": 10}},
    "projects": [
        {"name": "small", "use": {"viewport": {"width": 1, "height": 1}}},
        {"name": "slow", "timeout": 900},
    ],
}


def test_a_project_counts_before_the_rest_of_the_file(tmp_path: Path) -> None:
    """What a project does not say, the file says for it."""
    write(tmp_path, PROJECTS)
    small = load(folder=tmp_path, environment={}, project="small")
    assert (small.use.viewport.width, small.use.headless, small.timeout) == (1, False, 100)
    assert load(folder=tmp_path, environment={}, project="slow").timeout == 900


def test_several_projects_want_a_choice(tmp_path: Path) -> None:
    """With several projects, none is silently taken."""
    write(tmp_path, PROJECTS)
    with pytest.raises(UnknownName, match="small, slow"):
        load(folder=tmp_path, environment={})


def test_an_unknown_project_gives_the_nearest(tmp_path: Path) -> None:
    """A mistyped project is answered with the one that was probably meant."""
    write(tmp_path, PROJECTS)
    with pytest.raises(UnknownName, match="Did you mean small"):
        load(folder=tmp_path, environment={}, project="smal")


def test_the_configuration_cannot_be_changed() -> None:
    """A configuration is a frozen record."""
    with pytest.raises(ValueError, match="frozen"):
        RunConfig().workers = 9  # type: ignore[misc]  # the test is that this fails


def test_the_projects_own_configuration_is_valid() -> None:
    """The playwright.config.json that the repository ships is accepted and says what is documented."""
    root = Path(__file__).parents[3]
    shipped = load(file=root / FILE_NAME, environment={})
    assert shipped.output_folder == root / "ecf-output"


def test_problems_without_a_path_have_none() -> None:
    """Where the key is known by another name, its path is left out."""
    from pydantic import ValidationError

    with pytest.raises(ValidationError) as caught:
        RunConfig.model_validate({"retries": "x"})
    assert problems(caught.value, RunConfig, with_path=False) == ['must be a whole number, not "x"']
