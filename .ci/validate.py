"""Checks of our schemas and output with PyPI jsonschema, a validator that is not ours.

validate.py instance SCHEMA FILE...      each file satisfies the schema
validate.py schema FILE...               each file is a valid schema of the dialect that it names
validate.py manifests SCHEMAS FOLDER REPORT
                                         the documents below FOLDER that break SCHEMAS/<their kind>.json are those of which our
                                         JSON report says so: two validators, one verdict
validate.py has-results FILE             the SARIF log has results
validate.py annotations FILE             GitHub's runner finds in the log the annotations that are meant, and nothing else
validate.py pages FOLDER REPORT          the Markdown pages of rules are what GitHub makes of them: each rule of the SARIF log has its heading,
                                         each link a target, each example its code, and nothing is HTML but the mark at the top
validate.py comment FILE                 GitHub takes the Markdown as a comment, and its own renderer makes no link, image, script or mention of it
"""

import json
import pathlib
import re
import sys

import cmarkgfm
import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """YAML whose dates stay the text that was written, as in YAML 1.2."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def known(pattern):
    """The classes of Unicode that Python's patterns do not know, as far as OSCAL names them."""
    return pattern.replace("\\p{L}", "[^\\W\\d_]").replace("\\p{N}", "\\d")


def translated(node):
    if isinstance(node, list):
        return [translated(item) for item in node]
    if isinstance(node, dict):
        return {key: known(value) if key == "pattern" and isinstance(value, str) else translated(value) for key, value in node.items()}
    return node


def validator(schema):
    kind = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def report(name, errors):
    errors = list(errors)
    for error in errors:
        print(f"{name}: {error.json_path}: {error.message}", file=sys.stderr)
    return len(errors)


def check_instances(schema, *files):
    check = validator(translated(load(schema)))
    return len(files), sum(report(file, check.iter_errors(load(file))) for file in files)


def check_schemas(*files):
    failures = 0
    for file in files:
        schema = load(file)
        meta = type(validator(schema)).META_SCHEMA
        failures += report(file, validator(meta).iter_errors(schema))
    return len(files), failures


def check_manifests(schemas, folder, report_file):
    # Findings of the structure that no schema speaks of.
    others = {"structure/duplicate-key", "structure/unknown-kind", "structure/empty-document"}
    ours = {
        finding["path"]
        for finding in load(report_file)["findings"]
        if finding["rule"].startswith("structure/") and finding["severity"] == "error" and finding["rule"] not in others
    }
    checks = {path.stem: validator(load(path)) for path in pathlib.Path(schemas).glob("*.json") if path.stem != "config"}
    count = failures = 0
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.suffix not in (".yaml", ".yml", ".json") or path.name.startswith("."):
            continue
        for document in yaml.load_all(path.read_text(encoding="utf-8"), Loader):
            kind = document.get("kind") if isinstance(document, dict) else None
            if kind not in checks:
                continue
            count += 1
            errors = list(checks[kind].iter_errors(document))
            if bool(errors) != (str(path) in ours):
                failures += max(1, report(path, errors))
                print(f"{path}: jsonschema finds {len(errors)} errors, govlint says otherwise", file=sys.stderr)
    return count, failures


def check_results(file):
    count = len(load(file)["runs"][0]["results"])
    print(f"{count} results")
    return count, 0


def check_annotations(file):
    # As the runner reads commands: `ActionCommand.TryParseV2`, and `##[...]` anywhere in a line that is none.
    count = failures = 0
    for line in pathlib.Path(file).read_text(encoding="utf-8").split("\n"):
        command = re.match(r"\s*::(\w[\w-]*)(?: ([^:]*))?::", line)
        if command is None:
            failures += report(file, [] if "##[" not in line else [Broken(f"the runner would act on {line[:80]!r}")])
            continue
        count += 1
        properties = dict(pair.split("=", 1) for pair in command[2].split(","))
        if command[1] not in ("error", "warning", "notice") or list(properties) != ["file", "line", "endLine", "col", "endColumn", "title"]:
            failures += report(file, [Broken(f"a command that is not ours: {line[:80]!r}")])
    return count, failures


def check_comment(file):
    text = pathlib.Path(file).read_text(encoding="utf-8")
    broken = [] if len(text) < 65536 else [Broken(f"{len(text)} characters are too many")]
    # Tags are let through, as GitHub does, and what is not in its list of allowed ones is looked for here.
    html = cmarkgfm.github_flavored_markdown_to_html(text, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE)
    tags = {tag.lower() for tag in re.findall(r"<(/?[A-Za-z][^\s>/]*)", html)}
    ours = {"h2", "h3", "p", "ul", "li", "strong", "code", "br", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "del"}
    broken += [Broken(f"<{tag}> is none of ours") for tag in sorted(tags) if tag.lstrip("/") not in ours]
    for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL):
        if len(re.findall("<t[hd]", row)) != 5:
            broken.append(Broken(f"a row with other than five cells: {row[:80]!r}"))
    prose = re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL)
    broken += [Broken(f"a mention: {found!r}") for found in re.findall(r"@\w+", prose)]
    return 1, report(file, broken)


def slug(heading):
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def check_pages(folder, sarif):
    pages = {path.name: path.read_text(encoding="utf-8") for path in sorted(pathlib.Path(folder).glob("*.md"))}
    anchors, failures = {}, 0
    for name, text in pages.items():
        html = cmarkgfm.github_flavored_markdown_to_html(text.split("\n", 1)[1], cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE)
        pages[name] = html
        headings = [slug(re.sub(r"<[^>]*>", "", heading)) for heading in re.findall(r"<h[12]>(.*?)</h[12]>", html)]
        anchors[name] = set(headings)
        tags = {tag.lstrip("/") for tag in re.findall(r"<(/?[A-Za-z][^\s>/]*)", html)}
        ours = {"a", "code", "h1", "h2", "li", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"}
        broken = [Broken(f"<{tag}> is none of ours") for tag in sorted(tags - ours)]
        broken += [Broken(f"two headings have the anchor {anchor}") for anchor in anchors[name] if headings.count(anchor) > 1]
        failures += report(name, broken)
    for name, html in pages.items():
        for link in re.findall(r'href="([^"]*)"', html):
            page, _, anchor = link.partition("#")
            if (page or name) not in pages or (anchor and anchor not in anchors[page or name]):
                failures += report(name, [Broken(f"{link} leads nowhere")])
    rules = load(sarif)["runs"][0]["tool"]["driver"]["rules"]
    for rule in rules:
        page, _, anchor = rule["helpUri"].removeprefix("https://example.com/rules/").partition("#")
        if anchor not in anchors.get(page, ()):
            failures += report(rule["id"], [Broken(f"{rule['helpUri']} leads nowhere")])
    return len(rules), failures


class Broken:
    """A mistake in the form of a validator's."""

    json_path = "$"

    def __init__(self, message):
        self.message = message


commands = {"annotations": check_annotations, "comment": check_comment, "instance": check_instances, "schema": check_schemas, "manifests": check_manifests, "has-results": check_results, "pages": check_pages}
checked, failed = commands[sys.argv[1]](*sys.argv[2:])
print(f"{sys.argv[1]}: {checked} checked, {failed} failures")
sys.exit(1 if failed or not checked else 0)
