"""The explorer in a real Chromium: each view, and each example of the query page at a click, with nothing from outside."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from api.http.examples import examples

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
SECONDS, SECONDS_OF_A_QUERY = 10, 30
NOTHING_OUTSIDE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
OPTIONS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--window-size=1300,1000"),
    *("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
]

pytestmark = [
    pytest.mark.xdist_group("demo"),
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver (Debian: chromium, chromium-driver)"),
]


class Page:
    """The explorer, open in a browser."""

    def __init__(self, browser: Chrome, address: str) -> None:
        self.browser, self.address = browser, address

    def open(self, view: str) -> None:
        self.browser.get(self.address)
        self.browser.find_element(By.CSS_SELECTOR, f'nav a[href="#{view}"]').click()

    def find(self, selector: str) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def text(self, selector: str) -> str:
        return self.find(selector).text

    def wait(self, true: Callable[[], object], seconds: int = SECONDS) -> None:
        WebDriverWait(self.browser, seconds, poll_frequency=0.05).until(lambda _: true(), self.said())

    def said(self) -> str:
        """All that the view on show says, with what it complains of, for the message of a wait in vain."""
        return str(self.browser.execute_script("return document.querySelector('main').innerText"))

    def examples(self) -> Select:
        self.open("query")
        self.wait(lambda: len(self.browser.find_elements(By.CSS_SELECTOR, "#example option")) == len(examples()))
        return Select(self.find("#example"))

    def run(self) -> None:
        self.find("#run [type=submit]").click()
        self.wait(lambda: self.text("#took").split(",")[0].endswith(" ms"), SECONDS_OF_A_QUERY)

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.browser.get_log("browser") if entry["level"] == "SEVERE"]

    def asked(self) -> set[str]:
        """Where everything that the page has fetched came from."""
        script = "return performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin)"
        return set(self.browser.execute_script(script))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    options = ChromeOptions()
    options.binary_location = CHROMIUM
    for each in [*OPTIONS, NOTHING_OUTSIDE, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"]:
        options.add_argument(each)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    opened = Chrome(options, ChromeService(executable_path=DRIVER))
    try:
        yield opened
    finally:
        opened.quit()


@pytest.fixture
def page(browser: Chrome, demo_server: tuple[str, str]) -> Iterator[Page]:
    opened = Page(browser, demo_server[0].removesuffix("/graphql"))
    opened.browser.get("about:blank")
    yield opened
    assert opened.complaints() == []
    assert opened.asked() <= {opened.address}


def test_every_example_runs_at_a_click(page: Page) -> None:
    offered = page.examples()
    assert [each.get_attribute("value") for each in offered.options] == [each["name"] for each in examples()]
    wrong = {}
    for each in examples():
        offered.select_by_value(each["name"])
        page.run()
        if page.find("#errors").is_displayed() or not page.text("#result").startswith("{1}\ndata: {"):
            wrong[each["name"]] = page.text("#errors") or page.text("#result")
    assert wrong == {}


def test_a_subscription_is_followed_until_it_is_stopped(page: Page) -> None:
    page.examples().select_by_value("analyst/told-of-new-findings")
    page.run()
    assert "present: true" in page.text("#result")
    assert page.text("#took").endswith(", watching for more")
    page.find("#stop").click()
    assert page.text("#took") == "stopped"
    assert not page.find("#stop").is_displayed()
    page.run()
    page.examples().select_by_value("analyst/what-is-loaded")
    page.run()
    assert page.text("#took").endswith(" ms")


def test_finding_nothing_where_there_is_no_data_says_so(page: Page) -> None:
    page.open("findings")
    page.wait(lambda: page.text("#answered").endswith(tuple("0123456789")))
    assert not page.find("#about").is_displayed()
    page.browser.execute_script("arguments[0].value = '1990-05-01'", page.find("#as-of"))
    page.find("#ask [type=submit]").click()
    page.wait(lambda: page.text("#answered").startswith("0 of 0 findings"))
    assert page.text("#about").startswith("nothing that is loaded covers 1990-05-01: its extracts are of ")


HALF = """const real = fetch;
window.fetch = async (...given) => {
  const answer = await (await real(...given)).json();
  answer.extensions = { cautions: ["A load is unfinished: hv/s of 2026-01-01."] };
  const said = { truncated: true, truncatedBecause: "time was used up", notAsked: ["1 child was passed on"] };
  Object.assign(answer.data.findings, said);
  return new Response(JSON.stringify(answer), { headers: { "content-type": "application/json" } });
};"""


def test_what_holds_for_the_whole_answer_is_shown_with_it(page: Page) -> None:
    page.open("findings")
    page.wait(lambda: page.text("#answered").endswith(tuple("0123456789")))
    assert not page.find("#cautions").is_displayed()
    page.browser.execute_script(HALF)
    page.find("#ask [type=submit]").click()
    page.wait(lambda: page.find("#about").is_displayed())
    assert page.text("#about") == "Cut short: time was used up.\n1 child was passed on"
    assert page.text("#cautions") == "A load is unfinished: hv/s of 2026-01-01."
    page.open("findings")


EVENTS = """: nothing yet

event: next
data: {"data": 1}

event: next
data: {"data": "two: ✓"}

event: complete
data:

"""


READ = """
const read = async (pieces) => {
  const { results } = await import("/explorer/events.js");
  const start = (sent) => {
    for (const each of pieces) sent.enqueue(Uint8Array.from(each));
    sent.close();
  };
  const found = [];
  for await (const each of results(new ReadableStream({ start }))) found.push(each);
  return found;
};
read(arguments[0]).then(arguments[1]);
"""


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_events_are_read_whole_however_they_arrive(page: Page, size: int) -> None:
    page.open("query")
    sent = list(EVENTS.encode())
    pieces = [sent[at : at + size] for at in range(0, len(sent), size)]
    assert page.browser.execute_async_script(READ, pieces) == [{"data": 1}, {"data": "two: ✓"}]


def test_the_child_of_the_examples_is_a_real_one(page: Page) -> None:
    page.examples().select_by_value("front-end/a-childs-page")
    page.run()
    assert 'name: "' in page.text("#result")
    assert "records: [" in page.text("#result")


def test_what_is_wrong_is_said_and_the_keyboard_runs_it(page: Page) -> None:
    page.examples()
    document = page.find("#document")
    document.clear()
    document.send_keys("{ nothing }", Keys.CONTROL, Keys.ENTER)
    page.wait(lambda: page.find("#errors").is_displayed())
    assert page.text("#errors").startswith("BAD_QUERY: ")
    assert "line 1, column 3" in page.text("#errors")
    page.find("#variables").send_keys("and more")
    page.find("#run [type=submit]").click()
    page.wait(lambda: "not JSON" in page.text("#errors"))


def test_the_schema_is_at_hand_where_the_cursor_is(page: Page) -> None:
    page.examples()
    document = page.find("#document")
    document.clear()
    document.send_keys("{ children { nodes { conc } } }", *[Keys.LEFT] * 6)
    page.wait(lambda: page.text("#here").startswith("Person"))
    (field,) = page.browser.find_elements(By.CSS_SELECTOR, "#here .fields button")
    assert field.text == "concerns"
    field.click()
    assert document.get_attribute("value") == "{ children { nodes { concerns } } }"
    page.wait(lambda: "ConcernConnection!" in page.text("#here"))


VIEWS = {"findings": "#cards .card", "schema": "#type-Query", "holdings": "#held table"}


@pytest.mark.parametrize(("view", "shows"), VIEWS.items())
def test_a_view_shows_what_it_is_for(page: Page, view: str, shows: str) -> None:
    page.open(view)
    page.wait(lambda: page.browser.find_elements(By.CSS_SELECTOR, shows))
    assert page.browser.find_elements(By.CSS_SELECTOR, f"#{view} [role=alert]:not([hidden])") == []
