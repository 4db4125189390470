"""What do the committed way/assert pairs really do? run as a pytest file from the repo"""
from __future__ import annotations
import json
from tests.faults.test_hostile import *
from tests.faults import test_hostile as T

def test_probe_nothing_was_run(box, tmp_path):
    target = tmp_path / "run"
    bait = f"$(touch {target}) `touch {target}` ; touch {target} | {{{{ cycler.__init__ }}}}"
    box.configuration.write_text(f'send = "cat"\nname = "{bait}"\nemail = "me@home.example"\n'.replace("`", ""))
    print("ADD", box("add", bait, bait, "--meeting", "2026-12-02 10:00", "--with", f"Ann {bait} <ann@acme.example>"))
    for c in READING:
        o = box(*c); print(o.code, c, o.err[:200].strip())
    print("SEND", box("send", "i1"))
    print("CHECK", box("config", "check"))

def test_probe_ways(tmp_path):
    for way, do in WAYS.items():
        b = Box(tmp_path / way.replace(" ", "_")); b.folder.mkdir()
        do(b)
        print("==", way)
        for c in READING:
            o = b(*c)
            if o.code or o.err: print("  ", o.code, c, repr(o.err[:160]), o.err.count("\n"))
            if c[0] in ("export",) and len(c) > 1 or c==["list"]: print("     ", c, len(o.out))
        o = b("export"); text = json.dumps(json.loads(o.out), ensure_ascii=False)
        print("   export never:", sorted(set(map(repr, NEVER.findall(text)))))
        o = b("list", "--json")
        try:
            def bad(x): raise ValueError(x)
            v = json.loads(o.out, parse_constant=bad)
            print("   list --json", len(v), sorted(set(map(repr,NEVER.findall(json.dumps(v, ensure_ascii=False))))))
        except Exception as e: print("  list --json", e)
