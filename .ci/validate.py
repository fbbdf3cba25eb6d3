"""Checks of our schemas and output with PyPI jsonschema, a validator that is not ours.

validate.py instance SCHEMA FILE...      each file satisfies the schema
validate.py schema FILE...               each file is a valid schema of the dialect that it names
validate.py manifests SCHEMAS FOLDER REPORT
                                         the documents below FOLDER that break SCHEMAS/<their kind>.json are those of which our
                                         JSON report says so: two validators, one verdict
validate.py has-results FILE             the SARIF log has results
"""

import json
import pathlib
import sys

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


commands = {"instance": check_instances, "schema": check_schemas, "manifests": check_manifests, "has-results": check_results}
checked, failed = commands[sys.argv[1]](*sys.argv[2:])
print(f"{sys.argv[1]}: {checked} checked, {failed} failures")
sys.exit(1 if failed or not checked else 0)
