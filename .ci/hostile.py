"""Writes a portfolio whose names mean something to one format or another: hostile.py FOLDER

govlint's reports on it are then read by tools that are not ours. Every name is quoted so that the YAML itself is sound.
"""

import json
import pathlib
import sys

names = [
    "]]><evil/>",
    "</script><script>alert(1)</script>",
    "a|b|c",
    "``` code",
    "@octocat #1 https://evil.example",
    "%0A::error file=x::boo",
    "\n::error::boo",
    "\r\n##[error]boo",
    "\u202egnp.exe\u202c \ufeff\ufffe",
    "\x1b[2J\x9b",
    "![x](https://evil.example/p.png)",
    "<img src=x onerror=y>",
    "</details><!--",
    "\"'&<>\\",
    "e\u0301 \U0001f469\u200d\U0001f469 \u65e5\u672c",
    "long " * 13107,
]

folder = pathlib.Path(sys.argv[1])
(folder / "ai").mkdir(parents=True, exist_ok=True)
for index, name in enumerate(names):
    text = json.dumps(name)
    # JSON's escapes are YAML's too, so that what is written is read back as it was meant.
    manifest = (
        f"apiVersion: govlint/v1\nkind: AISystem\n"
        f"id: {text}  # govlint: ignore lifecycle/monitoring-declared until 2026-12-31 -- {ascii(name)}\nname: {text}\n"
        f"stage: production\napplication: {text}\nowner: {{team: {text}, steward: {text}}}\n"
        f"oversight: {{tier: {text}}}\n"
    )
    path = folder / "ai" / f"{index:02} ]]& %0A,: #'{index}.yaml"
    path.write_text(manifest, encoding="utf-8")
waivers = [
    {
        "rule": "strategy/objective-declared",
        "system": name,
        "reason": f"reason: {name}",
        "approvedBy": f"approver: {name}",
        "ticket": f"ticket: {name}",
        "expires": "2026-07-10",
    }
    for name in names
]
configuration = {"manifests": ["ai/*.yaml"], "waivers": waivers}
(folder / ".lint-config.json").write_text(json.dumps(configuration), encoding="utf-8")
