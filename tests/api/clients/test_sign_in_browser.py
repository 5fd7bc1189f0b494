"""The explorer signs in at a real issuer (oidc-provider) in a real Chromium."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

from api.http.application import application
from api.sign_in.sign_in import TokenSignIn
from graph.settings import Settings
from tests.api.clients.test_browser import CHROMIUM, DRIVER, browser  # noqa: F401
from tests.api.conftest import Gone
from tests.api.serving import served

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver")
SECONDS = 30


@contextmanager
def issuer(scripts: Path, port: int, page: str) -> Iterator[None]:
    """An issuer on that port, for that page."""
    command = ["node", "issuer.js", str(port), page]
    with subprocess.Popen(command, cwd=scripts, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            while process.stdout.readline().strip() not in ("ready", ""):
                pass
            yield
        finally:
            process.terminate()


def test_somebody_signs_in_by_code_and_pkce_and_no_token_is_left_lying_about(
    browser: Chrome,  # noqa: F811
    node_packages: Path,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = Settings(issuer=f"http://127.0.0.1:{port}")
    app = application(Gone(), TokenSignIn.of(settings), settings=settings)  # type: ignore[arg-type]
    with served(app) as address, issuer(node_packages, port, f"{address}/"):

        def wait(selector: str) -> None:
            said = "return document.body.innerText"
            # While the issuer's page gives way to the next, an element that was found may be gone.
            gone = (StaleElementReferenceException,)
            WebDriverWait(browser, SECONDS, poll_frequency=0.05, ignored_exceptions=gone).until(
                lambda _: any(each.is_displayed() for each in browser.find_elements(By.CSS_SELECTOR, selector)),
                str(browser.execute_script(said)),
            )

        browser.get(f"{address}/#schema")
        wait("#sign-in")
        assert browser.find_elements(By.CSS_SELECTOR, "#types *") == []
        browser.find_element(By.ID, "sign-in").click()
        wait("input[name=login]")
        browser.find_element(By.NAME, "login").send_keys("ann")
        browser.find_element(By.NAME, "password").send_keys("any")
        browser.find_element(By.CSS_SELECTOR, "button[type=submit]").click()
        wait("form button.login-submit, form button[autofocus]")
        browser.find_element(By.CSS_SELECTOR, "form button").click()
        wait("#sign-out")
        assert browser.find_element(By.ID, "who").text == "ann"
        Select(browser.find_element(By.ID, "purpose")).select_by_value("direct_work")
        wait("#types *")
        assert browser.current_url == f"{address}/#schema"
        assert browser.execute_script("return localStorage.length + sessionStorage.length + document.cookie.length") == 0
