"""Checks of the HTML report that need no eyes: structure, names, contrast, policy, and, with Chromium and axe-core, what they say.

check-html.py [--browser CHROMIUM] FILE...

Structure is read by PyPI html5lib, which is not ours. With a browser, the page must load without a message on its console, and
where PyPI axe-core-python is installed, axe must find no violation, light and dark.
"""

import base64
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import html5lib

LANDMARKS = {"header", "nav", "main", "footer"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}


def text_of(element):
    return "".join(element.itertext())


def structure(source):
    parser = html5lib.HTMLParser(namespaceHTMLElements=False, strict=False)
    root = parser.parse(source)
    # Which version of HTML a page is written in is no question any more.
    problems = [f"line {place[0]}: {code} {values}" for place, code, values in parser.errors]
    elements = [element for element in root.iter() if isinstance(element.tag, str)]

    def check(holds, problem):
        if not holds:
            problems.append(problem)

    tags = {element.tag for element in elements}
    check(root.get("lang"), "the page has no language")
    check(LANDMARKS <= tags, f"landmarks are missing: {sorted(LANDMARKS - tags)}")
    check(any(element.tag == "title" and text_of(element) for element in elements), "the page has no title")
    levels = [HEADINGS[element.tag] for element in elements if element.tag in HEADINGS]
    check(levels.count(1) == 1, "the page has not one h1")
    for before, after in zip(levels, levels[1:]):
        check(after <= before + 1, f"a heading of level {after} follows one of level {before}")
    ids = [element.get("id") for element in elements if element.get("id")]
    check(len(ids) == len(set(ids)), "two elements share an id")
    for element in elements:
        href = element.get("href") or ""
        check(not href or href.startswith("#"), f"a link leads outside: {href}")
        check(not href.startswith("#") or href[1:] in ids, f"a link leads nowhere: {href}")
        check(element.get("style") is None, "an element has a style of its own, which the policy forbids")
        check(element.get("src") is None, f"something is loaded: {element.get('src')}")
        for reference in ("aria-labelledby",):
            for name in (element.get(reference) or "").split():
                check(name in ids, f"{reference} names nothing: {name}")
        if element.tag == "table":
            headers = [cell for cell in element.iter("th")]
            check(headers and all(cell.get("scope") in ("col", "row") for cell in headers), "a table has a header without scope")
            for row in element.find("tbody").iter("tr"):
                check(any(cell.tag == "th" for cell in row), f"a row has no header: {text_of(row)[:60]}")
        if element.tag == "svg":
            check(element.get("role") == "img" and element.get("aria-label"), "a chart has no description")
        if element.tag == "input":
            check(any(element in label.iter("input") for label in root.iter("label")), "an input has no label")
        if element.get("tabindex") is not None:
            check(element.get("role") and element.get("aria-label"), "what can be focused has no name")
    return root, problems


def policy(root):
    problems = []
    content = next((e.get("content") for e in root.iter("meta") if e.get("http-equiv") == "Content-Security-Policy"), "")
    if "default-src 'none'" not in content:
        problems.append("the policy does not begin with nothing")
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        for element in root.iter(tag):
            digest = base64.b64encode(hashlib.sha256(text_of(element).encode()).digest()).decode()
            if f"'sha256-{digest}'" not in content:
                problems.append(f"{directive} does not allow the page's own {tag}")
    return problems


def luminance(color):
    if len(color) == 4:
        color = "#" + "".join(digit * 2 for digit in color[1:])
    channels = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first, second):
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def colors(root):
    """Every pair of text and ground that the style has, in each of its schemes."""
    style = "".join(text_of(element) for element in root.iter("style"))
    schemes = [dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})", block)) for block in re.findall(r":root\{([^}]*)\}", style)]
    states = ["fail", "warn", "pass", "waived", "blocked", "error"]
    problems = []
    for scheme in schemes:
        grounds = [("fg", name) for name in scheme if name == "bg" or name == "panel" or name.endswith("-bg")]
        grounds += [(name, ground) for name in ("soft", "link") for ground in ("bg", "panel")]
        grounds += [(state, ground) for state in states for ground in ("bg", f"{state}-bg")]
        for text, ground in grounds:
            ratio = contrast(scheme[text], scheme[ground])
            if ratio < 4.5:
                problems.append(f"{text} on {ground} has a contrast of {ratio:.2f}")
    return problems if len(schemes) >= 3 else ["the style lacks a scheme: light, dark and print are expected"]


def browse(browser, page, *flags):
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=30000", *flags, page.as_uri()]
    result = subprocess.run(command, capture_output=True, text=True, timeout=180)
    console = [line for line in result.stderr.splitlines() if "CONSOLE" in line]
    return result.stdout, console


def axe_source():
    try:
        import axe_core_python
    except ImportError:
        return None
    found = sorted(pathlib.Path(axe_core_python.__file__).parent.rglob("axe.min.js"))
    return found[0].read_text(encoding="utf-8") if found else None


def axe(browser, source, script):
    """Runs axe in a copy of the page without its policy, and reads what it writes into the page."""
    run = """
    document.querySelectorAll('details').forEach(d => d.open = true);
    document.querySelectorAll('article').forEach(a => a.style.contentVisibility = 'visible');
    axe.run(document, {resultTypes: ['violations']}).then(r => {
      const e = document.createElement('pre'); e.id = 'axe-says';
      e.textContent = JSON.stringify(r.violations.map(v => ({id: v.id, help: v.help, count: v.nodes.length, first: v.nodes[0].html.slice(0, 200), why: v.nodes[0].failureSummary})));
      document.body.appendChild(e); });
    """
    copy = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", source)
    copy = copy.replace("</body>", f"<script>{script}</script><script>{run}</script></body>")
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "page.html"
        page.write_text(copy, encoding="utf-8")
        for name, flags in (("light", []), ("dark", ["--blink-settings=preferredColorScheme=0"])):
            said = re.search(r'<pre id="axe-says">(.*?)</pre>', browse(browser, page, "--dump-dom", *flags)[0], re.S)
            if not said:
                problems.append(f"axe said nothing ({name})")
                continue
            import html

            problems += [f"axe, {name}: {violation}" for violation in json.loads(html.unescape(said.group(1)))]
    return problems


def main(words):
    browser = words[1] if words[:1] == ["--browser"] else None
    files = words[2:] if browser else words
    script = axe_source() if browser else None
    failures = 0
    for file in files:
        path = pathlib.Path(file).resolve()
        source = path.read_text(encoding="utf-8")
        root, problems = structure(source)
        problems += policy(root) + colors(root)
        if browser:
            problems += browse(browser, path, "--dump-dom")[1]
        if script:
            problems += axe(browser, source, script)
        for problem in problems[:20]:
            print(f"{file}: {problem}", file=sys.stderr)
        failures += len(problems)
        checked = ["structure", "policy", "contrast"] + (["console"] if browser else []) + (["axe"] if script else [])
        print(f"{file}: {', '.join(checked)}: {len(problems)} problems")
    return 1 if failures or not files else 0


sys.exit(main(sys.argv[1:]))
