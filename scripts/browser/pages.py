"""Uses the pages as a reader would: searches, clicks, filters, unfolds, prints, by mouse and by keys."""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import traceback
import zlib
from pathlib import Path
from urllib.parse import quote

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.chrome.service import Service

import projects

SLUICE = os.environ["SLUICE"]


class Page:
    """A page that is open in the browser."""

    def __init__(self, folder, make, *flags):
        self.project = folder / make.__name__.replace("_", "-")
        if not self.project.exists():
            make(self.project)
        self.file = folder / f"{make.__name__}{''.join(flags)}.html"
        answer = subprocess.run(
            [SLUICE, "graph", "-C", str(self.project), "--format", "html", *flags],
            capture_output=True, text=True)
        assert answer.returncode in (0, 1), answer.stderr
        self.file.write_text(answer.stdout, encoding="utf-8")
        self.open()

    def open(self, hash=""):
        DRIVER.get("about:blank")
        DRIVER.get(self.file.as_uri() + hash)

    def run(self, script, *arguments):
        return DRIVER.execute_script(script, *arguments)

    def one(self, selector):
        return DRIVER.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return DRIVER.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector):
        return self.run("return document.querySelector(arguments[0])?.textContent ?? ''", selector)

    def click(self, selector):
        self.run("document.querySelector(arguments[0]).dispatchEvent("
                 "new MouseEvent('click', {bubbles: true, cancelable: true}))", selector)

    def press(self, *keys):
        for key in keys:
            ActionChains(DRIVER).send_keys(key).perform()

    def settled(self):
        self.run("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def chosen(self):
        return self.text("#details h3")

    def scale(self):
        return self.run("return document.getElementById('world').getBoundingClientRect().width")

    def node(self, name):
        """The id of the box whose tooltip begins with the name."""
        return self.run(
            "return [...document.querySelectorAll('.node')].find((node) => "
            "node.querySelector('title').textContent.split('\\n')[0] === arguments[0]).id", name)

    def members(self):
        """How many tasks are shown within unfolded groups."""
        return self.run(
            "return [...document.querySelectorAll('.member')].filter((m) => m.getClientRects().length).length")

    def overlapping(self):
        """Pairs of visible boxes that touch."""
        return self.run("""
            const boxes = [...document.querySelectorAll('.nodes > .node')].map((node) => {
              const inner = node.querySelector(node.classList.contains('open') ? '.inside > .behind' : '.box');
              return inner.getBoundingClientRect();
            });
            let count = 0;
            boxes.forEach((one, at) => boxes.slice(0, at).forEach((two) => {
              if (one.left < two.right - 0.5 && two.left < one.right - 0.5
                  && one.top < two.bottom - 0.5 && two.top < one.bottom - 0.5) count += 1;
            }));
            return count;""")

    def picture(self, name, settles=True):
        if settles:
            self.settled()
        if KEPT:
            DRIVER.save_screenshot(str(KEPT / f"{name}.png"))

    def printed(self):
        """The number of pages on paper, and whether there is ink: the PDF itself."""
        answer = DRIVER.execute_cdp_cmd("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True})
        return base64.b64decode(answer["data"])

    def expect_quiet(self):
        """Nothing was asked of the network, nothing went wrong, no dialog came."""
        for entry in DRIVER.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                assert url.startswith((self.file.parent.as_uri(), "about:", "data:application/pdf")), url
        wrong = [entry["message"] for entry in DRIVER.get_log("browser")]
        assert not wrong, wrong


def expect(value, wanted):
    assert value == wanted, f"{value!r} is not {wanted!r}"


def test_the_sample(folder):
    page = Page(folder, projects.ml_basic)
    page.picture("ml-basic")
    expect(len(page.all(".nodes > .node")), 4)
    page.press("/")
    ActionChains(DRIVER).send_keys("mkfe").perform()
    expect(len(page.all("#hits li")), 1)
    page.press(Keys.ENTER)
    expect(page.chosen(), "make_features")
    shown = page.text("#details")
    for part in ["steps.py:21", "outdated", "the code changed", "get_data", "upstream[\"get_data\"]", "steps.py:"]:
        assert part in shown, f"{part!r} is not in {shown!r}"
    page.picture("ml-basic-chosen")
    page.press(Keys.ARROW_RIGHT)
    expect(page.chosen(), "fit")
    page.press(Keys.ARROW_RIGHT)
    expect(page.chosen(), "evaluate")
    assert "task=evaluate" in DRIVER.current_url
    page.press(Keys.ARROW_LEFT, Keys.ESCAPE)
    expect(page.chosen(), "")
    page.click("#only-outdated")
    expect(len(page.all(".nodes > .node.off")), 1)
    page.click("#only-outdated")
    page.open("#task=fit&reach=up")
    expect(page.chosen(), "fit")
    expect(len(page.all(".nodes > .node.off")), 1)
    pdf = page.printed()
    for name in ["get_data", "make_features", "evaluate"]:
        assert has_text(pdf, name), f"{name} is not on paper"
    page.expect_quiet()


def test_day_and_night(folder):
    page = Page(folder, projects.forty_fits)
    colours = []
    for scheme in ["light", "dark"]:
        DRIVER.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
        colours.append(page.run("return getComputedStyle(document.body.parentElement).backgroundColor"))
        page.picture(f"grid-{scheme}")
    assert colours[0] != colours[1]
    page.click("#theme")
    expect(page.run("return getComputedStyle(document.documentElement).backgroundColor"), colours[0])
    DRIVER.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    page.expect_quiet()


def test_the_grid(folder):
    page = Page(folder, projects.forty_fits)
    expect(len(page.all(".nodes > .node")), 7)
    group = page.node("fit-* ×40")
    page.click(f"#{group} .box")
    expect(page.chosen(), "fit-* ×40")
    page.click("#fold")
    page.settled()
    expect(page.overlapping(), 0)
    expect(page.members(), 40)
    page.picture("grid-unfolded")
    page.press("/")
    ActionChains(DRIVER).send_keys("boost-4-0.3").perform()
    page.press(Keys.ENTER)
    expect(page.chosen(), "fit-boost-4-0.3")
    shown = page.text("#details")
    for part in ["scripts/fit.py", "boost", "split", "evaluate", "upstream[\"fit-*\"]"]:
        assert part in shown, f"{part!r} is not in {shown!r}"
    page.picture("grid-member")
    page.open("#task=fit-forest-2-0.1")
    expect(page.chosen(), "fit-forest-2-0.1")
    page.click("#unfold-all")
    expect(page.members(), 0)
    page.click(f"#{group} .box")
    page.press(Keys.ENTER)
    expect(page.members(), 40)
    page.press(Keys.ENTER)
    before = page.scale()
    page.press("+", "+")
    page.settled()
    assert page.scale() > before * 1.3
    page.press("-")
    page.settled()
    page.press("0")
    page.settled()
    assert abs(page.scale() - before) < before, "0 shows everything"
    kinds = {button.text: button for button in page.all("button.kind")}
    kinds["function"].click()
    expect(len(page.all(".nodes > .node.off")), 5)
    kinds["function"].click()
    expect(len(page.all(".off")), 0)
    page.expect_quiet()


def test_a_thousand(folder):
    page = Page(folder, projects.thousand_tasks)
    page.picture("thousand")
    expect(len(page.all(".nodes > .node")), 1000)
    expect(page.overlapping(), 0)
    labels = page.all("#labels span")
    assert len(labels) > 30, len(labels)
    page.press("/")
    ActionChains(DRIVER).send_keys("task_517").perform()
    page.press(Keys.ENTER)
    expect(page.chosen(), "task_517")
    page.settled()
    assert not page.all("#stage.far"), "near enough to read"
    page.picture("thousand-near")
    page.run("[...document.querySelectorAll('.tools button')].find((b) => b.textContent === 'Both').click()")
    off = len(page.all(".nodes > .node.off"))
    assert 0 < off < 1000, off
    page.press("0")
    page.picture("thousand-reach")
    page.press(Keys.ESCAPE)
    expect(len(page.all(".off")), 0)
    stage = page.one("#picture")
    before = page.scale()
    ActionChains(DRIVER).scroll_from_origin(
        webdriver.common.actions.wheel_input.ScrollOrigin.from_element(stage), 0, -400).perform()
    page.settled()
    assert page.scale() > before * 1.5
    pdf = page.printed()
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") >= 1
    page.expect_quiet()


def test_what_is_wrong(folder):
    page = Page(folder, projects.broken)
    page.picture("broken")
    assert page.all(".edge.red") and page.all(".ghost.missing") and page.all(".badge.error")
    page.click("#only-findings")
    page.click("#only-findings")
    page.click("#findings .finding .link")
    assert page.chosen() in ["load", "one", "pick"], page.chosen()
    page.click(f"#{page.node('load')} .box")
    shown = page.text("#details")
    assert "SL301" in shown and "lod" in shown, shown
    page.picture("broken-chosen")
    page.click(".ghost.missing .box")
    expect(page.chosen(), "lod")
    page.expect_quiet()


def test_no_tasks(folder):
    page = Page(folder, projects.no_tasks)
    assert "This pipeline has no tasks." in page.text("#details")
    expect(page.text("#legend h2"), "")
    page.press("/", "x", Keys.ENTER, Keys.ESCAPE, Keys.ARROW_DOWN, "0")
    page.expect_quiet()


def test_keys_within_filters(folder):
    """Arrows pass what is filtered out; in an unfolded group they go from task to task."""
    page = Page(folder, projects.ml_basic, "--no-status")
    page.press("/")
    ActionChains(DRIVER).send_keys("get steps.py").perform()
    expect([hit.text.split("\n")[0] for hit in page.all("#hits li")], ["get_data"])
    page.press(Keys.ENTER)
    expect(page.chosen(), "get_data")
    page = Page(folder, projects.forty_fits)
    kinds = {button.text: button for button in page.all("button.kind")}
    button = next(kinds[name] for name in kinds if name != "function")
    button.click()
    page.click(f"#{page.node('split')} .box")
    page.press(Keys.ARROW_RIGHT)
    expect(page.chosen(), "evaluate")
    button.click()
    page.click(f"#{page.node('evaluate')} .box")
    page.press(Keys.ARROW_LEFT)
    expect(page.chosen(), "fit-* ×40")
    page.press(Keys.ENTER, Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_UP)
    first = page.chosen()
    assert first.startswith("fit-") and "×" not in first, first
    page.expect_quiet()


def test_a_part(folder):
    """What lies outside the part is not missing."""
    page = Page(folder, projects.forty_fits, "--around", "choose", "--depth", "1")
    expect(len(page.all(".nodes > .node")), 3)
    expect(len(page.all(".ghost")), 0)
    page.expect_quiet()


def test_hostile_projects_do_nothing(folder):
    for flags in [(), ("--unfold",)]:
        page = Page(folder, projects.hostile, *flags)
        page.picture("hostile")
        for name in projects.HOSTILE_NAMES:
            # What would reorder or end lines is shown as a sign.
            shown = re.sub("[\u2028\u202e]", "\ufffd", name)
            page.open("#task=" + quote(shown))
            expect(page.chosen(), shown)
        page.press("/")
        ActionChains(DRIVER).send_keys("<script>").perform()
        page.settled()
        page.press(Keys.ENTER)
        expect(len(page.all("script")), 2)
        expect(len(page.all("img")), 0)
        page.expect_quiet()


def test_without_script(folder):
    page = Page(folder, projects.forty_fits)
    DRIVER.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    page.open()
    page.picture("without-script", settles=False)
    body = DRIVER.find_element(By.TAG_NAME, "body").text
    drawn, own = page.one("#picture").size["width"], int(page.one("#picture").get_dom_attribute("width"))
    assert drawn <= own, f"a picture of {own} is blown up to {drawn}"
    DRIVER.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    for part in ["evaluate", "fit-forest-2-0.1", "No findings."]:
        assert part in body, part
    page.expect_quiet()


def test_the_picture_stands_alone(folder):
    """The SVG is read by a strict parser, draws in an <img>, and follows the reader's scheme."""
    import xml.etree.ElementTree as tree
    for make in [projects.ml_basic, projects.forty_fits, projects.broken, projects.hostile]:
        project = folder / make.__name__.replace("_", "-")
        if not project.exists():
            make(project)
        answer = subprocess.run(
            [SLUICE, "graph", "-C", str(project), "--format", "svg"], capture_output=True)
        root = tree.fromstring(answer.stdout)
        assert root.tag.endswith("svg") and not [e for e in root.iter() if e.tag.endswith("script")]
        file = folder / f"{make.__name__}.svg"
        file.write_bytes(answer.stdout)
        holder = folder / "holder.html"
        holder.write_text(f'<!DOCTYPE html><link rel="icon" href="data:,"><img src="{file.name}">')
        DRIVER.get(holder.as_uri())
        width = DRIVER.execute_script("return document.querySelector('img').naturalWidth")
        assert width == int(root.get("width")), width
    assert not DRIVER.get_log("browser")


def has_text(pdf, text):
    """Whether the words are in the PDF, by the maps from its glyphs to letters."""
    streams = []
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.S):
        try:
            streams.append(zlib.decompress(match.group(1)))
        except zlib.error:
            streams.append(match.group(1))
    maps = {}
    for stream in streams:
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", stream, re.S):
            for code, letter in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
                maps.setdefault(int(code, 16), set()).add(chr(int(letter, 16)))
        for block in re.findall(rb"beginbfrange(.*?)endbfrange", stream, re.S):
            for low, high, first in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
                for offset in range(int(high, 16) - int(low, 16) + 1):
                    maps.setdefault(int(low, 16) + offset, set()).add(chr(int(first, 16) + offset))
    for stream in streams:
        codes = [
            int(piece[at:at + 4], 16)
            for piece in re.findall(rb"<([0-9A-Fa-f]+)>", stream) for at in range(0, len(piece) - 3, 4)]
        for start in range(len(codes) - len(text) + 1):
            if all(letter in maps.get(code, ()) for letter, code in zip(text, codes[start:])):
                return True
    return False


def driver():
    options = webdriver.ChromeOptions()
    for flag in ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1440,900", "--hide-scrollbars"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = Service(executable_path=shutil.which("chromedriver"))
    return webdriver.Chrome(options=options, service=service)


def main():
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, test in list(globals().items()):
            if not name.startswith("test_") or WANTED and name not in WANTED:
                continue
            try:
                test(Path(folder))
                print(f"ok   {name[5:].replace('_', ' ')}", flush=True)
            except Exception:
                failed += 1
                print(f"FAIL {name[5:].replace('_', ' ')}\n{traceback.format_exc()}", flush=True)
    DRIVER.quit()
    return 1 if failed else 0


KEPT = Path(sys.argv[1]) if len(sys.argv) > 1 else None
WANTED = sys.argv[2:]
if KEPT:
    KEPT.mkdir(parents=True, exist_ok=True)
DRIVER = driver()
sys.exit(main())
